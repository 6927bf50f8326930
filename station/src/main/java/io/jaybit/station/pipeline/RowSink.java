package io.jaybit.station.pipeline;

/** Takes the lines of output in their order. */
@FunctionalInterface
public interface RowSink {
    void row(Row row);
}
