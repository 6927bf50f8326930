package io.jaybit.positions;

/**
 * What a tracker has met since it began. Immutable.
 *
 * @param rows told by the venue, repeats included
 * @param rowsLate older than what was known, and ignored
 * @param fills that changed a position, each once
 * @param fillsRepeated known already, or part of the position they would have been added to
 * @param notPositions executions that change no position, like funding
 * @param fillsWithoutLeg waiting until it is known which leg they are of
 * @param fillsSetAside of which the venue, asked long after, knew nothing
 * @param drifts alarms raised
 * @param driftsExplained of them explained later
 */
public record PositionCounters(
        long rows,
        long rowsLate,
        long fills,
        long fillsRepeated,
        long notPositions,
        long fillsWithoutLeg,
        long fillsSetAside,
        long drifts,
        long driftsExplained) {}
