package io.jaybit.account;

import io.jaybit.market.Coded;

/** What kind of conditional order it is. */
public enum StopOrderType {
    /** A plain order. */
    NONE(""),
    TAKE_PROFIT("TakeProfit"),
    STOP_LOSS("StopLoss"),
    TRAILING_STOP("TrailingStop"),
    STOP("Stop"),
    PARTIAL_TAKE_PROFIT("PartialTakeProfit"),
    PARTIAL_STOP_LOSS("PartialStopLoss"),
    /** Spot. */
    TPSL_ORDER("tpslOrder"),
    /** Spot: one cancels the other. */
    OCO_ORDER("OcoOrder"),
    MM_RATE_CLOSE("MmRateClose"),
    /** Spot. */
    BIDIRECTIONAL_TPSL_ORDER("BidirectionalTpslOrder"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<StopOrderType> WORDS =
            new Words<>(values(), UNRECOGNISED, StopOrderType::text).also("UNKNOWN", NONE);

    private final String text;

    StopOrderType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<StopOrderType> parse(String text) {
        return WORDS.parse(text);
    }
}
