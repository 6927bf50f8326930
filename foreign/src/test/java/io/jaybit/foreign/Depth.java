package io.jaybit.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A book at one moment. Immutable.
 *
 * @param bids from the highest
 * @param asks from the lowest
 */
record Depth(List<Level> bids, List<Level> asks) {
    record Level(BigDecimal price, BigDecimal size) {}

    /** @param book with sides {@code b} and {@code a} */
    static Depth of(JsonNode book) {
        return new Depth(levels(book.get("b")), levels(book.get("a")));
    }

    private static List<Level> levels(JsonNode side) {
        List<Level> levels = new ArrayList<>();
        side.forEach(level -> levels.add(new Level(
                new BigDecimal(level.get(0).asText()),
                new BigDecimal(level.get(1).asText()))));
        return List.copyOf(levels);
    }

    /** A multiple of the best ask, in whole dollars. */
    String above(String times) {
        return times(asks, times, RoundingMode.CEILING);
    }

    /** A multiple of the best bid, in whole dollars. */
    String below(String times) {
        return times(bids, times, RoundingMode.FLOOR);
    }

    private static String times(List<Level> side, String times, RoundingMode mode) {
        return side.get(0)
                .price()
                .multiply(new BigDecimal(times))
                .setScale(0, mode)
                .toPlainString();
    }

    /** What is offered at the best prices, on the side that offers more there. */
    BigDecimal top(int levels) {
        return size(bids.subList(0, levels)).max(size(asks.subList(0, levels)));
    }

    static BigDecimal size(List<Level> side) {
        return side.stream().map(Level::size).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What somebody who buys, or else sells, up to a price meets. */
    BigDecimal until(boolean buying, BigDecimal price) {
        return size((buying ? asks : bids)
                .stream()
                        .filter(level -> buying
                                ? level.price().compareTo(price) <= 0
                                : level.price().compareTo(price) >= 0)
                        .toList());
    }
}
