package io.jaybit.simulator.exchange;

import java.util.Locale;
import java.util.Optional;

/** A product line of the venue, and the word for it on the wire. */
public enum Category {
    SPOT,
    LINEAR,
    INVERSE,
    OPTION,
    SPREAD;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The venue's word: {@code linear}. */
    public String text() {
        return text;
    }

    /** Whether trading it makes positions, and not only moves coins. */
    public boolean hasPositions() {
        return this == LINEAR || this == INVERSE || this == OPTION;
    }

    /** The category of the venue's word, which is lower case. */
    public static Optional<Category> parse(String text) {
        for (Category category : values()) {
            if (category.text.equals(text)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
