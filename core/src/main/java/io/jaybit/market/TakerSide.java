package io.jaybit.market;

/**
 * The side of the order that took liquidity in a {@link Trade}. Deliberately another type than {@link PositionSide}: a taker
 * who buys and a long that is liquidated both read {@code Buy} on the wire and mean opposite flow.
 */
public enum TakerSide {
    BUY("Buy"),
    SELL("Sell");

    private final String text;

    TakerSide(String text) {
        this.text = text;
    }

    /** The venue's word: {@code Buy} or {@code Sell}. */
    public String text() {
        return text;
    }

    public TakerSide opposite() {
        return this == BUY ? SELL : BUY;
    }
}
