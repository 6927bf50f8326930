package io.jaybit.client.internal.account;

import io.jaybit.orders.Moment;
import io.jaybit.orders.Outcome;
import java.util.List;

/** A way by which commands reach the venue: the trade socket, or REST. Confined to one thread. */
public interface CommandRoute {
    /** Takes what becomes of commands, on the thread of the route, perhaps at once. */
    @FunctionalInterface
    interface Results {
        /** Once for each command; after an {@link Outcome.Unknown} a late answer may bring another. */
        void onOutcome(TradeCommand command, Outcome outcome);
    }

    /**
     * Sends commands in one request, or says why not. They are never queued: what cannot go now is rejected with code 0.
     *
     * @param together of one kind and category; several go as a batch, of which each has its own outcome
     * @param nowNanos the monotonic clock
     */
    void send(List<TradeCommand> together, Results to, long nowNanos, Moment now);

    /** Most commands in one request. The venue's pages name 10 and 20; 10 is safe. */
    int MOST_TOGETHER = 10;
}
