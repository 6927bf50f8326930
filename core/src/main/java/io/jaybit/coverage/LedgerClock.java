package io.jaybit.coverage;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** Puts our wall clock into the venue's time, as early or as late as it can have been. Confined to the ledger's thread. */
final class LedgerClock {
    static final long NANOS_PER_MILLI = 1_000_000;

    private long offsetNanos;
    private long errorNanos;

    void set(long offset, long error) {
        offsetNanos = offset;
        errorNanos = error;
    }

    /** The venue's time at which something was received, in milliseconds, no later than it was. */
    long earliest(long epochNanos) {
        return Math.floorDiv(epochNanos + offsetNanos - errorNanos, NANOS_PER_MILLI);
    }

    /** The same, no earlier than it was. */
    long latest(long epochNanos) {
        return -Math.floorDiv(-(epochNanos + offsetNanos + errorNanos), NANOS_PER_MILLI);
    }

    /**
     * How much earlier than {@link #earliest} of its receipt a frame was pushed.
     *
     * @param nanos our clock at receipt minus the venue's at the push, as the two stand
     * @return milliseconds, not negative
     */
    long late(long nanos) {
        return Math.max(0, earliest(nanos));
    }

    void writeTo(StateWriter to) {
        to.writeLong(offsetNanos).writeLong(errorNanos);
    }

    void restore(StateReader from) {
        offsetNanos = from.readLong();
        errorNanos = from.readLong();
    }
}
