package io.jaybit.recorder;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.AccountTables;
import io.jaybit.recorder.database.AuditTable;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.ServerDatabase;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.database.VenueTables;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogEvent;
import io.jaybit.recorder.log.RawLogStatus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records what a client takes in: everything into the raw log, and from the log rows into the database, which can be asked meanwhile. Safe for any
 * thread.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.open(
 *                 RecorderSettings.in(folder), Decoders::decoder, Decoders::decoder, Decoders.replies(), System.err::println);
 *         Bybit bybit = Bybit.builder().inputs(recorder.inputs()).build()) {
 *     bybit.linear().trades("BTCUSDT", trade -> {});
 *     …
 * }
 * }</pre>
 *
 * <p>What could not become a row, because the database failed, stands in the log, and becomes one when the recording goes on.
 */
public final class Recorder implements Closeable {
    private static final long CLOSE_PATIENCE_MILLIS = 600_000;

    private final RecordingFolder folder;
    private final RawLog log;
    private final Consumer<String> messages;
    private final Thread thread;
    /** What helps where the database cannot be filled. */
    private final String advice;

    private final Follower follower;
    private final CompletableFuture<EmbeddedDatabase> embedded = new CompletableFuture<>();
    private final OptionalLong continuesFrom;
    private volatile boolean ending;
    private volatile String failure = "";
    private boolean closed;

