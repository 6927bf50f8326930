package io.jaybit.coverage;

import java.util.Set;

/**
 * A stretch of time in one state. Immutable.
 *
 * @param fromEpochMillis first millisecond, venue time
 * @param toEpochMillis the one after the last
 * @param causes why it is, or was before it was recovered or audited, less than seen; in the order of the enum
 * @param rearranged old history: the length is exact and lies within the same hour (or minute), but not where it happened in it
 * @param foldedGaps how many gaps of that hour (or minute) are drawn together here; 0 unless rearranged
 */
public record CoverageInterval(
        long fromEpochMillis,
        long toEpochMillis,
        CoverageState state,
        Set<Cause> causes,
        boolean rearranged,
        int foldedGaps) {
    public CoverageInterval {
        if (fromEpochMillis >= toEpochMillis) {
            throw new IllegalArgumentException("empty interval " + fromEpochMillis + " to " + toEpochMillis);
        }
    }

    /** Length in milliseconds. */
    public long millis() {
        return toEpochMillis - fromEpochMillis;
    }

    /** Whether this is part of a gap: not seen, and for another reason than that nothing has been heard yet. */
    boolean isGap() {
        return !state.isSeen() && !(causes.size() == 1 && causes.contains(Cause.PENDING));
    }

    boolean continues(CoverageInterval before) {
        return before.toEpochMillis == fromEpochMillis
                && before.state == state
                && before.causes.equals(causes)
                && !before.rearranged
                && !rearranged;
    }

    CoverageInterval between(long from, long to) {
        return new CoverageInterval(from, to, state, causes, rearranged, foldedGaps);
    }
}
