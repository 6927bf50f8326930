package io.jaybit.simulator.exchange;

/** How an order finds its price. */
public enum OrderType {
    LIMIT("Limit"),
    MARKET("Market");

    private final String text;

    OrderType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
