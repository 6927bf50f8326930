package io.jaybit.recorder.database;

import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.ColumnType;
import io.questdb.cairo.CursorPrinter;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.sql.RecordMetadata;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.std.str.StringSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The embedded database: tables that fill and can be asked meanwhile, by {@link #query} and, where its ports are open, by whatever speaks
 * PostgreSQL or HTTP.
 *
 * <p>{@link #append}, {@link #commitDue} and {@link #commit} are for one thread; {@link #query} for any. Rows that were not committed are lost
 * when the process dies; those that were are not.
 */
public final class Database implements AutoCloseable {
    private static final long EXPORT_LOOK_NANOS = 20_000_000;
    private static final long SHOWN_LOOK_NANOS = 5_000_000;
    /** About two minutes. */
    private static final int MOST_LOOKS = 24_000;

    private final DatabaseSettings settings;
    private final List<Table<?>> tables;
    private final ServerMain server;
    private final CairoEngine engine;
    private final IdentityHashMap<Table<?>, OpenTable<?>> open = new IdentityHashMap<>();
    private final long batchAgeNanos;
    private long appended;
    private long refused;

    private Database(DatabaseSettings settings, ServerMain server, Collection<Table<?>> tables) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.server = server;
        this.engine = server.getEngine();
        this.batchAgeNanos = settings.batchAge().toNanos();
    }

    /**
     * Opens a database and makes the tables that are missing.
     *
     * @throws DatabaseBusyException if another process has it open
     * @throws IOException if its folder cannot be used
     */
    public static Database open(DatabaseSettings settings, Collection<Table<?>> tables) throws IOException {
        try {
            Files.createDirectories(settings.folder());
        } catch (FileAlreadyExistsException file) {
            throw new IOException(settings.folder() + " is a file; a database needs a folder", file);
        }
        ServerMain server;
        try {
            server = EmbeddedServer.start(settings);
        } catch (CairoException failure) {
            String text = failure.getFlyweightMessage().toString();
            String what = "the database in " + settings.folder() + " cannot be opened: ";
            throw text.contains("cannot lock")
                    ? new DatabaseBusyException(what + "another process has it open (" + text + ")", failure)
                    : new IOException(what + text, failure);
        }
        Database database = new Database(settings, server, tables);
        try {
            for (Table<?> table : tables) {
                database.execute(table.createStatement());
                database.execute(table.floatViewStatement());
            }
            database.awaitShown();
        } catch (StatementFailure failure) {
            database.close();
            throw new IOException(
                    "the database in " + settings.folder() + " cannot be used, it may be damaged: "
                            + failure.getMessage(),
                    failure);
        }
        return database;
    }

    /** Whether there is a database in a folder, whole or not. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve("db"));
    }

    /** Where PostgreSQL is spoken, on loopback; 0 where it is not. */
    public int postgresPort() {
        return settings.postgresPort() < 0 ? 0 : server.getPgWireServerPort();
    }

    /** Where the web console is, on loopback; 0 where it is not. */
    public int consolePort() {
        return settings.consolePort() < 0 ? 0 : server.getHttpServerPort();
    }

    /**
     * Writes an event's row; it shows once it is committed.
     *
     * @param nowNanos the monotonic clock
     * @return whether it was written; if not, a number of it does not fit its column, which {@link #refused} counts
     */
    public <E> boolean append(Table<E> table, E event, long nowNanos) {
        OpenTable<E> opened = opened(table);
        try {
            opened.append(event, nowNanos);
        } catch (ArithmeticException unrepresentable) {
            refused++;
            return false;
        }
        appended++;
        if (opened.waiting() >= settings.batchRows()) {
            opened.commit();
        }
        return true;
    }

    @SuppressWarnings("unchecked") // a table is only ever stored under itself
    private <E> OpenTable<E> opened(Table<E> table) {
        OpenTable<?> known = open.get(table);
        if (known == null) {
            TableToken token = engine.getTableTokenIfExists(table.name());
            if (token == null) {
                throw new IllegalArgumentException("this database was opened without the table " + table.name());
            }
            known = new OpenTable<>(table, engine.getWalWriter(token));
            open.put(table, known);
        }
        return (OpenTable<E>) known;
    }

    /**
     * Commits the tables whose oldest row has waited long enough.
     *
     * @param nowNanos the monotonic clock
     * @return nanoseconds until the next is due; {@link Long#MAX_VALUE} if no row waits
     */
    public long commitDue(long nowNanos) {
        long next = Long.MAX_VALUE;
        for (OpenTable<?> table : open.values()) {
            if (table.waiting() > 0) {
                long rest = table.oldestNanos() + batchAgeNanos - nowNanos;
                if (rest <= 0) {
                    table.commit();
                } else {
                    next = Math.min(next, rest);
                }
            }
        }
        return next;
    }

    /** Commits every row. */
    public void commit() {
        open.values().forEach(OpenTable::commit);
    }

    /** How many rows were written. */
    public long appended() {
        return appended;
    }

    /** How many were not, since a number did not fit its column. */
    public long refused() {
        return refused;
    }

    /**
     * Carries out a statement that answers with rows.
     *
     * @throws StatementFailure if it is wrong, or answers with none
     */
    public void query(String statement, QueryResult result) {
        try (SqlExecutionContextImpl context = context();
                RecordCursorFactory factory = engine.select(statement, context);
                RecordCursor cursor = factory.getCursor(context)) {
            RecordMetadata metadata = factory.getMetadata();
            int columns = metadata.getColumnCount();
            List<String> names = new ArrayList<>(columns);
            List<String> types = new ArrayList<>(columns);
            for (int i = 0; i < columns; i++) {
                names.add(metadata.getColumnName(i));
                types.add(ColumnType.nameOf(metadata.getColumnType(i)));
            }
            result.columns(names, types);
            Record row = cursor.getRecord();
            StringSink sink = new StringSink();
            boolean more = true;
            while (more && cursor.hasNext()) {
                List<String> values = new ArrayList<>(columns);
                for (int i = 0; i < columns; i++) {
                    sink.clear();
                    CursorPrinter.printColumn(row, metadata, i, sink);
                    String text = sink.toString();
                    values.add(ColumnType.isDecimal(metadata.getColumnType(i)) ? plain(text) : text);
                }
                more = result.row(values);
            }
        } catch (SqlException | CairoException failure) {
            throw failure(failure);
        }
    }

    private static String plain(String decimal) {
        return decimal.isEmpty()
                ? ""
                : new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    /**
     * Writes the answer to a {@code SELECT} as a Parquet file; waits until it is there.
     *
     * @throws StatementFailure if it is wrong, or cannot be exported
     * @throws IOException if the file cannot be written
     */
    public void exportParquet(String select, Path to) throws IOException {
        Path made = settings.folder().resolve("export").resolve("answer.parquet");
        Files.deleteIfExists(made);
        List<String> id = new ArrayList<>();
        query("COPY (" + select + ") TO 'answer' WITH FORMAT PARQUET", new FirstColumn(id));
        List<String> outcome = new ArrayList<>();
        while (outcome.isEmpty()) {
            LockSupport.parkNanos(EXPORT_LOOK_NANOS);
            query(
                    "SELECT concat(status, ' ', message) FROM sys.copy_export_log WHERE id = '" + id.get(0)
                            + "' AND (phase = 'success' OR status IN ('failed', 'cancelled'))",
                    new FirstColumn(outcome));
        }
        if (!Files.exists(made)) {
            throw new StatementFailure("it cannot be exported: " + outcome.get(0));
        }
        Files.move(made, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private record FirstColumn(List<String> values) implements QueryResult {
        @Override
        public void columns(List<String> names, List<String> types) {}

        @Override
        public boolean row(List<String> row) {
            values.add(row.get(0));
            return true;
        }
    }

    /**
     * Waits until everything committed shows in queries, also what a process before this one has committed.
     *
     * @throws StatementFailure if that takes too long, or the database has given a table up
     */
    public void awaitShown() {
        List<String> waiting = behind();
        for (int look = 0; look < MOST_LOOKS && !waiting.isEmpty(); look++) {
            if (waiting.stream().anyMatch(text -> text.endsWith(" is suspended"))) {
                throw new StatementFailure("the database has given up: " + String.join(", ", waiting));
            }
            LockSupport.parkNanos(SHOWN_LOOK_NANOS);
            waiting = behind();
        }
        if (!waiting.isEmpty()) {
            throw new StatementFailure("after " + MOST_LOOKS + " looks: " + String.join(", ", waiting));
        }
    }

    private List<String> behind() {
        List<String> waiting = new ArrayList<>();
        query(
                "SELECT concat(name, CASE WHEN suspended THEN ' is suspended' ELSE ' is behind' END) FROM wal_tables()"
                        + " WHERE suspended OR writerTxn < sequencerTxn",
                new FirstColumn(waiting));
        return waiting;
    }

    /**
     * Deletes the whole days that end before a time, of every table; the newest day of a table always stays. For any thread.
     *
     * @param epochMillis of rows' times, UTC
     * @throws StatementFailure if it cannot be done
     */
    public void deleteDaysBefore(long epochMillis) {
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

    private void execute(String statement) {
        try (SqlExecutionContextImpl context = context()) {
            engine.execute(statement, context);
        } catch (SqlException | CairoException failure) {
            throw failure(failure);
        }
    }

    private SqlExecutionContextImpl context() {
        SqlExecutionContextImpl context = new SqlExecutionContextImpl(engine, 1);
        context.with(
                engine.getConfiguration()
                        .getFactoryProvider()
                        .getSecurityContextFactory()
                        .getRootContext(),
                null,
                null);
        return context;
    }

    private static StatementFailure failure(Exception failure) {
        String text = failure instanceof SqlException sql
                ? sql.getFlyweightMessage() + " (at character " + (sql.getPosition() + 1) + ")"
                : failure instanceof CairoException cairo
                        ? cairo.getFlyweightMessage().toString()
                        : String.valueOf(failure.getMessage());
        return new StatementFailure(text, failure);
    }

    /** Commits, then closes everything. */
    @Override
    public void close() {
        commit();
        open.values().forEach(OpenTable::close);
        open.clear();
        server.close();
    }
}
