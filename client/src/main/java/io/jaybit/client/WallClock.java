package io.jaybit.client;

import java.time.Instant;

/**
 * The wall clock in nanoseconds, carried on from the monotonic clock between looks at it, one a second: reading both for every
 * batch of frames would cost more than decoding a frame. Confined to one thread.
 */
final class WallClock {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private long lookedNanos;
    private long lookedEpochNanos;
    private boolean looked;

    /** The wall clock's epoch nanoseconds at a moment just read from {@link System#nanoTime}. */
    long epochNanosAt(long nowNanos) {
        if (!looked || nowNanos - lookedNanos >= LOOK_NANOS) {
            lookedEpochNanos = epochNanos();
            lookedNanos = nowNanos;
            looked = true;
        }
        return lookedEpochNanos + (nowNanos - lookedNanos);
    }

    /** The wall clock now. */
    static long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
