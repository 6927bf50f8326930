package io.jaybit.account;

import java.util.Optional;

/** Whether an order buys or sells. Not the side of a position, and not the taker's side of a public trade. */
public enum OrderSide {
    BUY("Buy"),
    SELL("Sell");

    private final String text;

    OrderSide(String text) {
        this.text = text;
    }

    /** The venue's word: {@code Buy} or {@code Sell}. */
    public String text() {
        return text;
    }

    public OrderSide opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** Reads the venue's word; empty for anything else. */
    public static Optional<OrderSide> parse(String text) {
        return switch (text) {
            case "Buy" -> Optional.of(BUY);
            case "Sell" -> Optional.of(SELL);
            default -> Optional.empty();
        };
    }
}
