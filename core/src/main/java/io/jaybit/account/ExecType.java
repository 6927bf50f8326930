package io.jaybit.account;

import io.jaybit.market.Coded;

/** What an execution is. Not every one is a trade, and {@link #FUNDING} changes no position. */
public enum ExecType {
    TRADE("Trade"),
    /** Auto-deleveraging. */
    ADL_TRADE("AdlTrade"),
    /** Cash only; its quantity is the position's size. */
    FUNDING("Funding"),
    /** Takeover at the bankruptcy price. */
    BUST_TRADE("BustTrade"),
    /** Futures delivery, or closing at a delisting. */
    DELIVERY("Delivery"),
    /** Settlement of inverse futures. */
    SETTLE("Settle"),
    BLOCK_TRADE("BlockTrade"),
    MOVE_POSITION("MovePosition"),
    /** Leg of a spread. */
    FUTURE_SPREAD("FutureSpread"),
    /** Split or reverse split of a stock. */
    CORPORATE_ACTION("CorporateAction"),
    /** Classic accounts. */
    UNKNOWN("UNKNOWN"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<ExecType> WORDS = new Words<>(values(), UNRECOGNISED, ExecType::text);

    private final String text;

    ExecType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<ExecType> parse(String text) {
        return WORDS.parse(text);
    }

    /** Whether it changes the position it is of. False for what is new to us: better a drift that is seen than a wrong sum. */
    public boolean changesPosition() {
        return switch (this) {
            case TRADE,
                    ADL_TRADE,
                    BUST_TRADE,
                    DELIVERY,
                    SETTLE,
                    BLOCK_TRADE,
                    MOVE_POSITION,
                    FUTURE_SPREAD,
                    CORPORATE_ACTION -> true;
            case FUNDING, UNKNOWN, UNRECOGNISED -> false;
        };
    }
}
