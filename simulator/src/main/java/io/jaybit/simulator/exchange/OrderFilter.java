package io.jaybit.simulator.exchange;

/** Which kinds of orders are meant, where many are asked for or cancelled. */
public enum OrderFilter {
    /** All of them. */
    ANY(""),
    /** Those that do not wait for a trigger. */
    ORDER("Order"),
    /** Conditional ones; on derivatives with take-profits and stop-losses. */
    STOP_ORDER("StopOrder"),
    /** Spot: take-profits and stop-losses, which hold their coins while they wait. */
    TPSL("tpslOrder"),
    /** Spot: none are ever found, as the exchange makes none of this kind. */
    OCO("OcoOrder"),
    /** Spot: none are ever found, as the exchange makes none of this kind. */
    BIDIRECTIONAL("BidirectionalTpslOrder"),
    /** Derivatives: active and conditional ones, but not the take-profits and stop-losses of a position. */
    OPEN_ORDER("OpenOrder");

    private final String text;

    OrderFilter(String text) {
        this.text = text;
    }

    /** The venue's word; empty for {@link #ANY}. */
    public String text() {
        return text;
    }

    /** Whether an order is of this kind. */
    public boolean takes(Order order) {
        StopOrderType stop = order.request().stopOrderType();
        boolean spot = order.market().category() == Category.SPOT;
        return switch (this) {
            case ANY -> true;
            case ORDER -> spot ? stop == StopOrderType.NONE : !order.isWaiting();
            case STOP_ORDER -> spot ? stop == StopOrderType.STOP : order.isWaiting();
            case TPSL -> stop == StopOrderType.TPSL;
            case OCO, BIDIRECTIONAL -> false;
            case OPEN_ORDER -> !order.isWaiting() || stop == StopOrderType.STOP;
        };
    }
}
