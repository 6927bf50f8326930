package io.jaybit.coverage;

import java.util.Set;

/**
 * An unbroken stretch that was not seen, with everything that happened during it. Immutable.
 *
 * @param fromEpochMillis first millisecond, venue time
 * @param toEpochMillis the one after the last
 * @param worst the worst state within
 * @param causes all causes within, in the order of the enum
 * @param count how many gaps this stands for: 1, or more in old history where gaps of an hour are drawn together
 */
public record CoverageGap(long fromEpochMillis, long toEpochMillis, CoverageState worst, Set<Cause> causes, int count) {
    /** Length in milliseconds. */
    public long millis() {
        return toEpochMillis - fromEpochMillis;
    }
}
