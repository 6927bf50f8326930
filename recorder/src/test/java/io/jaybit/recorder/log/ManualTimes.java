package io.jaybit.recorder.log;

import java.time.Duration;
import java.time.Instant;

/** Clocks that a test sets. */
final class ManualTimes implements Times {
    private long epochNanos;
    private long nanos = 1_000_000_000L;

    ManualTimes(String instant) {
        Instant start = Instant.parse(instant);
        epochNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    }

    void pass(Duration time) {
        epochNanos += time.toNanos();
        nanos += time.toNanos();
    }

    @Override
    public long epochNanos() {
        return epochNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
