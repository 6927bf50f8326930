package io.jaybit.account;

import io.jaybit.market.Coded;

/** What an order asks for. */
public enum OrderType {
    /** Executed as a limit order at a protection price, the rest cancelled. */
    MARKET("Market"),
    LIMIT("Limit"),
    /** Rows that belong to no order, funding for one. */
    UNKNOWN("UNKNOWN"),
    BLOCK_TRADE_ROLL_BACK("Block trade Roll Back"),
    BLOCK_TRADE_LIMIT("Block trade-Limit"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<OrderType> WORDS =
            new Words<>(values(), UNRECOGNISED, OrderType::text).also("", UNKNOWN);

    private final String text;

    OrderType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<OrderType> parse(String text) {
        return WORDS.parse(text);
    }
}
