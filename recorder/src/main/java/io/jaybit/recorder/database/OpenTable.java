package io.jaybit.recorder.database;

import io.questdb.cairo.TableWriter;
import io.questdb.cairo.wal.WalWriter;

/** A table of the embedded database that rows are gathered for. Confined to one thread. */
final class OpenTable<E> {
    private final Table<E> table;
    private final WalWriter writer;
    private final EmbeddedRow row = new EmbeddedRow();
    private int waiting;
    private long oldestNanos;

    OpenTable(Table<E> table, WalWriter writer) {
        this.table = table;
        this.writer = writer;
    }

    /**
     * @throws ArithmeticException if a number does not fit its column; nothing is written then
     * @throws IllegalStateException if the table's columns are not all written; a bug
     */
    void append(E event, long nowNanos) {
        TableWriter.Row begun = writer.newRow(table.epochMicros(event));
        boolean whole = false;
        try {
            table.write().accept(event, row.begin(begun));
            if (row.columns() != table.columns().size()) {
                throw new IllegalStateException(
                        table.name() + " has " + table.columns().size() + " columns, written were " + row.columns());
            }
            whole = true;
        } finally {
            if (!whole) {
                begun.cancel();
            }
        }
        begun.append();
        if (waiting++ == 0) {
            oldestNanos = nowNanos;
        }
    }

    int waiting() {
        return waiting;
    }

    /** When the oldest row that waits was written, monotonic; only if one waits. */
    long oldestNanos() {
        return oldestNanos;
    }

    void commit() {
        if (waiting > 0) {
            writer.commit();
            waiting = 0;
        }
    }

    /** Puts back what was committed; what was not is gone. */
    void close() {
        writer.close();
    }
}
