package io.jaybit.market;

import java.util.Objects;

/**
 * A word of the venue that may gain new values without notice: our constant and the text as sent.
 *
 * @param value the constant; the enum's {@code UNRECOGNISED} where the text is new to us
 * @param text the venue's word, unchanged
 * @param <E> the enum of known words
 */
public record Coded<E extends Enum<E>>(E value, String text) {
    public Coded {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }
}
