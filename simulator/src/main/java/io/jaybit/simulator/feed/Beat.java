package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Timeline;

/**
 * When pushes are due: at whole multiples of their interval, shifted by a few milliseconds from market to market so that not all frames
 * of a venue fall on the same one. Immutable.
 */
record Beat(Timeline timeline, int index) {
    /** The next push of an interval, later than now. */
    long next(int intervalMillis) {
        long now = timeline.now();
        return now + intervalMillis - Math.floorMod(now - index * 7L - 3, (long) intervalMillis);
    }
}
