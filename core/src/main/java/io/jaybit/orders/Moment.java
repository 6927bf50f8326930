package io.jaybit.orders;

/**
 * One moment on both clocks. Durations are taken between readings of the same clock only.
 *
 * @param venueEpochMillis the venue's clock, as well as it is known; of a command, the timestamp its request carries
 * @param epochNanos our wall clock
 */
public record Moment(long venueEpochMillis, long epochNanos) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Whether at least {@code nanos} have passed since {@code earlier} by either clock. */
    boolean isPast(Moment earlier, long nanos) {
        return epochNanos - earlier.epochNanos >= nanos
                && (venueEpochMillis - earlier.venueEpochMillis) >= nanos / NANOS_PER_MILLI;
    }
}
