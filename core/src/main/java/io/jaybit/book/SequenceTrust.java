package io.jaybit.book;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/**
 * Whether a topic's update ids prove anything. That they rise by one is observed, not promised, for most depths: a topic that breaks
 * this again and again right after fresh snapshots cannot be healed by more snapshots. Confined to its book's writer.
 */
final class SequenceTrust {
    /** This many breaks … */
    private static final int BREAKS = 3;

    /** … within this time … */
    private static final long WITHIN_NANOS = 60_000_000_000L;

    /** … each at most this long after a snapshot. */
    private static final long FRESH_NANOS = 10_000_000_000L;

    /** Ids that rise by one for so long were only disturbed. */
    private static final long PROOF_NANOS = 60_000_000_000L;

    private final long[] breaks = new long[BREAKS];
    private int count;
    private long lastBreakEpochNanos;
    private boolean unverified;

    boolean isUnverified() {
        return unverified;
    }

    /**
     * Notes that ids were skipped.
     *
     * @return whether the book should go on regardless, as long as its levels are consistent
     */
    boolean goesOnAfterSkip(long nowEpochNanos, long snapshotEpochNanos) {
        lastBreakEpochNanos = nowEpochNanos;
        if (unverified) {
            return true;
        }
        if (nowEpochNanos - snapshotEpochNanos > FRESH_NANOS) {
            return false;
        }
        breaks[count % BREAKS] = nowEpochNanos;
        count++;
        return count >= BREAKS && nowEpochNanos - breaks[count % BREAKS] <= WITHIN_NANOS;
    }

    /** Whether ids that were given up have proved themselves since: a fresh snapshot would now be followed without a break. */
    boolean isRegained(long nowEpochNanos) {
        return unverified && nowEpochNanos - lastBreakEpochNanos > PROOF_NANOS;
    }

    void giveUp() {
        unverified = true;
    }

    void restore() {
        unverified = false;
        count = 0;
    }

    void writeTo(StateWriter to) {
        for (long at : breaks) {
            to.writeLong(at);
        }
        to.writeInt(count).writeLong(lastBreakEpochNanos).writeBoolean(unverified);
    }

    void restore(StateReader from) {
        for (int i = 0; i < BREAKS; i++) {
            breaks[i] = from.readLong();
        }
        count = from.readInt();
        lastBreakEpochNanos = from.readLong();
        unverified = from.readBoolean();
    }
}
