package io.jaybit.orders;

/** What a piece of news changed. */
public enum Effect {
    /** Nothing: repeated, stale, or of no order. */
    NONE,
    /** An order nobody had told of. */
    ORDER_LEARNED,
    /** What is known of an order. */
    ORDER_CHANGED,
    /** A fill nobody had told of. */
    FILL_LEARNED,
    /** A fill's fee, or a correction. */
    FILL_COMPLETED
}
