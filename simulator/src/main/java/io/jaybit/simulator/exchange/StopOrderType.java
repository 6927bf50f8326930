package io.jaybit.simulator.exchange;

/** What kind of conditional order it is; {@code NONE} of a plain one. */
public enum StopOrderType {
    NONE(""),
    STOP("Stop"),
    TAKE_PROFIT("TakeProfit"),
    STOP_LOSS("StopLoss"),
    TRAILING_STOP("TrailingStop"),
    PARTIAL_TAKE_PROFIT("PartialTakeProfit"),
    PARTIAL_STOP_LOSS("PartialStopLoss"),
    TPSL("tpslOrder");

    private final String text;

    StopOrderType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
