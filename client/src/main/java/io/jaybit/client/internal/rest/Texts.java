package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers out of answers, which send them as text, as numbers, as empty text or not at all. */
final class Texts {
    private Texts() {}

    static long longOr(Node node, long otherwise) {
        OptionalLong number = optionalLong(node);
        return number.isPresent() ? number.getAsLong() : otherwise;
    }

    static int intOr(Node node, int otherwise) {
        long number = longOr(node, otherwise);
        return number == (int) number ? (int) number : otherwise;
    }

    static OptionalLong optionalLong(Node node) {
        BigDecimal number = node.number();
        if (number == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.longValueExact());
        } catch (ArithmeticException fractionOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    /** The same, where zero says that there is none. */
    static OptionalLong timeOrNone(Node node) {
        OptionalLong time = optionalLong(node);
        return time.orElse(0) == 0 ? OptionalLong.empty() : time;
    }

    static OptionalInt positiveInt(Node node) {
        int number = intOr(node, 0);
        return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    }

    static long requiredLong(Node row, String name) throws UnreadableFrame {
        OptionalLong number = optionalLong(row.get(name));
        if (number.isEmpty()) {
            throw missing(row, name, "a whole number");
        }
        return number.getAsLong();
    }

    static String required(Node row, String name) throws UnreadableFrame {
        String text = row.get(name).textOrEmpty();
        if (text.isEmpty()) {
            throw missing(row, name, "a text");
        }
        return text;
    }

    static Decimal requiredDecimal(Node row, String name) throws UnreadableFrame {
        Decimal number = decimal(row.get(name));
        if (number == null) {
            throw missing(row, name, "a decimal of at most 18 digits");
        }
        return number;
    }

    static BigDecimal requiredNumber(Node row, String name) throws UnreadableFrame {
        BigDecimal number = row.get(name).number();
        if (number == null) {
            throw missing(row, name, "a number");
        }
        return number;
    }

    /** The decimal with its digits as sent; null where there is none, or it has more than 18 digits. */
    static @Nullable Decimal decimal(Node node) {
        String text = node.textOrEmpty();
        if (text.isEmpty() || node.number() == null) {
            return null;
        }
        try {
            return Decimal.parse(text);
        } catch (NumberFormatException exponentOrTooLong) {
            return null;
        }
    }

    private static UnreadableFrame missing(Node row, String name, String wanted) {
        return new UnreadableFrame("\"" + name + "\" must be " + wanted + " but is "
                + row.get(name).shown() + " (" + row.get("symbol").textOrEmpty() + ")");
    }
}
