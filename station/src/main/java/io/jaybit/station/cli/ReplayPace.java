package io.jaybit.station.cli;

/**
 * How far a replay may have come: recorded time as a function of time, which can be stopped, made faster and set forward. Time is an argument.
 * Confined to one thread.
 */
final class ReplayPace {
    private static final double SLOWEST = 1.0 / 1024;
    private static final double FASTEST = 1 << 20;
    /** What as fast as it can be read becomes, when it is to be slower. */
    private static final double BELOW_MAX = 64;

    private static final long SECOND_NANOS = 1_000_000_000L;
    /** What is further behind than this was held up by somebody, and is not made up for. */
    private static final long HELD_UP_NANOS = SECOND_NANOS;

    private double times;
    private boolean paused;
    private long anchorEpochNanos;
    private long anchorNanos;
    /** Where a seek has not come yet; all before it is played at once. */
    private long soughtEpochNanos = Long.MIN_VALUE;

    /** @param times how much faster than it was */
    ReplayPace(double times) {
        this.times = times;
    }

    /** Begins, or goes on, at a recorded time. */
    void begin(long epochNanos, long nowNanos) {
        anchorEpochNanos = epochNanos;
        anchorNanos = nowNanos;
    }

    boolean isPaused() {
        return paused;
    }

    /** Where it was last set forward to; what is before is not to be seen. */
    long soughtEpochNanos() {
        return soughtEpochNanos;
    }

    double times() {
        return times;
    }

    /** Everything before this may have been played. */
    long position(long nowNanos) {
        if (paused) {
            return anchorEpochNanos;
        }
        if (Double.isInfinite(times)) {
            return Long.MAX_VALUE;
        }
        return anchorEpochNanos + (long) ((nowNanos - anchorNanos) * times);
    }

    /** How long until what was recorded at a time may be played; {@link Long#MAX_VALUE} while it is paused before that. */
    long untilNanos(long epochNanos, long nowNanos) {
        long ahead = epochNanos - position(nowNanos) + 1;
        if (paused && ahead > 0) {
            return Long.MAX_VALUE;
        }
        return ahead <= 0 || Double.isInfinite(times) ? 0 : (long) Math.ceil(ahead / times);
    }

    /**
     * All up to a recorded time has been played, and it is later than it was to be.
     *
     * @param epochNanos of the last record
     */
    void played(long epochNanos, long nowNanos) {
        boolean isHeldUp =
                Double.isInfinite(times) || position(nowNanos) - epochNanos > HELD_UP_NANOS * Math.max(1, times);
        if (!paused && isHeldUp) {
            begin(Math.max(epochNanos, soughtEpochNanos), nowNanos);
        }
    }

    /** Stops, or goes on. */
    void pauseOrGoOn(long nowNanos) {
        stay(nowNanos);
        paused = !paused;
    }

    /** Twice as fast. */
    void faster(long nowNanos) {
        stay(nowNanos);
        times = times >= FASTEST ? Double.POSITIVE_INFINITY : times * 2;
    }

    /** Half as fast. */
    void slower(long nowNanos) {
        stay(nowNanos);
        times = Double.isInfinite(times) ? BELOW_MAX : Math.max(SLOWEST, times / 2);
    }

    /** To the begin of the next second. */
    void step(long nowNanos) {
        stay(nowNanos);
        begin((Math.floorDiv(anchorEpochNanos, SECOND_NANOS) + 1) * SECOND_NANOS, nowNanos);
    }

    /** @return false if that is behind already */
    boolean seek(long epochNanos, long nowNanos) {
        stay(nowNanos);
        if (epochNanos <= anchorEpochNanos) {
            return false;
        }
        soughtEpochNanos = epochNanos;
        begin(epochNanos, nowNanos);
        return true;
    }

    /** What changes from now on does not change what was. */
    private void stay(long nowNanos) {
        begin(Double.isInfinite(times) ? anchorEpochNanos : position(nowNanos), nowNanos);
    }
}
