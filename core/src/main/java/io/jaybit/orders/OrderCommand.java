package io.jaybit.orders;

/** What is asked of the venue about an order. */
public enum OrderCommand {
    CREATE,
    AMEND,
    CANCEL
}
