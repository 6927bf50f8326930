package io.jaybit.recorder.log;

import java.time.Instant;

/** The clocks. A port, so that tests can set them. */
interface Times {
    /** Those of the system. */
    Times SYSTEM = new Times() {
        @Override
        public long epochNanos() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    /** Wall clock. */
    long epochNanos();

    /** Monotonic clock. */
    long nanos();
}
