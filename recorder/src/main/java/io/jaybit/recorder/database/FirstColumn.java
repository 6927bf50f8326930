package io.jaybit.recorder.database;

import java.util.List;

/** Gathers the first value of each row. */
record FirstColumn(List<String> values) implements QueryResult {
    @Override
    public void columns(List<String> names, List<String> types) {}

    @Override
    public boolean row(List<String> row) {
        values.add(row.get(0));
        return true;
    }
}
