package io.jaybit.simulator;

/** Turns the machine's monotonic clock into the venue's, at a speed. Confined to the venue's thread. */
final class ServerClock {
    private static final long MOST_AT_ONCE_MILLIS = 20;

    private final Speed speed;
    private final long startEpochMillis;
    private final long startNanos;

    ServerClock(Speed speed, long startEpochMillis, long startNanos) {
        this.speed = speed;
        this.startEpochMillis = startEpochMillis;
        this.startNanos = startNanos;
    }

    /** The time to which the venue may now go; never more than a little at once, so that its clients are heard in between. */
    long target(long venueEpochMillis, long nanos) {
        long most = venueEpochMillis + MOST_AT_ONCE_MILLIS;
        if (speed.isMax()) {
            return most;
        }
        long due = startEpochMillis + (long) ((nanos - startNanos) / 1e6 * speed.times());
        return Math.min(most, due);
    }
}
