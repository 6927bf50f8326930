package io.jaybit.recorder.dump;

import java.util.List;

/**
 * What a reading of a dump came to. Immutable.
 *
 * @param trades rows that could be read
 * @param bad rows that could not
 * @param firstBad the first {@value DumpFile#SHOWN_BAD} of them
 * @param tails trades whose price or size has {@value DumpFile#TAIL_DIGITS} digits or more, as a binary fraction leaves them
 * @param firstEpochMillis time of the oldest trade; meaningless if there is none
 * @param lastEpochMillis time of the youngest trade
 */
public record DumpSummary(
        long trades, long bad, List<BadRow> firstBad, long tails, long firstEpochMillis, long lastEpochMillis) {
    public DumpSummary {
        firstBad = List.copyOf(firstBad);
    }
}
