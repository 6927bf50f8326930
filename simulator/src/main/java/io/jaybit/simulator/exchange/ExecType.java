package io.jaybit.simulator.exchange;

/** What made an execution. */
public enum ExecType {
    TRADE("Trade"),
    ADL("AdlTrade"),
    FUNDING("Funding"),
    BUST("BustTrade"),
    DELIVERY("Delivery"),
    SETTLE("Settle"),
    BLOCK("BlockTrade"),
    FUTURE_SPREAD("FutureSpread");

    private final String text;

    ExecType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
