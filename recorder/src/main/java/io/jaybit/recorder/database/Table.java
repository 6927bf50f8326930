package io.jaybit.recorder.database;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A table, and how one kind of event becomes a row of it. Immutable.
 *
 * <p>A row is itself by its keys, its time among them: written twice, it is there once, as it was written last.
 *
 * @param name as statements name it
 * @param what a sentence about its rows, for people
 * @param columns the first is its time, by which it is partitioned into days
 * @param epochNanos the time of an event's row
 * @param write writes the other columns, in their order
 */
public record Table<E>(
        String name,
        String what,
        List<Column> columns,
        ToLongFunction<? super E> epochNanos,
        BiConsumer<? super E, Row> write) {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;

    public Table {
        columns = List.copyOf(columns);
        Column first = columns.get(0);
        if (first.type() != ColumnType.TIME || !first.key()) {
            throw new IllegalArgumentException(
                    "the first column of " + name + " must be its time and a key, is " + first);
        }
    }

    /**
     * Whether an event can be a row: all its numbers fit their columns, and its time is one that a database keeps. Every database refuses exactly the
     * rows of which this is false, so that what is a row depends on the event alone. Costs what it costs to write the row, without the
     * writing; who writes it is told by {@link Database#append}.
     */
    public boolean fits(E event) {
        try {
            epochMicros(event);
            write.accept(event, FitRow.INSTANCE);
            return true;
        } catch (ArithmeticException unrepresentable) {
            return false;
        }
    }

    /**
     * The time of an event's row.
     *
     * @throws ArithmeticException if no database keeps it: it lies before 1970, or behind 2262
     */
    long epochMicros(E event) {
        long nanos = epochNanos.applyAsLong(event);
        if (nanos < 0) {
            throw new ArithmeticException(name + " has no time before 1970: " + nanos);
        }
        return nanos / NANOS_PER_MICRO;
    }

    /** @throws ArithmeticException if there are no such microseconds */
    static long micros(long epochMillis) {
        return Math.multiplyExact(epochMillis, MICROS_PER_MILLI);
    }

    /** The statement that makes it where there is none. */
    String createStatement() {
        String time = columns.get(0).name();
        return columns.stream()
                .map(column -> column.name() + ' ' + column.type().sql())
                .collect(Collectors.joining(
                        ", ",
                        "CREATE TABLE IF NOT EXISTS " + name + " (",
                        ") TIMESTAMP(" + time + ") PARTITION BY DAY WAL DEDUP UPSERT KEYS("
                                + columns.stream()
                                        .filter(Column::key)
                                        .map(Column::name)
                                        .collect(Collectors.joining(", "))
                                + ")"));
    }

    /** The name of the view that shows its decimals as floating-point numbers, as charts and data frames want them. */
    public String floatView() {
        return name + "_float";
    }

    /** The statement that makes {@link #floatView}. */
    String floatViewStatement() {
        return columns.stream()
                .map(column -> column.type().isDecimal() ? column.name() + "::double " + column.name() : column.name())
                .collect(Collectors.joining(
                        ", ", "CREATE VIEW IF NOT EXISTS " + floatView() + " AS (SELECT ", " FROM " + name + ")"));
    }
}
