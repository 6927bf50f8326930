package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseBusyException;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.RemoteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a recording: asked of the server that has them, or through the process that records, or else in the folder itself.
 *
 * @param server null where the rows are in the folder
 */
record RecordingDatabase(RecordingFolder folder, @Nullable DatabaseAddress server) {
    /** So long a process may take from having the database to saying how it can be asked. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** What is done with it, in either case. */
    private interface Use {
        void remotely(RemoteDatabase database) throws IOException;

        void here(Database database) throws IOException;
    }

    /** Carries out a statement that answers with rows; see {@link Database#query}. */
    void query(String statement, QueryResult result) throws IOException {
        use(new Use() {
            @Override
            public void remotely(RemoteDatabase database) throws IOException {
                database.query(statement, result);
            }

            @Override
            public void here(Database database) throws IOException {
                database.query(statement, result);
            }
        });
    }

    /** Writes the answer to a {@code SELECT} as a Parquet file. */
    void exportParquet(String select, Path to) throws IOException {
        use(new Use() {
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

    private void use(Use use) throws IOException {
        if (server != null) {
            use.remotely(new RemoteDatabase(server));
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<RecordingFolder.Access> recording = folder.access();
            if (recording.isPresent()) {
                use.remotely(new RemoteDatabase(
                        recording.get().consolePort(), recording.get().password()));
                return;
            }
            try (Database database = EmbeddedDatabase.open(DatabaseSettings.in(folder.database()), List.of())) {
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
