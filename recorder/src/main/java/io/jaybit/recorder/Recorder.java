package io.jaybit.recorder;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.InputSink;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.AccountTables;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogEvent;
import io.jaybit.recorder.log.RawLogStatus;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records what a client takes in: everything into the raw log, and from the log rows into the database, which can be asked meanwhile. Safe for any
 * thread.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.open(RecorderSettings.in(folder), Decoders::decoder, Decoders::decoder, System.err::println);
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

    private final RecordingFolder folder;
    private final RawLog log;
    private final Database database;
    private final DatabaseFeed feed;
    private final Thread thread;
    private final Consumer<String> messages;
    private volatile boolean ending;
    private volatile String failure = "";
    private boolean closed;

    private Recorder(
            RecordingFolder folder, RawLog log, Database database, DatabaseFeed feed, Consumer<String> messages) {
        this.folder = folder;
        this.log = log;
        this.database = database;
        this.feed = feed;
        this.messages = messages;
        this.thread = new Thread(this::follow, "recorder-database");
        thread.setDaemon(true);
    }

    /**
     * Begins a recording, or goes on with one; the database is brought level with the log meanwhile.
     *
     * @param decoders makes a decoder of public frames
     * @param ownDecoder makes the one of private frames
     * @param messages is told, in words, what happens to the recording; on threads of its own
     * @throws IOException if the folder cannot be used, or another process records there
     */
    public static Recorder open(
            RecorderSettings settings,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            Consumer<String> messages)
            throws IOException {
        RecordingFolder folder = settings.folder();
        List<Closeable> opened = new ArrayList<>();
        boolean done = false;
        try {
            folder.make();
            RawLog log = RawLog.open(folder.log(), settings.log(), event -> messages.accept(text(event)));
            opened.add(log);
            Database database = Database.open(
                    DatabaseSettings.in(folder.database())
                            .withPorts(settings.postgresPort(), settings.consolePort(), folder.password()),
                    tables());
            opened.add(database::close);
            DatabaseFeed feed = new DatabaseFeed(folder, database, settings.plan(), decoders, ownDecoder, messages);
            opened.add(feed);
            Recorder recorder = new Recorder(folder, log, database, feed, messages);
            folder.announce(new RecordingFolder.Access(
                    ProcessHandle.current().pid(), database.consolePort(), database.postgresPort(), folder.password()));
            recorder.thread.start();
            done = true;
            return recorder;
        } finally {
            if (!done) {
                for (int i = opened.size() - 1; i >= 0; i--) {
                    opened.get(i).close();
                }
            }
        }
    }

    private static List<Table<?>> tables() {
        List<Table<?>> all = new ArrayList<>(MarketTables.ALL);
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

    public Database database() {
        return database;
    }

    public RecorderStatus status() {
        RawLogStatus written = log.status();
        long sequence = feed.sequence();
        long behind = sequence >= written.flushed() ? 0 : Math.max(0, feed.behindNanos());
        return new RecorderStatus(written, sequence, behind, database.appended(), database.refused(), failure);
    }

    private void follow() {
        try {
            while (true) {
                // Asked before: what is written meanwhile is taken in the last turn.
                boolean last = ending;
                boolean more = feed.pump(System.nanoTime(), System.currentTimeMillis() * 1_000_000);
                if (!more && last) {
                    return;
                }
                if (!more) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException | RuntimeException failed) {
            failure = String.valueOf(failed.getMessage());
            messages.accept("THE DATABASE IS NOT FILLED ANY MORE: " + failure
                    + "; the log goes on, and the rows are made when the recording is begun again");
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
            feed.close();
        } finally {
            database.close();
            folder.withdraw();
        }
    }
}
