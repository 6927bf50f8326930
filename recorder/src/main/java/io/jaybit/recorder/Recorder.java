package io.jaybit.recorder;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.AccountTables;
import io.jaybit.recorder.database.AuditTable;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.database.VenueTables;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogEvent;
import io.jaybit.recorder.log.RawLogStatus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long CLOSE_PATIENCE_MILLIS = 600_000;

    /** What follows the log. */
    private record Following(Database database, DatabaseFeed feed) {}

    private final RecordingFolder folder;
    private final RawLog log;
    private final Consumer<String> messages;
    private final Thread thread;
    private final CompletableFuture<Following> following = new CompletableFuture<>();
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
        this.thread = new Thread(() -> follow(settings, decoders, ownDecoder, replies), "recorder-database");
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
        FeedPosition before = new FeedPosition.File(settings.folder().position()).read();
        RawLog log = RawLog.open(settings.folder().log(), settings.log(), event -> messages.accept(text(event)));
        return new Recorder(
                settings,
                log,
                before.sequence() == 0 ? OptionalLong.empty() : OptionalLong.of(before.epochNanos()),
                decoders,
                ownDecoder,
                replies,
                messages);
    }

    private Following openDatabase(
            RecorderSettings settings,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies)
            throws IOException {
        if (!Database.isIn(folder.database())) {
            // Somebody moved it away: what was in it is not in the new one.
            Files.deleteIfExists(folder.position());
        }
        Database database = Database.open(
                DatabaseSettings.in(folder.database())
                        .withPorts(settings.postgresPort(), settings.consolePort(), folder.password()),
                tables());
        boolean done = false;
        try {
            DatabaseFeed feed =
                    new DatabaseFeed(folder, database, settings.plan(), decoders, ownDecoder, replies, messages);
            folder.announce(new RecordingFolder.Access(
                    ProcessHandle.current().pid(), database.consolePort(), database.postgresPort(), folder.password()));
            done = true;
            return new Following(database, feed);
        } finally {
            if (!done) {
                database.close();
            }
        }
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
     * The database, once it is open; waits for that.
     *
     * @throws IOException if it cannot be opened
     */
    public Database database() throws IOException {
        try {
            return following.get().database();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was opened", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), cause);
        }
    }

    public RecorderStatus status() {
        RawLogStatus written = log.status();
        if (!following.isDone() || following.isCompletedExceptionally()) {
            return new RecorderStatus(written, 0, 0, 0, 0, failure);
        }
        Following now = following.join();
        long sequence = now.feed().sequence();
        long behind = sequence >= written.flushed() ? 0 : Math.max(0, now.feed().behindNanos());
        return new RecorderStatus(
                written,
                sequence,
                behind,
                now.database().appended(),
                now.database().refused(),
                failure);
    }

    private void follow(
            RecorderSettings settings,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies) {
        try {
            Following now = openDatabase(settings, decoders, ownDecoder, replies);
            following.complete(now);
            while (true) {
                // Asked before: what is written meanwhile is taken in the last turn.
                boolean last = ending;
                boolean more = now.feed().pump(System.nanoTime(), System.currentTimeMillis() * 1_000_000);
                if (!more && last) {
                    return;
                }
                if (!more) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException | RuntimeException failed) {
            failure = String.valueOf(failed.getMessage());
            following.completeExceptionally(failed);
            messages.accept("THE DATABASE IS NOT FILLED: " + failure
                    + "; the log goes on, and the rows are made when the recording is begun again. If the database is damaged,"
                    + " move " + folder.database() + " away before, and all rows are made again from the log");
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
        if (!following.isDone() || following.isCompletedExceptionally()) {
            return;
        }
        Following last = following.join();
        try {
            last.feed().close();
        } finally {
            last.database().close();
            folder.withdraw();
        }
    }
}
