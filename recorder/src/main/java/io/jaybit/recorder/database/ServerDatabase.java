package io.jaybit.recorder.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The tables of a QuestDB server, filled and asked by HTTP. Rows go there in batches; what comes back is that they are committed, or that they are not
 * and why.
 */
public final class ServerDatabase implements Database {
    /** How a server is spoken to. */
    public interface Link {
        /**
         * Writes lines of the InfluxDB line protocol with times in microseconds; when this returns they are committed.
         *
         * @throws StatementFailure if they are refused, the whole of them
         * @throws DatabaseAwayException if it is not known that they are committed
         */
        void write(byte[] lines, int length) throws IOException;

        void query(String statement, QueryResult result) throws IOException;

        void execute(String statement) throws IOException;

        void exportParquet(String select, Path to) throws IOException;
    }

    /** The table of how far each recording's log has become rows; without those rows it says nothing. */
    public static final String POSITIONS = "recordings";

    private static final int BATCH_ROWS = 10_000;
    private static final long BATCH_AGE_NANOS = Duration.ofMillis(500).toNanos();

    private final Link link;
    private final List<Table<?>> tables;
    private final LineRow row = new LineRow();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int waiting;
    private long oldestNanos;
    private long appended;
    private long refused;

    private ServerDatabase(Link link, Collection<Table<?>> tables) {
        this.link = link;
        this.tables = List.copyOf(tables);
    }

    /**
     * Takes up with a server, and makes the tables that are missing. What was in them is not in the new ones: where there are positions, all are
     * forgotten, so that each recording makes its rows again.
     *
     * @throws DatabaseAwayException if it is not there
     * @throws PasswordRefusedException if it does not take the user and password
     * @throws IOException if the tables cannot be made, or are there and others
     */
    public static ServerDatabase open(DatabaseAddress address, Collection<Table<?>> tables) throws IOException {
        return open(new HttpLink(new RemoteDatabase(address)), tables);
    }

    /** The same with a server that is spoken to in another way. */
    public static ServerDatabase open(Link link, Collection<Table<?>> tables) throws IOException {
        ServerDatabase database = new ServerDatabase(link, tables);
        try {
            database.lookAtTables();
            // What was sent before is to be seen by who asks how far it is.
            database.awaitShown();
        } catch (StatementFailure failure) {
            throw new IOException("the tables cannot be made there: " + failure.getMessage(), failure);
        }
        return database;
    }

    private void lookAtTables() throws IOException {
        List<String> there = new ArrayList<>();
        query("SELECT table_name FROM tables()", new FirstColumn(there));
        boolean missing = false;
        for (Table<?> table : tables) {
            if (there.contains(table.name())) {
                compare(table);
            } else {
                missing = true;
            }
        }
        make(tables);
        if (missing && there.contains(POSITIONS)) {
            execute("TRUNCATE TABLE " + POSITIONS);
        }
    }

    /** A server adds a column that a line has and its table lacks, and takes rows twice where they have no key. */
    private void compare(Table<?> table) throws IOException {
        List<String> there = new ArrayList<>();
        query(
                "SELECT concat(\"column\", ' ', type, CASE WHEN upsertKey THEN ' as a key' ELSE '' END)"
                        + " FROM table_columns('" + table.name() + "')",
                new FirstColumn(there));
        List<String> lacking = table.columns().stream()
                .map(column -> column.name() + ' ' + column.type().sql() + (column.key() ? " as a key" : ""))
                .filter(column -> !there.contains(column))
                .toList();
        if (!lacking.isEmpty()) {
            throw new IOException(
                    "the table " + table.name() + " there is another one: it has no " + String.join(", no ", lacking));
        }
    }

    @Override
    public void awaitShown() throws IOException {
        // Of a server's other tables we know nothing.
        if (!tables.isEmpty()) {
            awaitShown(tables);
        }
    }

    private record HttpLink(RemoteDatabase remote) implements Link {
        @Override
        public void write(byte[] lines, int length) throws IOException {
            remote.write(lines, length);
        }

        @Override
        public void query(String statement, QueryResult result) throws IOException {
            remote.query(statement, result);
        }

        @Override
        public void execute(String statement) throws IOException {
            remote.execute(statement);
        }

        @Override
        public void exportParquet(String select, Path to) throws IOException {
            remote.exportParquet(select, to);
        }
    }

    @Override
    public <E> boolean append(Table<E> table, E event, long nowNanos) throws IOException {
        try {
            row.write(table, event, lines);
        } catch (ArithmeticException unrepresentable) {
            refused++;
            return false;
        }
        appended++;
        if (waiting++ == 0) {
            oldestNanos = nowNanos;
        }
        if (waiting >= BATCH_ROWS) {
            commit();
        }
        return true;
    }

    @Override
    public long commitDue(long nowNanos) throws IOException {
        if (waiting == 0) {
            return Long.MAX_VALUE;
        }
        long rest = oldestNanos + BATCH_AGE_NANOS - nowNanos;
        if (rest > 0) {
            return rest;
        }
        commit();
        return Long.MAX_VALUE;
    }

    @Override
    public void commit() throws IOException {
        if (waiting > 0) {
            link.write(lines.toByteArray(), lines.size());
            lines.reset();
            waiting = 0;
        }
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
    public void query(String statement, QueryResult result) throws IOException {
        link.query(statement, result);
    }

    @Override
    public void execute(String statement) throws IOException {
        link.execute(statement);
    }

    @Override
    public void exportParquet(String select, Path to) throws IOException {
        link.exportParquet(select, to);
    }

    /** Lets go of it; what was not committed is gone. */
    @Override
    public void close() {
        lines.reset();
        waiting = 0;
    }
}
