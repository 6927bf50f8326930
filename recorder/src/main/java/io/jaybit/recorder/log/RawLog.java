package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import io.jaybit.journal.Durability;
import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalOptions;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records everything that a client takes in, in the order in which it is handed in. Safe for any thread: inputs are put into memory and never
 * wait for the disk; a thread of its own writes them, another compresses what is full, and a third one tells what happens.
 *
 * <p>The disk may be full, slow or broken. Inputs wait in memory then, as far as that goes, and are dropped and counted beyond; the count and
 * the time stand in the log in their place, and the listener is told at once. Nothing of that disturbs who hands in.
 *
 * <p>What was handed in is kept for good, as far as a crash of the process is concerned, once its record's number is at most {@link #flushed}:
 * {@link RawLogOptions#flushInterval} later, usually.
 */
public final class RawLog implements InputSink, Closeable {
    private static final int JOURNAL_BUFFER = 256 << 10;
    private static final byte[] NOTHING = new byte[0];
    private static final long TIDY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Times times;
    private final Chunks chunks;
    private final DiskWriter writer;
    private final Janitor janitor;
    private final Announcer announcer;
    private @Nullable Thread writing;
    private @Nullable Thread tidying;
    private volatile boolean stopping;
    private boolean closed;

    private RawLog(Path directory, RawLogOptions options, DiskWriter.Source source, Times times, Announcer announcer)
            throws IOException {
        this.times = times;
        this.announcer = announcer;
        this.chunks = new Chunks(options, times, announcer);
        this.writer = new DiskWriter(source, options, chunks, times, announcer);
        boolean ready = false;
        try {
            this.janitor = new Janitor(directory, writer, options, times, announcer);
            record(RecordKind.STARTED, RunStarted.now().text(), times.epochNanos(), times.nanos());
            ready = true;
        } finally {
            if (!ready) {
                writer.abandon();
            }
        }
    }

    /**
     * Begins a recording in a directory, or goes on with one.
     *
     * @param listener is told what happens to the recording, on a thread of its own
     * @throws IOException if another process records there (the text has its PID), or files cannot be read or written
     */
    public static RawLog open(Path directory, RawLogOptions options, Consumer<RawLogEvent> listener)
            throws IOException {
        return open(directory, options, journal(directory, options), listener);
    }

    static RawLog open(Path directory, RawLogOptions options, DiskWriter.Source source, Consumer<RawLogEvent> listener)
            throws IOException {
        Announcer announcer = Announcer.onItsThread(listener);
        RawLog opened = null;
        try {
            opened = new RawLog(directory, options, source, Times.SYSTEM, announcer);
            opened.start();
            return opened;
        } finally {
            if (opened == null) {
                announcer.close();
            }
        }
    }

    /** Without threads: {@link #doWork} does all that they would. For tests in virtual time. */
    static RawLog byHand(
            Path directory,
            RawLogOptions options,
            DiskWriter.Source source,
            Times times,
            Consumer<RawLogEvent> listener)
            throws IOException {
        return new RawLog(directory, options, source, times, Announcer.atOnce(listener));
    }

    private static DiskWriter.Source journal(Path directory, RawLogOptions options) {
        JournalOptions journal = journalOptions(options);
        return () -> Journal.open(directory, journal);
    }

    static JournalOptions journalOptions(RawLogOptions options) {
        return new JournalOptions(Durability.BUFFERED, options.segmentBytes(), JOURNAL_BUFFER);
    }

    private void start() {
        // So that a run leaves a trace however soon it dies.
        writer.flush(times.nanos());
        Thread tidier = new Thread(this::tidy, "recorder-files");
        Thread disk = new Thread(() -> write(tidier), "recorder-disk");
        tidier.setDaemon(true);
        disk.setDaemon(true);
        tidying = tidier;
        writing = disk;
        tidier.start();
        disk.start();
    }

    private void write(Thread tidier) {
        long open = 0;
        String end = "its thread has ended";
        try {
            while (!stopping) {
                long wait = writer.doWork(times.nanos());
                if (writer.openSegment() != open) {
                    open = writer.openSegment();
                    LockSupport.unpark(tidier);
                }
                chunks.await(wait, !writer.isFailing());
            }
        } catch (InterruptedException e) {
            end = "its thread was interrupted";
        } finally {
            // Only of interest if nobody wanted it to end.
            chunks.diskFails(end);
        }
    }

    private void tidy() {
        while (!stopping) {
            janitor.doWork();
            LockSupport.parkNanos(TIDY_NANOS);
        }
    }

    /** What the threads do; see {@link #byHand}. */
    void doWork(long nowNanos) {
        writer.doWork(nowNanos);
        janitor.doWork();
    }

    @Override
    public void onFrame(Frame frame) {
        int length = frame.length();
        synchronized (chunks) {
            ByteBuffer record = chunks.begin(
                    RecordKind.FRAME, frame.receivedEpochNanos(), frame.receivedNanos(), Integer.BYTES + 1 + length);
            if (record != null) {
                record.putInt(frame.connectionId())
                        .put(ChannelCode.of(frame.channel()))
                        .put(frame.bytes(), frame.offset(), length);
            }
        }
    }

    @Override
    public void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {
        byte[] bytes = bytes(text);
        synchronized (chunks) {
            ByteBuffer record = chunks.begin(RecordKind.SENT, epochNanos, nanos, Integer.BYTES + 1 + bytes.length);
            if (record != null) {
                record.putInt(connectionId).put(ChannelCode.of(channel)).put(bytes);
            }
        }
    }

    /** Records it, unless it is what a line finds out by itself again, or what went wrong in a callback. */
    @Override
    public void onNotice(Notice notice, long nanos) {
        String text = NoticeText.write(notice);
        if (text != null) {
            record(RecordKind.NOTICE, text, notice.epochNanos(), nanos);
        }
    }

    @Override
    public void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {
        Fields.Line line = new Fields.Line().add(topic).add(reason.name());
        record(RecordKind.INVALIDATED, line.toString(), epochNanos, nanos);
    }

    @Override
    public void onForgotten(Topic topic, long epochNanos, long nanos) {
        record(RecordKind.FORGOTTEN, new Fields.Line().add(topic).toString(), epochNanos, nanos);
    }

    @Override
    public void onTimer(long epochNanos, long nanos) {
        record(RecordKind.TIMER, NOTHING, epochNanos, nanos);
    }

    @Override
    public void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {
        synchronized (chunks) {
            ByteBuffer record = chunks.begin(RecordKind.CLOCK, epochNanos, nanos, 2 * Long.BYTES);
            if (record != null) {
                record.putLong(offsetNanos).putLong(errorNanos);
            }
        }
    }

    @Override
    public void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {
        record(RecordKind.FULL_SNAPSHOT, SnapshotText.write(snapshot), epochNanos, nanos);
    }

    @Override
    public void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {
        record(RecordKind.FULL_SNAPSHOT_FAILED, new Fields.Line().add(topic).toString(), epochNanos, nanos);
    }

    @Override
    public void onRequest(long id, String request, long epochNanos, long nanos) {
        byte[] bytes = bytes(request);
        synchronized (chunks) {
            ByteBuffer record = chunks.begin(RecordKind.REQUEST, epochNanos, nanos, Long.BYTES + bytes.length);
            if (record != null) {
                record.putLong(id).put(bytes);
            }
        }
    }

    @Override
    public void onReply(long id, int status, String text, long epochNanos, long nanos) {
        byte[] bytes = bytes(text);
        synchronized (chunks) {
            ByteBuffer record =
                    chunks.begin(RecordKind.REPLY, epochNanos, nanos, Long.BYTES + Integer.BYTES + bytes.length);
            if (record != null) {
                record.putLong(id).putInt(status).put(bytes);
            }
        }
    }

    private void record(RecordKind kind, String text, long epochNanos, long nanos) {
        record(kind, bytes(text), epochNanos, nanos);
    }

    private void record(RecordKind kind, byte[] content, long epochNanos, long nanos) {
        synchronized (chunks) {
            ByteBuffer record = chunks.begin(kind, epochNanos, nanos, content.length);
            if (record != null) {
                record.put(content);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Number of the last record that a crash of the process does not cost; with {@link RawLogOptions#sync}, the loss of power neither. */
    public long flushed() {
        return writer.flushed();
    }

    public RawLogStatus status() {
        return chunks.status(writer.flushed());
    }

    /**
     * Deletes full files all of whose records are older, oldest first. May wait while one is being compressed.
     *
     * @return how many
     */
    public int deleteOlderThan(Duration age) throws IOException {
        return janitor.deleteOlderThan(age);
    }

    /**
     * Deletes full files, oldest first, until all together, the open one included, have at most so many bytes or only the open one is left. May
     * wait while one is being compressed.
     *
     * @return how many
     */
    public int keepAtMost(long bytes) throws IOException {
        return janitor.keepAtMost(bytes);
    }

    /**
     * Ends the recording: takes no more inputs, writes what waits, and has all of it on the disk. What is handed in later is ignored.
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
        stopping = true;
        chunks.close();
        janitor.stop();
        join(writing);
        join(tidying);
        try {
            writer.close();
        } catch (IOException e) {
            throw new IOException(
                    "the recording could not be ended, its last " + writer.unflushed() + " records are lost: "
                            + e.getMessage(),
                    e);
        } finally {
            announcer.close();
        }
    }

    private static void join(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            LockSupport.unpark(thread);
            try {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
