package io.jaybit.account;

import io.jaybit.market.Coded;

/** Which price triggers. */
public enum TriggerBy {
    /** None. */
    NONE(""),
    LAST_PRICE("LastPrice"),
    INDEX_PRICE("IndexPrice"),
    MARK_PRICE("MarkPrice"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<TriggerBy> WORDS =
            new Words<>(values(), UNRECOGNISED, TriggerBy::text).also("UNKNOWN", NONE);

    private final String text;

    TriggerBy(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<TriggerBy> parse(String text) {
        return WORDS.parse(text);
    }
}
