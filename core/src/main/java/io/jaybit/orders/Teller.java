package io.jaybit.orders;

import io.jaybit.account.Origin;

/** Who told what changed an order's record. */
public enum Teller {
    /** We did: a command was sent, or given up. */
    OURSELVES("we"),
    /** The answer to a command. */
    ACK("ack"),
    /** An order's update, pushed. */
    ORDER_STREAM("order stream"),
    /** An order's row, asked for. */
    ORDER_QUERY("order query"),
    /** A fill, pushed. */
    EXECUTION_STREAM("execution stream"),
    /** A fill, pushed early and without its fee. */
    FAST_STREAM("fast execution stream"),
    /** A fill, asked for. */
    EXECUTION_QUERY("execution query"),
    /** The venue was asked everywhere and knew nothing. */
    SEARCH("search"),
    /** Two records turned out to be one order. */
    MERGE("merge"),
    /** We were started again. */
    RESTART("restart");

    private final String text;

    Teller(String text) {
        this.text = text;
    }

    /** In words. */
    public String text() {
        return text;
    }

    static Teller ofOrder(Origin origin) {
        return origin.source() == Origin.Source.QUERY ? ORDER_QUERY : ORDER_STREAM;
    }

    static Teller ofExecution(Origin origin) {
        return switch (origin.source()) {
            case STREAM -> EXECUTION_STREAM;
            case FAST_STREAM -> FAST_STREAM;
            case QUERY -> EXECUTION_QUERY;
        };
    }
}
