package io.jaybit.account;

import io.jaybit.market.Coded;

/** How long an order stands. */
public enum TimeInForce {
    /** Until it is cancelled. */
    GTC("GTC"),
    /** What is not filled at once is cancelled. */
    IOC("IOC"),
    /** All at once or nothing. */
    FOK("FOK"),
    /** Cancelled where it would take liquidity. */
    POST_ONLY("PostOnly"),
    /** Retail price improvement; for approved makers. */
    RPI("RPI"),
    /** Nothing said. */
    NONE(""),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<TimeInForce> WORDS = new Words<>(values(), UNRECOGNISED, TimeInForce::text);

    private final String text;

    TimeInForce(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<TimeInForce> parse(String text) {
        return WORDS.parse(text);
    }
}
