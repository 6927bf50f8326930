package io.jaybit.recorder.log;

/**
 * A run of the process ended without saying so: it was killed, or crashed, or its disk failed to the end. What came between is not recorded.
 * Immutable.
 *
 * @param lastSequence number of the last record of that run
 * @param fromEpochNanos wall time of that record
 * @param toEpochNanos wall time of the begin of the next run
 */
public record UncleanEnd(long lastSequence, long fromEpochNanos, long toEpochNanos) {}
