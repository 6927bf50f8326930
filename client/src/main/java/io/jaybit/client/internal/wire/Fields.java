package io.jaybit.client.internal.wire;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One object of a frame, its fields read by name; a complaint names topic, field and place. */
final class Fields {
    private final Object place;
    private final Node object;

    /** @param place names the topic, or whatever holds the object, in a complaint */
    Fields(Object place, Node object) {
        this.place = place;
        this.object = object;
    }

    Node node(String name) {
        return object.get(name);
    }

    UnreadableFrame complaint(String name, Node found, String problem) {
        return complaint(place, name, found, problem);
    }

    static UnreadableFrame complaint(Object place, String name, Node found, String problem) {
        return new UnreadableFrame(place + ": " + name + " " + problem + ", offset " + found.offset());
    }

    /** A required decimal of at most 18 digits. */
    Decimal decimal(String name) throws UnreadableFrame {
        Node node = object.get(name);
        Decimal decimal = decimalOrNull(name);
        if (decimal == null) {
            throw complaint(name, node.isNothing() ? object : node, "is missing or empty");
        }
        return decimal;
    }

    /** A decimal, or null where there is none. */
    @Nullable
    Decimal decimalOrNull(String name) throws UnreadableFrame {
        Node node = object.get(name);
        if (node.isNothing()) {
            return null;
        }
        Decimal decimal = toDecimal(node);
        if (decimal == null) {
            String problem = node.looksLikeANumber() ? "has more than 18 digits: " : "is not a number: ";
            throw complaint(name, node, problem + node.shown());
        }
        return decimal;
    }

    /** The decimal a node holds, or null if it is not a number or has more than 18 digits. */
    static @Nullable Decimal toDecimal(Node node) {
        BigDecimal number = node.number();
        if (number == null) {
            return null;
        }
        if (number.scale() < 0) {
            number = number.setScale(0);
        }
        return number.scale() > Decimal.MAX_SCALE || number.precision() > Decimal.MAX_DIGITS
                ? null
                : Decimal.of(number.unscaledValue().longValueExact(), number.scale());
    }

    /** A required number of any size. */
    BigDecimal number(String name) throws UnreadableFrame {
        BigDecimal number = numberOrNull(name);
        if (number == null) {
            throw complaint(name, object, "is missing or empty");
        }
        return number;
    }

    @Nullable
    BigDecimal numberOrNull(String name) throws UnreadableFrame {
        Node node = object.get(name);
        if (node.isNothing()) {
            return null;
        }
        BigDecimal number = node.number();
        if (number == null) {
            throw complaint(name, node, "is not a number: " + node.shown());
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** A required whole number. */
    long integer(String name) throws UnreadableFrame {
        OptionalLong number = integerOrEmpty(name);
        if (number.isEmpty()) {
            throw complaint(name, object, "is missing or empty");
        }
        return number.getAsLong();
    }

    OptionalLong integerOrEmpty(String name) throws UnreadableFrame {
        Node node = object.get(name);
        return node.isNothing() ? OptionalLong.empty() : OptionalLong.of(toLong(name, node));
    }

    private long toLong(String name, Node node) throws UnreadableFrame {
        BigDecimal number = node.number();
        if (number != null) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException fractionOrTooLarge) {
                throw complaint(name, node, "is not a whole number of 64 bits: " + node.shown());
            }
        }
        throw complaint(name, node, "is not a number: " + node.shown());
    }

    /** A list of whole numbers; empty where there is none. */
    List<Integer> integers(String name) throws UnreadableFrame {
        Node node = object.get(name);
        if (node.isNothing()) {
            return List.of();
        }
        List<Node> items = node.items();
        if (items == null) {
            throw complaint(name, node, "is not a list: " + node.shown());
        }
        List<Integer> integers = new ArrayList<>();
        for (Node item : items) {
            long value = toLong(name, item);
            if (value != (int) value) {
                throw complaint(name, item, "is not a number of 32 bits: " + item.shown());
            }
            integers.add((int) value);
        }
        return integers;
    }

    /** A required text that is not empty. */
    String text(String name) throws UnreadableFrame {
        String text = textOrEmpty(name);
        if (text.isEmpty()) {
            throw complaint(name, object, "is missing or empty");
        }
        return text;
    }

    /** A text; empty where there is none. */
    String textOrEmpty(String name) throws UnreadableFrame {
        Node node = object.get(name);
        String text = node.text();
        if (text == null) {
            throw complaint(name, node, "is not text but " + node.shown());
        }
        return text;
    }

    boolean isTrue(String name) {
        return object.get(name).isTrue();
    }
}
