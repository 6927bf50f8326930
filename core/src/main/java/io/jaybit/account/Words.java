package io.jaybit.account;

import io.jaybit.market.Coded;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The venue's words for one enum, so that each text gets the same pair. Immutable. */
final class Words<E extends Enum<E>> {
    private final Map<String, Coded<E>> known = new HashMap<>();
    private final E unrecognised;

    /** @param unrecognised what a text means that is none of the words; its own text is never looked at */
    Words(E[] values, E unrecognised, Function<E, String> text) {
        this.unrecognised = unrecognised;
        for (E value : values) {
            if (value != unrecognised) {
                String word = text.apply(value);
                known.put(word, new Coded<>(value, word));
            }
        }
    }

    /** A second text for a value. */
    Words<E> also(String word, E value) {
        known.put(word, new Coded<>(value, word));
        return this;
    }

    Coded<E> parse(String text) {
        Coded<E> word = known.get(text);
        return word == null ? new Coded<>(unrecognised, text) : word;
    }
}
