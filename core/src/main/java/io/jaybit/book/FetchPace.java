package io.jaybit.book;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** How often a snapshot may be fetched: one at a time, and after attempts in vain ever more rarely. Confined to one thread. */
final class FetchPace {
    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    /** A fetch that says nothing for so long is given up. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private boolean underWay;
    private boolean fetchedBefore;
    private long lastFetchEpochNanos;
    private long pauseNanos = FIRST_PAUSE_NANOS;

    boolean mayFetch(long nowEpochNanos) {
        long since = nowEpochNanos - lastFetchEpochNanos;
        if (fetchedBefore && since < (underWay ? PATIENCE_NANOS : pauseNanos)) {
            return false;
        }
        if (fetchedBefore) {
            pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE_NANOS);
        }
        fetchedBefore = true;
        underWay = true;
        lastFetchEpochNanos = nowEpochNanos;
        return true;
    }

    void onEnd() {
        underWay = false;
    }

    /** What is under way is for nothing; another fetch may begin after the usual pause. */
    void forget() {
        underWay = false;
    }

    void writeTo(StateWriter to) {
        to.writeBoolean(underWay)
                .writeBoolean(fetchedBefore)
                .writeLong(lastFetchEpochNanos)
                .writeLong(pauseNanos);
    }

    void restore(StateReader from) {
        underWay = from.readBoolean();
        fetchedBefore = from.readBoolean();
        lastFetchEpochNanos = from.readLong();
        pauseNanos = from.readLong();
    }

    /** A fetch was of use: the next attempt need not wait long. */
    void reset() {
        pauseNanos = FIRST_PAUSE_NANOS;
    }
}
