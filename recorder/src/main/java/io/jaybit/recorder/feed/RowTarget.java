package io.jaybit.recorder.feed;

import io.jaybit.recorder.database.Table;

/** Takes rows. */
@FunctionalInterface
public interface RowTarget {
    /**
     * Takes an event's row.
     *
     * @return whether it {@linkplain Table#fits fits} its table; a row that does not is none. The same for the same event, also where rows are not
     *     written since they are there already
     */
    <E> boolean append(Table<E> table, E event);

    /**
     * The rows to come are of this record of the log.
     *
     * @param epochNanos its wall time
     */
    default void onRecord(long sequence, long epochNanos) {}

    /** A run of the recording process began with this record. */
    default void onRun(long epochNanos) {}
}