    private Recorder(
            RecorderSettings settings,
            RawLog log,
            OptionalLong continuesFrom,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies,
            Consumer<String> messages) {
        this.folder = settings.folder();
        this.log = log;
        this.continuesFrom = continuesFrom;
        this.messages = messages;
        this.follower =
                new Follower(() -> openDatabase(settings, decoders, ownDecoder, replies), log::flushed, messages);
        this.advice = settings.server() != null
                ? ""
                : ". If the database is damaged, move " + folder.database()
                        + " away before, and all rows are made again from the log";
        this.thread = new Thread(this::follow, "recorder-database");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins a recording, or goes on with one. What is taken in is recorded from here on; the database opens meanwhile, see {@link #database}, and
     * is brought level with the log.
     *
     * @param decoders makes a decoder of public frames
     * @param ownDecoder makes the one of private frames
     * @param replies reads what the venue answered to requests for what was missed
     * @param messages is told, in words, what happens to the recording; on threads of its own
     * @throws IOException if the folder cannot be used, or another process records there
     */
    public static Recorder open(
            RecorderSettings settings,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies,
            Consumer<String> messages)
            throws IOException {
        settings.folder().make();
        DatabaseAddress server = settings.server();
        settings.folder().rememberServer(server);
        OptionalLong before = before(settings.folder(), messages);
        RawLog log = RawLog.open(settings.folder().log(), settings.log(), event -> messages.accept(text(event)));
        return new Recorder(settings, log, before, decoders, ownDecoder, replies, messages);
    }

    /** Up to when there are rows, or were made for a server. */
    private static OptionalLong before(RecordingFolder folder, Consumer<String> messages) throws IOException {
        FeedPosition position = new FeedPosition.File(folder.position()).read();
        SavedState saved = new SavedStates(folder, messages).upTo(Long.MAX_VALUE);
        long latest = Math.max(position.epochNanos(), saved == null ? 0 : saved.epochNanos());
        return latest == 0 ? OptionalLong.empty() : OptionalLong.of(latest);
    }

    private Follower.Following openDatabase(
            RecorderSettings settings,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies)
            throws IOException {
        DatabaseAddress server = settings.server();
        Database database = server == null ? openEmbedded(settings) : openServer(server);
        boolean done = false;
        try {
            KeptPosition position = new KeptPosition(
                    server == null
                            ? new FeedPosition.File(folder.position())
                            : new ServerPosition(database, folder.id()));
            DatabaseFeed feed = new DatabaseFeed(
                    folder, database, position, settings.plan(), decoders, ownDecoder, replies, messages);
            if (database instanceof EmbeddedDatabase here) {
                folder.announce(new RecordingFolder.Access(
                        ProcessHandle.current().pid(), here.consolePort(), here.postgresPort(), folder.password()));
                embedded.complete(here);
            }
            done = true;
            return new Follower.Following(database, feed, position);
        } finally {
            if (!done) {
                database.close();
            }
        }
    }

    private Database openEmbedded(RecorderSettings settings) throws IOException {
        if (!EmbeddedDatabase.isIn(folder.database())) {
            // Somebody moved it away: what was in it is not in the new one.
            Files.deleteIfExists(folder.position());
        }
        return EmbeddedDatabase.open(
                DatabaseSettings.in(folder.database())
                        .withPorts(settings.postgresPort(), settings.consolePort(), folder.password()),
                tables());
    }

    private static Database openServer(DatabaseAddress address) throws IOException {
        List<Table<?>> all = new ArrayList<>(tables());
        all.add(ServerPosition.TABLE);
        return ServerDatabase.open(address, all);
    }

    private static List<Table<?>> tables() {
        List<Table<?>> all = new ArrayList<>(MarketTables.ALL);
        all.addAll(VenueTables.ALL);
        all.add(AuditTable.AUDITS);
        all.addAll(AccountTables.ALL);
        return all;
    }

    private static String text(RawLogEvent event) {
        if (event instanceof RawLogEvent.DiskFailing failing) {
            return "THE DISK FAILS: " + failing.reason()
                    + "; what comes waits in memory and is tried again every second";
        } else if (event instanceof RawLogEvent.Paused paused) {
            return "RECORDING PAUSES: " + paused.reason() + "; what comes now is lost, and counted";
        } else if (event instanceof RawLogEvent.Resumed resumed) {
            return "recording goes on; lost are " + resumed.loss().count() + " inputs from "
                    + instant(resumed.loss().fromEpochNanos()) + " to "
                    + instant(resumed.loss().toEpochNanos()) + " ("
                    + resumed.loss().reason() + ")";
        } else if (event instanceof RawLogEvent.DiskWorks) {
            return "the disk works again";
        } else if (event instanceof RawLogEvent.Noted noted) {
            return noted.text();
        }
        return event.toString();
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochMilli(epochNanos / 1_000_000);
    }

    /** Takes what a client takes in, from its beginning: {@code BybitBuilder.inputs}. */
    public InputSink inputs() {
        return log;
    }

    public RawLog log() {
        return log;
    }

    /** Up to when an earlier run's rows are in the database, if this one goes on with its recording: wall clock, epoch nanoseconds. */
    public OptionalLong continuesFrom() {
        return continuesFrom;
    }

    /**
     * The embedded database, once it is open; waits for that.
     *
     * @throws IOException if it cannot be opened
     */
    public EmbeddedDatabase database() throws IOException {
        try {
            return embedded.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was opened", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * Deletes hours of the log whose records are all older than this, as far as they have become rows: nothing while the database is away.
     *
     * @return how many files were deleted
     * @throws IOException if a file cannot be deleted
     */
    public int deleteLogOlderThan(Duration age) throws IOException {
        boolean level = !follower.isAway() && status().behindNanos() < age.toNanos();
        return level ? log.deleteOlderThan(age) : 0;
    }

    /**
     * Deletes the whole days of rows that end before a time; not while the database is away.
     *
     * @param epochMillis of rows' times, UTC
     */
    public void deleteRowsBefore(long epochMillis) {
        Follower.Following now = follower.current();
        if (now == null) {
            return;
        }
        try {
            now.database().deleteDaysBefore(tables(), epochMillis);
        } catch (StatementFailure | IOException e) {
            messages.accept("old rows cannot be deleted now: " + e.getMessage());
        }
    }

    public RecorderStatus status() {
        RawLogStatus written = log.status();
        Follower.Following now = follower.current();
        long sequence = now == null ? 0 : now.feed().sequence();
        long behind = now == null || sequence >= written.flushed()
                ? 0
                : Math.max(0, now.feed().behindNanos());
        return new RecorderStatus(
                written,
                sequence,
                behind,
                follower.rows(),
                follower.refused(),
                follower.awayNanos(System.nanoTime()),
                follower.awayReason(),
                follower.recordsBehind(),
                failure);
    }

    private void follow() {
        try {
            while (true) {
                // Asked before: what is written meanwhile is taken in the last turn.
                boolean last = ending;
                long pause = follower.work(System.nanoTime(), System.currentTimeMillis() * 1_000_000);
                if (last && (pause > 0 || follower.isAway())) {
                    return;
                }
                if (pause > 0) {
                    LockSupport.parkNanos(pause);
                }
            }
        } catch (IOException | RuntimeException failed) {
            failure = String.valueOf(failed.getMessage());
            embedded.completeExceptionally(failed);
            messages.accept("THE DATABASE IS NOT FILLED: " + failure
                    + "; the log goes on, and the rows are made when the recording is begun again" + advice);
        }
    }

    /**
     * Ends the recording: what was taken in is on the disk and its rows in the database.
     *
     * @throws IOException if the disk does not take it; the text says how much is lost
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            log.close();
        } finally {
            closeDatabase();
        }
    }

    private void closeDatabase() throws IOException {
        ending = true;
        try {
            LockSupport.unpark(thread);
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (failure.isEmpty()) {
                follower.close();
            } else {
                follower.leave();
            }
        } finally {
            folder.withdraw();
        }
    }
}
