package io.jaybit.client.internal.account;

import io.jaybit.orders.Moment;

/** What time it is, as of the call that is being served. */
public interface AccountClock {
    /** The monotonic clock. */
    long nanos();

    /** Our wall clock and what the venue's shows by it. */
    Moment moment();
}
