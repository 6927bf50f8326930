package io.jaybit.positions;

/** Counters while they count. Confined to the tracker's thread. */
final class Tally {
    long rows;
    long rowsLate;
    long fills;
    long fillsRepeated;
    long notPositions;
    long fillsSetAside;
    long drifts;
    long driftsExplained;

    PositionCounters snapshot(long withoutLeg) {
        return new PositionCounters(
                rows, rowsLate, fills, fillsRepeated, notPositions, withoutLeg, fillsSetAside, drifts, driftsExplained);
    }
}
