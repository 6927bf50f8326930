package io.jaybit.recorder.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Tables that fill and can be asked meanwhile. A row that is written twice is there once, by its table's keys.
 *
 * <p>{@link #append}, {@link #commitDue} and {@link #commit} are for one thread; the rest for any. Rows that were not committed are lost
 * when the process dies; those that were are not.
 */
public interface Database extends Closeable {
    /**
     * Writes an event's row; it shows once it is committed.
     *
     * @param nowNanos the monotonic clock
     * @return whether it was written; if not, it does not {@linkplain Table#fits fit}, which {@link #refused} counts
     * @throws DatabaseAwayException if the database is not there; what was not committed is to be written again when it is
     */
    <E> boolean append(Table<E> table, E event, long nowNanos) throws IOException;

    /**
     * Commits what has waited long enough.
     *
     * @param nowNanos the monotonic clock
     * @return nanoseconds until the next is due; {@link Long#MAX_VALUE} if no row waits
     * @throws DatabaseAwayException as {@link #append}
     */
    long commitDue(long nowNanos) throws IOException;

    /**
     * Commits every row.
     *
     * @throws DatabaseAwayException as {@link #append}
     */
    void commit() throws IOException;

    /** How many rows were written. */
    long appended();

    /** How many were not, since they do not {@linkplain Table#fits fit}. */
    long refused();

    /**
     * Carries out a statement that answers with rows.
     *
     * @throws StatementFailure if it is wrong, or answers with none
     * @throws IOException if the database does not answer
     */
    void query(String statement, QueryResult result) throws IOException;

    /**
     * Carries out a statement that changes something.
     *
     * @throws StatementFailure if it is wrong
     * @throws IOException if the database does not answer
     */
    void execute(String statement) throws IOException;

    /**
     * Writes the answer to a {@code SELECT} as a Parquet file; waits until it is there.
     *
     * @throws StatementFailure if it is wrong, or cannot be exported
     * @throws IOException if the database does not answer, or the file cannot be written
     */
    void exportParquet(String select, Path to) throws IOException;

    /** Makes the tables that are missing, and their views. */
    default void make(Collection<Table<?>> tables) throws IOException {
        for (Table<?> table : tables) {
            execute(table.createStatement());
            execute(table.floatViewStatement());
        }
    }

    /**
     * Waits until everything committed shows in queries, also what a process before this one has committed.
     *
     * @throws StatementFailure if that takes longer than about two minutes, or the database has given a table up
     * @throws IOException if the database does not answer
     */
    default void awaitShown() throws IOException {
        awaitShown(List.of());
    }

    /** The same of some tables; of all there are if none is named. */
    default void awaitShown(Collection<Table<?>> tables) throws IOException {
        List<String> names = tables.stream().map(Table::name).toList();
        List<String> waiting = List.of("");
        for (int look = 0; look < 24_000; look++) {
            List<String> behind = new ArrayList<>();
            query(
                    "SELECT concat(name, CASE WHEN suspended THEN ' is suspended' ELSE ' is behind' END) FROM wal_tables()"
                            + " WHERE suspended OR writerTxn < sequencerTxn",
                    new FirstColumn(behind));
            behind.removeIf(text -> !names.isEmpty() && !names.contains(text.substring(0, text.indexOf(' '))));
            if (behind.isEmpty()) {
                return;
            }
            if (behind.stream().anyMatch(text -> text.endsWith(" is suspended"))) {
                throw new StatementFailure("the database has given up: " + String.join(", ", behind));
            }
            waiting = behind;
            LockSupport.parkNanos(5_000_000);
        }
        throw new StatementFailure("it takes too long: " + String.join(", ", waiting));
    }

    /**
     * Deletes the whole days that end before a time; the newest day of a table always stays.
     *
     * @param epochMillis of rows' times, UTC
     * @throws StatementFailure if it cannot be done
     * @throws IOException if the database does not answer
     */
    default void deleteDaysBefore(Collection<Table<?>> tables, long epochMillis) throws IOException {
        Instant day = Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.DAYS);
        for (Table<?> table : tables) {
            List<String> days = new ArrayList<>();
            query(
                    "SELECT name FROM table_partitions('" + table.name() + "') WHERE minTimestamp < '" + day + "'"
                            + " AND NOT active",
                    new FirstColumn(days));
            if (!days.isEmpty()) {
                execute("ALTER TABLE " + table.name() + " DROP PARTITION LIST '" + String.join("', '", days) + "'");
            }
        }
    }
}
