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
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
public final class EmbeddedDatabase implements Database {
    private static final long EXPORT_LOOK_NANOS = 20_000_000;

    private final DatabaseSettings settings;
    private final ServerMain server;
    private final CairoEngine engine;
    private final IdentityHashMap<Table<?>, OpenTable<?>> open = new IdentityHashMap<>();
    private final long batchAgeNanos;
    private long appended;
    private long refused;

    private EmbeddedDatabase(DatabaseSettings settings, ServerMain server) {
        this.settings = settings;
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
    public static EmbeddedDatabase open(DatabaseSettings settings, Collection<Table<?>> tables) throws IOException {
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
        EmbeddedDatabase database = new EmbeddedDatabase(settings, server);
        try {
            database.make(tables);
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

    @Override
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

    @Override
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

    @Override
    public void commit() {
        open.values().forEach(OpenTable::commit);
    }

    @Override
    public long appended() {
        return appended;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
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
                    values.add(plain(text, metadata.getColumnType(i)));
                }
                more = result.row(values);
            }
        } catch (SqlException | CairoException failure) {
            throw failure(failure);
        }
    }

    private static String plain(String text, int type) {
        if (text.equals("null") && !ColumnType.isSymbolOrString(type) && !ColumnType.isVarchar(type)) {
            return "";
        }
        return text.isEmpty() || !ColumnType.isDecimal(type)
                ? text
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    @Override
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

    @Override
    public void execute(String statement) {
        try (SqlExecutionContextImpl context = context()) {
            engine.execute(statement, context);
        } catch (SqlException | CairoException failure) {
            throw failure(failure);
        }
    }

    @Override
    public void awaitShown() {
        try {
            Database.super.awaitShown();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
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
