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

    /** Whether it closes a position or a part of it. */
    public boolean isOfPosition() {
        return switch (this) {
            case TAKE_PROFIT, STOP_LOSS, TRAILING_STOP, PARTIAL_TAKE_PROFIT, PARTIAL_STOP_LOSS -> true;
            case NONE, STOP, TPSL -> false;
        };
    }

    boolean takesProfit() {
        return this == TAKE_PROFIT || this == PARTIAL_TAKE_PROFIT;
    }

    /** Who makes such an order when nobody else did. */
    CreateType createType() {
        return switch (this) {
            case NONE, TPSL -> CreateType.USER;
            case STOP -> CreateType.STOP_ORDER;
            case TAKE_PROFIT -> CreateType.TAKE_PROFIT;
            case STOP_LOSS -> CreateType.STOP_LOSS;
            case TRAILING_STOP -> CreateType.TRAILING_STOP;
            case PARTIAL_TAKE_PROFIT -> CreateType.PARTIAL_TAKE_PROFIT;
            case PARTIAL_STOP_LOSS -> CreateType.PARTIAL_STOP_LOSS;
        };
    }
}
