package io.jaybit.simulator.desk;

import io.jaybit.market.Decimal;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, field by field; what cannot be read is refused with the venue's 10001. Immutable.
 *
 * <p>An empty text is a missing one. Prices and sizes are texts on this venue, whole numbers may be either, flags must be flags.
 */
final class Fields {
    private final Json object;

    Fields(Json object) {
        this.object = object;
    }

    static Refusal invalid(String name) {
        return new Refusal(10001, "params error: " + name + " invalid");
    }

    static Refusal missing(String name) {
        return new Refusal(10001, "params error: " + name + " is required");
    }

    /** The text of a field; empty where it is missing. */
    String text(String name) throws Refusal {
        Json value = object.get(name);
        if (!value.is(Json.Kind.TEXT) && !value.is(Json.Kind.NOTHING)) {
            throw invalid(name);
        }
        return value.text();
    }

    String required(String name) throws Refusal {
        String text = text(name);
        if (text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    boolean has(String name) throws Refusal {
        return !text(name).isEmpty();
    }

    /** A whole number within bounds, sent as a number or as a text. */
    int whole(String name, int ifMissing, int least, int most) throws Refusal {
        Json value = object.get(name);
        if (value.is(Json.Kind.NOTHING)
                || (value.is(Json.Kind.TEXT) && value.text().isEmpty())) {
            return ifMissing;
        }
        OptionalLong whole = value.whole();
        if (whole.isEmpty() || whole.getAsLong() < least || whole.getAsLong() > most) {
            throw invalid(name);
        }
        return (int) whole.getAsLong();
    }

    int requiredWhole(String name, int least, int most) throws Refusal {
        int value = whole(name, Integer.MIN_VALUE, least, most);
        if (value == Integer.MIN_VALUE) {
            throw missing(name);
        }
        return value;
    }

    /** Epoch milliseconds; 0 where it is missing. */
    long time(String name) throws Refusal {
        Json value = object.get(name);
        if (value.is(Json.Kind.NOTHING)
                || (value.is(Json.Kind.TEXT) && value.text().isEmpty())) {
            return 0;
        }
        OptionalLong whole = value.whole();
        // Year 5138: times beyond it would overflow where days are added.
        if (whole.isEmpty() || whole.getAsLong() <= 0 || whole.getAsLong() > 99_999_999_999_999L) {
            throw invalid(name);
        }
        return whole.getAsLong();
    }

    /** False where it is missing. */
    boolean flag(String name) throws Refusal {
        Json value = object.get(name);
        if (!value.is(Json.Kind.FLAG) && !value.is(Json.Kind.NOTHING)) {
            throw invalid(name);
        }
        return value.text().equals("true");
    }

    /** A plain decimal that is not negative; null where it is missing. */
    @Nullable
    BigDecimal amount(String name) throws Refusal {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        BigDecimal amount = plain(text, name);
        if (text.startsWith("-")) {
            throw invalid(name);
        }
        return amount;
    }

    /** A plain decimal of any sign. */
    BigDecimal requiredSigned(String name) throws Refusal {
        return plain(required(name), name);
    }

    private static BigDecimal plain(String text, String name) throws Refusal {
        try {
            return Decimal.parse(text).toBigDecimal();
        } catch (NumberFormatException notPlain) {
            throw invalid(name);
        }
    }

    /** One of the words of an enum; {@code ifMissing} where it is missing, null where it is none of them. */
    <E extends Enum<E>> @Nullable E word(String name, E[] all, Function<E, String> words, E ifMissing) throws Refusal {
        String text = text(name);
        if (text.isEmpty()) {
            return ifMissing;
        }
        for (E candidate : all) {
            if (words.apply(candidate).equals(text)) {
                return candidate;
            }
        }
        return null;
    }

    /** One of the words of an enum; anything else is refused. */
    <E extends Enum<E>> E oneOf(String name, E[] all, Function<E, String> words, E ifMissing) throws Refusal {
        E word = word(name, all, words, ifMissing);
        if (word == null) {
            throw invalid(name);
        }
        return word;
    }

    /** The field {@code category}, which must be one of some. */
    Category category(Category... allowed) throws Refusal {
        Category category = Category.parse(required("category")).orElse(null);
        for (Category candidate : allowed) {
            if (candidate == category) {
                return candidate;
            }
        }
        throw invalid("category");
    }

    /** The items of a list of objects. */
    Json list(String name) throws Refusal {
        Json value = object.get(name);
        if (!value.is(Json.Kind.LIST)) {
            throw value.is(Json.Kind.NOTHING) ? missing(name) : invalid(name);
        }
        return value;
    }
}
