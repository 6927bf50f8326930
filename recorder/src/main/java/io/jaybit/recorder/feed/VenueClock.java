package io.jaybit.recorder.feed;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** The venue's clock as the client knew it. Confined to one thread. */
final class VenueClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long offsetNanos;
    private long errorNanos;
    private boolean known;

    /** A run of the process begins, which knows nothing. */
    void forget() {
        known = false;
    }

    void told(long offset, long error) {
        offsetNanos = offset;
        errorNanos = error;
        known = true;
    }

    void writeTo(StateWriter to) {
        to.writeBoolean(known).writeLong(offsetNanos).writeLong(errorNanos);
    }

    void restore(StateReader from) {
        known = from.readBoolean();
        offsetNanos = from.readLong();
        errorNanos = from.readLong();
    }

    boolean isKnown() {
        return known;
    }

    long errorNanos() {
        return errorNanos;
    }

    long venueMillis(long epochNanos) {
        return Math.floorDiv(epochNanos + offsetNanos, NANOS_PER_MILLI);
    }
}
