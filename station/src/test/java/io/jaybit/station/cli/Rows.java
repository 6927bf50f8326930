package io.jaybit.station.cli;

import io.jaybit.recorder.database.QueryResult;
import java.util.List;
import java.util.function.Consumer;

/** Takes the rows of an answer one by one. */
record Rows(Consumer<List<String>> to) implements QueryResult {
    @Override
    public void columns(List<String> names, List<String> types) {}

    @Override
    public boolean row(List<String> values) {
        to.accept(values);
        return true;
    }
}
