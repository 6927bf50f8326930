package io.jaybit.station.cli;

import io.jaybit.client.Decoders;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseAwayException;
import io.jaybit.recorder.database.PasswordRefusedException;
import io.jaybit.recorder.database.RemoteDatabase;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.log.RawLogOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a recording is kept, for how long and how safely, as typed. */
final class RecordStore {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--sync",
            description = "Have it on the disk every 200 ms, which only the loss of power makes worth while.")
    private boolean sync;

    @Option(
            names = "--save-every",
            paramLabel = "DURATION",
            description =
                    "How often what is known is saved beside the log, so that the next start need not read farther back. Default: 1m.")
    private @Nullable String saveEvery;

    @Option(names = "--keep-for", paramLabel = "AGE", description = "Delete the log of hours older than this: 7d, 36h.")
    private @Nullable String keepFor;

    @Option(
            names = "--keep-rows-for",
            paramLabel = "AGE",
            description = "Delete the database's whole days that are older than this: 90d.")
    private @Nullable String keepRowsFor;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "8812",
            description =
                    "Where the database speaks PostgreSQL, on this computer; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String postgresPort = "8812";

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Where the database's web console is; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String consolePort = "9000";

    Checked check(List<String> problems) {
        int postgres = ServeCommand.port("--postgres-port", postgresPort, problems);
        int console = ServeCommand.port("--console-port", consolePort, problems);
        RecordingFolder folder = data.folder();
        DatabaseAddress server = data.server(folder, problems);
        Duration saved = StreamOptions.duration("--save-every", saveEvery, problems);
        if (saved != null && saved.toMillis() < 1_000) {
            problems.add("--save-every: 1s is the least");
        }
        Duration kept = StreamOptions.duration("--keep-for", keepFor, problems);
        Duration rows = StreamOptions.duration("--keep-rows-for", keepRowsFor, problems);
        if (rows != null && rows.compareTo(Duration.ofDays(1)) < 0) {
            problems.add("--keep-rows-for: whole days are deleted, so 1d is the least");
        }
        Duration states = saved == null ? Duration.ofMinutes(1) : saved;
        return new Checked(folder, server, postgres, console, sync, states, kept, rows);
    }

    /** What was typed, checked. */
    record Checked(
            RecordingFolder folder,
            @Nullable DatabaseAddress server,
            int postgres,
            int console,
            boolean sync,
            Duration saveEvery,
            @Nullable Duration keepFor,
            @Nullable Duration keepRowsFor) {
        /**
         * Says where the rows go, if they went elsewhere or nobody said so now. A wrong password is told before anything is recorded; a server that is
         * away may come later.
         */
        void greet() throws IOException {
            String before = before();
            String now = server == null ? "" : server.toString();
            if (!before.equals(now) && !before.isEmpty()) {
                Messages.say("the rows went to " + before + ", which keeps those that it has; from now on they go "
                        + (server == null ? "into the folder's own database" : "to " + now)
                        + ", and those of before, too, as far as the log has them");
            } else if (server != null) {
                Messages.say("the rows go to " + now);
            }
            if (server == null) {
                return;
            }
            try {
                new RemoteDatabase(server).execute("SELECT 1");
            } catch (DatabaseAwayException away) {
                if (away.getCause() instanceof SSLException) {
                    throw away;
                }
                // The recorder says so, and tries again.
            } catch (PasswordRefusedException refused) {
                throw refused;
            } catch (StatementFailure | IOException refused) {
                throw Exit.connection(String.valueOf(refused.getMessage()));
            }
        }

        private String before() throws IOException {
            try {
                return folder.server("").map(DatabaseAddress::toString).orElse("");
            } catch (IllegalArgumentException unreadable) {
                return "";
            }
        }

        Recorder open(boolean deltas) throws IOException {
            RecorderSettings settings = RecorderSettings.in(folder)
                    .withLog(RawLogOptions.DEFAULT.withSync(sync))
                    .withPlan(FeedPlan.usual().withDeltas(deltas).withSaved(saveEvery))
                    .withPorts(postgres, console)
                    .withServer(server);
            return Recorder.open(settings, Decoders::decoder, Decoders::decoder, Decoders.replies(), Messages::say);
        }

        Tidying tidying(Recorder recorder) {
            return new Tidying(recorder, this);
        }
    }

    /** Deletes what is too old, from time to time. */
    static final class Tidying {
        private static final long LOG_MILLIS = Duration.ofMinutes(1).toMillis();
        private static final long ROWS_MILLIS = Duration.ofHours(1).toMillis();

        private final Recorder recorder;
        private final Checked kept;
        private long nextLog = LOG_MILLIS;
        private long nextRows;

        private Tidying(Recorder recorder, Checked kept) {
            this.recorder = recorder;
            this.kept = kept;
        }

        /** @param nowMillis since the recording began */
        void tidyIfDue(long nowMillis) throws IOException {
            Duration log = kept.keepFor();
            if (log != null && nowMillis >= nextLog) {
                nextLog = nowMillis + LOG_MILLIS;
                recorder.deleteLogOlderThan(log);
            }
            Duration rows = kept.keepRowsFor();
            if (rows != null && nowMillis >= nextRows) {
                nextRows = nowMillis + ROWS_MILLIS;
                recorder.deleteRowsBefore(Instant.now().minus(rows).toEpochMilli());
            }
        }
    }
}
