package io.jaybit.account;

import io.jaybit.market.Coded;

/** How a position does. */
public enum PositionStatus {
    NORMAL("Normal"),
    /** Being liquidated. */
    LIQUIDATING("Liq"),
    /** Being deleveraged. */
    ADL("Adl"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<PositionStatus> WORDS = new Words<>(values(), UNRECOGNISED, PositionStatus::text);

    private final String text;

    PositionStatus(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<PositionStatus> parse(String text) {
        return WORDS.parse(text);
    }
}
