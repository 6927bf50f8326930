package io.jaybit.client.internal.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Learns from traffic what the venue's clock shows. Confined to one thread; no allocation in {@link #frame}.
 *
 * <p>A frame was made before it arrived, so its time less ours is a lower bound of the offset; the largest of the last minutes
 * counts. A reply with the venue's time was made between our request and its arrival, which bounds the offset on both sides. Where
 * pongs carry no time (spot, linear, inverse) the upper bound is the lower one plus the shortest round trip: the fastest frame
 * came no slower than the fastest request went there and its answer back. When the bounds contradict each other one of the clocks was set: all
 * but the newest is forgotten.
 */
public final class ClockOffset {
    private static final long WINDOW_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long MILLI = 1_000_000;
    /** The year 2200: whatever claims to be later is no time. */
    private static final long LATEST_MILLIS = 7_258_118_400_000L;

    private static final long NONE_LOW = Long.MIN_VALUE;
    private static final long NONE_HIGH = Long.MAX_VALUE;

    private long windowEndEpoch = Long.MIN_VALUE;
    private long low = NONE_LOW;
    private long high = NONE_HIGH;
    private long roundTrip = NONE_HIGH;
    private long previousLow = NONE_LOW;
    private long previousHigh = NONE_HIGH;
    private long previousRoundTrip = NONE_HIGH;

    /** A frame that the venue made at the one time came at the other. */
    public void frame(long pushedEpochMillis, long receivedEpochNanos) {
        if (pushedEpochMillis <= 0 || pushedEpochMillis > LATEST_MILLIS) {
            return;
        }
        if (receivedEpochNanos >= windowEndEpoch) {
            turn(receivedEpochNanos);
        }
        long bound = pushedEpochMillis * MILLI - receivedEpochNanos;
        if (bound > low) {
            low = bound;
            contradiction(bound, NONE_HIGH);
        }
    }

    /** The venue's clock showed this at some time between our two. It drops what is below a millisecond. */
    public void exchange(long serverEpochMillis, long sentEpochNanos, long receivedEpochNanos) {
        if (serverEpochMillis <= 0 || serverEpochMillis > LATEST_MILLIS) {
            return;
        }
        frame(serverEpochMillis, receivedEpochNanos);
        long bound = (serverEpochMillis + 1) * MILLI - sentEpochNanos;
        if (bound < high) {
            high = bound;
            contradiction(serverEpochMillis * MILLI - receivedEpochNanos, bound);
        }
    }

    /** A ping, or another request, was answered after so long, by the monotonic clock. */
    void roundTrip(long nanos) {
        roundTrip = Math.min(roundTrip, nanos);
    }

    public @Nullable ClockEstimate estimate() {
        long from = Math.max(low, previousLow);
        long to = Math.min(high, previousHigh);
        if (from == NONE_LOW) {
            return null;
        }
        if (to == NONE_HIGH) {
            long trip = Math.min(roundTrip, previousRoundTrip);
            if (trip == NONE_HIGH) {
                return null;
            }
            to = from + trip;
        }
        long error = (to - from + 1) / 2;
        return new ClockEstimate(from + error, error);
    }

    /** The most likely time on the venue's clock. */
    public long venueEpochNanos(long epochNanos) {
        ClockEstimate estimate = estimate();
        return estimate == null ? latestVenueEpochNanos(epochNanos) : epochNanos + estimate.offsetNanos();
    }

    /** The latest the venue's clock can show now, as far as is known. */
    long latestVenueEpochNanos(long epochNanos) {
        ClockEstimate estimate = estimate();
        if (estimate != null) {
            return epochNanos + estimate.offsetNanos() + estimate.errorNanos();
        }
        long from = Math.max(low, previousLow);
        return from == NONE_LOW ? epochNanos : epochNanos + from;
    }

    private void turn(long epochNanos) {
        boolean followsDirectly = windowEndEpoch != Long.MIN_VALUE && epochNanos - windowEndEpoch < WINDOW_NANOS;
        previousLow = followsDirectly ? low : NONE_LOW;
        previousHigh = followsDirectly ? high : NONE_HIGH;
        previousRoundTrip = Math.min(roundTrip, followsDirectly ? NONE_HIGH : previousRoundTrip);
        low = NONE_LOW;
        high = NONE_HIGH;
        roundTrip = NONE_HIGH;
        windowEndEpoch = epochNanos + WINDOW_NANOS;
    }

    private void contradiction(long newestLow, long newestHigh) {
        if (Math.max(low, previousLow) <= Math.min(high, previousHigh)) {
            return;
        }
        previousLow = NONE_LOW;
        previousHigh = NONE_HIGH;
        low = newestLow;
        high = newestHigh;
    }
}
