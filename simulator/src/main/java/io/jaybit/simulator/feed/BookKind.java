package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import java.util.ArrayList;
import java.util.List;

/**
 * The books one can subscribe to: how deep, how often, and what their frames look like.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Orderbook</a>.
 */
public enum BookKind {
    LEVEL_1("1", 1, 10),
    LEVEL_50("50", 50, 20),
    LEVEL_200("200", 200, 100),
    LEVEL_1000("1000", 1000, 200),
    LEVEL_25("25", 25, 20),
    LEVEL_100("100", 100, 100),
    /** Every level; deltas only. */
    FULL("full", Integer.MAX_VALUE, 200),
    /** With the retail price improvement in a third element. */
    RPI("rpi", 50, 100);

    private final String text;
    private final int depth;
    private final int intervalMillis;

    BookKind(String text, int depth, int intervalMillis) {
        this.text = text;
        this.depth = depth;
        this.intervalMillis = intervalMillis;
    }

    /** The word in the topic: {@code orderbook.TEXT.SYMBOL}. */
    public String text() {
        return text;
    }

    /** Levels a side. */
    public int depth() {
        return depth;
    }

    /** Between two frames, at least. */
    public int intervalMillis() {
        return intervalMillis;
    }

    /** The books of a category. */
    public static List<BookKind> of(Category category) {
        List<BookKind> kinds = new ArrayList<>();
        for (BookKind kind : values()) {
            if (kind.isOf(category)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    boolean isOf(Category category) {
        return switch (category) {
            case OPTION -> this == LEVEL_25 || this == LEVEL_100;
            case SPREAD -> this == LEVEL_25;
            case SPOT, LINEAR, INVERSE -> this != LEVEL_25 && this != LEVEL_100;
        };
    }

    /** Whether every frame is a snapshot, repeated after 3 s without change. */
    boolean snapshotsOnly() {
        return this == LEVEL_1;
    }

    /** Whether {@code type} comes before {@code ts}: on the deeper books of futures. */
    boolean typeFirst(Category category) {
        boolean futures = category == Category.LINEAR || category == Category.INVERSE;
        return futures && (this == LEVEL_50 || this == LEVEL_200 || this == LEVEL_1000);
    }
}
