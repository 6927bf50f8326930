package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseBusyException;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.RemoteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The database of a recording: asked through the process that records, where one does, else opened. Stateless. */
final class RecordingDatabase {
    /** So long a process may take from having the database to saying how it can be asked. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private RecordingDatabase() {}

    /** What is done with it, in either case. */
    private interface Use {
        void remotely(RemoteDatabase database) throws IOException;

        void here(Database database) throws IOException;
    }

    /** Carries out a statement that answers with rows; see {@link Database#query}. */
    static void query(RecordingFolder folder, String statement, QueryResult result) throws IOException {
        use(folder, new Use() {
            @Override
            public void remotely(RemoteDatabase database) throws IOException {
                database.query(statement, result);
            }

            @Override
            public void here(Database database) {
                database.query(statement, result);
            }
        });
    }

    /** Writes the answer to a {@code SELECT} as a Parquet file. */
    static void exportParquet(RecordingFolder folder, String select, Path to) throws IOException {
        use(folder, new Use() {
            @Override
            public void remotely(RemoteDatabase database) throws IOException {
                database.exportParquet(select, to);
            }

            @Override
            public void here(Database database) throws IOException {
                database.exportParquet(select, to);
            }
        });
    }

    private static void use(RecordingFolder folder, Use use) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<RecordingFolder.Access> recording = folder.access();
            if (recording.isPresent()) {
                use.remotely(new RemoteDatabase(
                        recording.get().consolePort(), recording.get().password()));
                return;
            }
            try (Database database = Database.open(DatabaseSettings.in(folder.database()), List.of())) {
                use.here(database);
                return;
            } catch (DatabaseBusyException busy) {
                if (System.nanoTime() - deadline > 0) {
                    throw busy;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
