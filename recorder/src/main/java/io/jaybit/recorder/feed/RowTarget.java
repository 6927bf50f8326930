package io.jaybit.recorder.feed;

import io.jaybit.recorder.database.Table;

/** Takes rows. */
@FunctionalInterface
public interface RowTarget {
    <E> void append(Table<E> table, E event);
}
