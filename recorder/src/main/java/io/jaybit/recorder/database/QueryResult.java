package io.jaybit.recorder.database;

import java.util.List;

/** Takes the answer to a statement, row by row. */
public interface QueryResult {
    /** Once, before the rows. */
    void columns(List<String> names, List<String> types);

    /**
     * A row, in the order of the columns: numbers plain and without zeros behind them, times as {@code 2026-01-31T12:00:00.000000Z}, nothing
     * as an empty text.
     *
     * @return whether more are wanted
     */
    boolean row(List<String> values);
}
