package io.jaybit.simulator.exchange;

/** Where an order is in its life. Venue page: <a href="https://bybit-exchange.github.io/docs/v5/enum#orderstatus">orderStatus</a>. */
public enum OrderStatus {
    NEW("New", false),
    PARTIALLY_FILLED("PartiallyFilled", false),
    UNTRIGGERED("Untriggered", false),
    TRIGGERED("Triggered", false),
    FILLED("Filled", true),
    CANCELLED("Cancelled", true),
    /** Spot only: cancelled after a partial fill. */
    PARTIALLY_FILLED_CANCELED("PartiallyFilledCanceled", true),
    REJECTED("Rejected", true),
    DEACTIVATED("Deactivated", true);

    private final String text;
    private final boolean last;

    OrderStatus(String text, boolean last) {
        this.text = text;
        this.last = last;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Whether nothing follows it. */
    public boolean isFinal() {
        return last;
    }
}
