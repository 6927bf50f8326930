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
        return speed.isMax() ? most : Math.min(most, due(nanos));
    }

    /** Whether the venue should go on at once: at full speed always. */
    boolean isLate(long venueEpochMillis, long nanos) {
        return speed.isMax() || due(nanos) - venueEpochMillis >= MOST_AT_ONCE_MILLIS;
    }

    /** The venue's time if it keeps up with the machine's clock. At full speed there is no such time. */
    long due(long nanos) {
        if (speed.isMax()) {
            throw new IllegalStateException("at full speed nothing is late");
        }
        return startEpochMillis + (long) ((nanos - startNanos) / 1e6 * speed.times());
    }
}
