package io.jaybit.simulator.exchange;

/** The side of an order, of a taker, or of a position (where {@code BUY} is long). */
public enum Side {
    BUY("Buy", 1),
    SELL("Sell", -1);

    private final String text;
    private final int sign;

    Side(String text, int sign) {
        this.text = text;
        this.sign = sign;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** 1 for buying, -1 for selling. */
    public int sign() {
        return sign;
    }

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
