package io.jaybit.simulator.feed;

import io.jaybit.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A book as a client makes it of frames: naive, and strict about {@code u}. */
final class RebuiltBook {
    final Map<BigDecimal, String> bids = new TreeMap<>(Comparator.reverseOrder());
    final Map<BigDecimal, String> asks = new TreeMap<>();
    long u = -1;

    void apply(Json frame) {
        Json data = frame.get("data");
        long next = data.get("u").whole().orElseThrow();
        if (frame.get("type").text().equals("snapshot") || next == 1) {
            bids.clear();
            asks.clear();
        } else if (next != u + 1) {
            throw new AssertionError("u " + next + " after " + u);
        }
        u = next;
        put(data.get("b"), bids);
        put(data.get("a"), asks);
    }

    private static void put(Json levels, Map<BigDecimal, String> side) {
        for (Json level : levels.items()) {
            BigDecimal price = new BigDecimal(level.items().get(0).text()).stripTrailingZeros();
            String size = level.items().get(1).text();
            if (level.items().size() == 3) {
                size += "+" + level.items().get(2).text();
            }
            if (size.equals("0") || size.equals("0+0")) {
                if (side.remove(price) == null) {
                    throw new AssertionError("nothing at " + price);
                }
            } else {
                side.put(price, size);
            }
        }
    }

    String picture() {
        StringBuilder text = new StringBuilder();
        bids.forEach((price, size) -> text.append("bid ")
                .append(price.toPlainString())
                .append(" x ")
                .append(size)
                .append('\n'));
        asks.forEach((price, size) -> text.append("ask ")
                .append(price.toPlainString())
                .append(" x ")
                .append(size)
                .append('\n'));
        return text.toString();
    }
}
