package io.jaybit.recorder.feed;

/**
 * The venue's clock by the traffic: its stamp of a push less our receipt of the quickest frame of the last minutes. That is less than the truth by the
 * way of that frame, which counts as error. Confined to one thread.
 */
final class VenueClock {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TURN_NANOS = 300_000_000_000L;
    /** No quickest frame of minutes is slower than this. */
    private static final long ERROR_NANOS = 100_000_000;

    private long best = Long.MIN_VALUE;
    private long before = Long.MIN_VALUE;
    private long turnNanos;

    void pushed(long pushedEpochMillis, long receivedEpochNanos) {
        best = Math.max(best, pushedEpochMillis * NANOS_PER_MILLI - receivedEpochNanos);
    }

    void tick(long epochNanos) {
        if (epochNanos - turnNanos >= TURN_NANOS) {
            turnNanos = epochNanos;
            before = best;
            best = Long.MIN_VALUE;
        }
    }

    long offsetNanos() {
        long known = Math.max(best, before);
        return known == Long.MIN_VALUE ? 0 : known;
    }

    long errorNanos() {
        return ERROR_NANOS;
    }

    long venueMillis(long epochNanos) {
        return Math.floorDiv(epochNanos + offsetNanos(), NANOS_PER_MILLI);
    }
}
