package io.jaybit.client.internal.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Rests that double up to a longest one, each less a random part of up to a half. Confined to the session's thread. */
final class Backoff {
    private final long firstNanos;
    private final long longestNanos;
    private final RandomGenerator random;
    private int attempts;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
        this.random = random;
    }

    /** How long to rest now; the next one will be longer. */
    long next() {
        long rest = firstNanos;
        for (int i = 0; i < attempts && rest < longestNanos; i++) {
            rest = Math.min(rest * 2, longestNanos);
        }
        attempts++;
        return rest - random.nextLong(rest / 2 + 1);
    }

    /** How many rests were given since the last {@link #reset}. */
    int attempts() {
        return attempts;
    }

    void reset() {
        attempts = 0;
    }
}
