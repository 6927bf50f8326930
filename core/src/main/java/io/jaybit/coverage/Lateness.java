package io.jaybit.coverage;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** The greatest lateness of the last ten to twenty minutes in which there was any. Nanoseconds. Confined to the ledger's thread. */
final class Lateness {
    private static final long SPAN_NANOS = 600_000_000_000L;

    private long span = Long.MIN_VALUE;
    private long inSpan = Long.MIN_VALUE;
    private long inSpanBefore = Long.MIN_VALUE;

    /** @param atNanos our wall clock when it was seen */
    void saw(long lateNanos, long atNanos) {
        long current = Math.floorDiv(atNanos, SPAN_NANOS);
        if (current > span) {
            inSpanBefore = current == span + 1 ? inSpan : Long.MIN_VALUE;
            inSpan = Long.MIN_VALUE;
            span = current;
        }
        inSpan = Math.max(inSpan, lateNanos);
    }

    boolean isKnown() {
        return inSpan != Long.MIN_VALUE;
    }

    /** Only when something {@link #isKnown}. */
    long greatest() {
        return Math.max(inSpan, inSpanBefore);
    }

    void writeTo(StateWriter to) {
        to.writeLong(span).writeLong(inSpan).writeLong(inSpanBefore);
    }

    void restore(StateReader from) {
        span = from.readLong();
        inSpan = from.readLong();
        inSpanBefore = from.readLong();
    }
}
