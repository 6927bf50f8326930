package io.jaybit.client.internal.wire;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row about the own account, which remembers what was asked of it: the rest is what has no name with us. */
final class Row {
    private final Node node;
    private final Fields fields;
    private final Set<String> asked = new HashSet<>();

    /** @param what names the kind of row in a complaint */
    Row(String what, Node node) throws UnreadableFrame {
        if (!node.isObject()) {
            throw new UnreadableFrame(what + ": not an object but " + node.shown() + ", offset " + node.offset());
        }
        this.node = node;
        this.fields = new Fields(what, node);
    }

    private String asked(String name) {
        asked.add(name);
        return name;
    }

    /** Fields nobody asked for. */
    Map<String, String> others() {
        Map<String, String> others = new HashMap<>();
        node.fields().forEach((name, value) -> {
            if (!asked.contains(name)) {
                String text = value.text();
                others.put(name, text == null ? value.json() : text);
            }
        });
        return others;
    }

    /** What stands under a name; this does not count as asking for it. */
    Node peek(String name) {
        return node.get(name);
    }

    /** The first name if it has a value, else the other one. */
    String either(String name, String other) {
        if (!node.get(name).isNothing()) {
            return name;
        }
        asked.add(name);
        return other;
    }

    Node node(String name) {
        return node.get(asked(name));
    }

    UnreadableFrame complaint(String name, String problem) {
        return fields.complaint(
                name, node.get(name), problem + ": " + node.get(name).shown());
    }

    /** A required text. */
    String text(String name) throws UnreadableFrame {
        return fields.text(asked(name));
    }

    String textOrEmpty(String name) throws UnreadableFrame {
        return fields.textOrEmpty(asked(name));
    }

    /** A required decimal of at most 18 digits. */
    Decimal decimal(String name) throws UnreadableFrame {
        return fields.decimal(asked(name));
    }

    @Nullable
    Decimal decimalOrNull(String name) throws UnreadableFrame {
        return fields.decimalOrNull(asked(name));
    }

    /** A decimal for which zero says that there is none. */
    @Nullable
    Decimal decimalUnlessZero(String name) throws UnreadableFrame {
        Decimal decimal = decimalOrNull(name);
        return decimal == null || decimal.isZero() ? null : decimal;
    }

    /** A required number of any size. */
    BigDecimal number(String name) throws UnreadableFrame {
        return fields.number(asked(name));
    }

    @Nullable
    BigDecimal numberOrNull(String name) throws UnreadableFrame {
        return fields.numberOrNull(asked(name));
    }

    /** A number for which zero says that there is none. */
    @Nullable
    BigDecimal numberUnlessZero(String name) throws UnreadableFrame {
        BigDecimal number = numberOrNull(name);
        return number == null || number.signum() == 0 ? null : number;
    }

    /** A required whole number. */
    long integer(String name) throws UnreadableFrame {
        return fields.integer(asked(name));
    }

    OptionalLong integerOrEmpty(String name) throws UnreadableFrame {
        return fields.integerOrEmpty(asked(name));
    }

    /** A small whole number, 0 where there is none. */
    int small(String name) throws UnreadableFrame {
        long number = integerOrEmpty(name).orElse(0);
        if (number != (int) number) {
            throw complaint(name, "is not a number of 32 bits");
        }
        return (int) number;
    }

    /** A time or count, empty where it is not positive. */
    OptionalLong positive(String name) throws UnreadableFrame {
        OptionalLong number = integerOrEmpty(name);
        return number.orElse(0) > 0 ? number : OptionalLong.empty();
    }

    boolean isTrue(String name) {
        return fields.isTrue(asked(name));
    }

    /** Amounts by coin; empty where there are none. */
    Map<String, BigDecimal> amounts(String name) throws UnreadableFrame {
        Node found = node(name);
        if (!found.isObject()) {
            if (found.isNothing()) {
                return Map.of();
            }
            throw complaint(name, "is not an object");
        }
        Fields byCoin = new Fields(name, found);
        Map<String, BigDecimal> amounts = new HashMap<>();
        for (String coin : found.fields().keySet()) {
            BigDecimal amount = byCoin.numberOrNull(coin);
            if (amount != null) {
                amounts.put(coin, amount);
            }
        }
        return amounts;
    }

    /** A required list. */
    List<Node> list(String name) throws UnreadableFrame {
        Node found = node(name);
        List<Node> items = found.items();
        if (items == null || found.isNull()) {
            throw complaint(name, "is no list");
        }
        return items;
    }

    OrderSide side() throws UnreadableFrame {
        return OrderSide.parse(text("side")).orElseThrow(() -> complaint("side", "is neither Buy nor Sell"));
    }

    /** @param fallback what it belongs to where the row names no category */
    Symbol symbol(@Nullable Category fallback) throws UnreadableFrame {
        String text = textOrEmpty("category");
        Category category = text.isEmpty() ? fallback : Category.parse(text).orElse(null);
        if (category == null) {
            throw complaint("category", "is missing or none we know");
        }
        return new Symbol(category, text("symbol"));
    }
}
