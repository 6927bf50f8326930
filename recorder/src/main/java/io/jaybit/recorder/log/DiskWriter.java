package io.jaybit.recorder.log;

import io.jaybit.journal.Damage;
import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes chunks to the journal, again and again where the disk fails. One thread repeats {@link #doWork}; a monitor, as {@link #delete} comes
 * from another one.
 */
final class DiskWriter {
    /** How the journal is opened, at the beginning and after a failed force. */
    @FunctionalInterface
    interface Source {
        Journal open() throws JournalException;
    }

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Source source;
    private final Chunks chunks;
    private final Times times;
    private final Consumer<RawLogEvent> events;
    private final long intervalNanos;
    private final boolean sync;

    /** Null when it has to be opened again, and after the end. */
    private @Nullable Journal journal;

    private boolean closed;
    private @Nullable Chunk begun;
    /** What has to be told in the log before anything else. */
    private @Nullable Loss owed;

    /** Since 1970, of the file that is written to; {@code Long.MIN_VALUE} before its first record. */
    private long hour = Long.MIN_VALUE;

    private long appended;
    private long appendedEpochNanos;
    private long syncedEpochNanos;
    private long flushedAtNanos;
    private boolean failing;
    private long retryAtNanos;
    private volatile long flushed;
    private volatile long openSegment;

    DiskWriter(Source source, RawLogOptions options, Chunks chunks, Times times, Consumer<RawLogEvent> events)
            throws JournalException {
        this.source = source;
        this.chunks = chunks;
        this.times = times;
        this.events = events;
        this.intervalNanos = options.flushInterval().toNanos();
        this.sync = options.sync();
        this.flushedAtNanos = times.nanos();
        Journal opened = open();
        this.appended = opened.lastSequence();
        this.flushed = appended;
        this.appendedEpochNanos = times.epochNanos();
        this.syncedEpochNanos = appendedEpochNanos;
        this.journal = opened;
    }

    private Journal open() throws JournalException {
        Journal opened = source.open();
        boolean ready = false;
        try {
            if (opened.opening().cutBytes() > 0) {
                note("the last record was torn, " + opened.opening().cutBytes() + " bytes were cut off");
            }
            for (Damage damage : opened.opening().damage()) {
                note(damage.toString());
            }
            opened.opening().notes().forEach(this::note);
            // A file of its own for each run: what a crash did to the one before can no longer meet what is written
            // now.
            opened.roll();
            hour = Long.MIN_VALUE;
            ready = true;
            return opened;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
    }

    private void note(String text) {
        events.accept(new RawLogEvent.Noted(text, times.epochNanos()));
    }

    /** Number of the last record that a crash does not cost. */
    long flushed() {
        return flushed;
    }

    /** First number of the file that is written to; 0 before there is one of this run. */
    long openSegment() {
        return openSegment;
    }

    boolean isFailing() {
        return failing;
    }

    /**
     * Writes what is full, and what is begun when the interval is over.
     *
     * @return nanoseconds until the next call is due at the latest
     */
    synchronized long doWork(long nowNanos) {
        if (failing && nowNanos - retryAtNanos < 0) {
            return retryAtNanos - nowNanos;
        }
        boolean due = failing || nowNanos - flushedAtNanos >= intervalNanos;
        try {
            write(due);
            if (due) {
                flushedAtNanos = nowNanos;
            }
            if (failing) {
                failing = false;
                chunks.diskFails(null);
                events.accept(new RawLogEvent.DiskWorks(times.epochNanos()));
            }
            return Math.max(0, flushedAtNanos + intervalNanos - nowNanos);
        } catch (JournalException | RuntimeException e) {
            retryAtNanos = nowNanos + RETRY_NANOS;
            String reason = e instanceof JournalException ? String.valueOf(e.getMessage()) : e.toString();
            chunks.diskFails(reason);
            if (!failing) {
                failing = true;
                events.accept(new RawLogEvent.DiskFailing(reason, times.epochNanos()));
            }
            return RETRY_NANOS;
        }
    }

    /** Writes what there is without waiting for the interval to end. */
    synchronized void flush(long nowNanos) {
        flushedAtNanos = nowNanos - intervalNanos;
        doWork(nowNanos);
    }

    private void write(boolean due) throws JournalException {
        Journal target = usable();
        Loss loss = owed;
        if (loss != null) {
            append(loss, target);
            owed = null;
        }
        Chunk chunk = begun == null ? chunks.next(due) : begun;
        while (chunk != null) {
            begun = chunk;
            int bytes = append(chunk, target);
            begun = null;
            chunks.recycle(chunk, bytes);
            chunk = chunks.next(due);
        }
        target.flush();
        if (!sync) {
            flushed = appended;
        } else if (due && flushed < appended) {
            target.sync();
            flushed = appended;
            syncedEpochNanos = appendedEpochNanos;
        }
        OptionalLong open = target.openSegment();
        if (hour != Long.MIN_VALUE && open.isPresent()) {
            openSegment = open.getAsLong();
        }
    }

    private Journal usable() throws JournalException {
        Journal now = journal;
        if (now != null && !now.isBroken()) {
            return now;
        }
        journal = null;
        if (now != null) {
            now.close();
        }
        Journal opened = open();
        journal = opened;
        long missing = appended - opened.lastSequence();
        if (missing > 0) {
            // The disk lost what it had taken.
            appended = opened.lastSequence();
            flushed = Math.min(flushed, appended);
            owed = new Loss(
                    missing,
                    syncedEpochNanos,
                    appendedEpochNanos,
                    "the disk failed and did not keep what it had taken");
        }
        return opened;
    }

    private void append(Loss loss, Journal target) throws JournalException {
        Chunk chunk = new Chunk(Chunk.size(loss.payload()));
        loss.putInto(chunk.begin(RecordKind.LOST, times.epochNanos(), times.nanos(), loss.payload()));
        chunk.writeTo(target);
        appended++;
        events.accept(new RawLogEvent.Resumed(loss, times.epochNanos()));
    }

    /** @return how many bytes the chunk held */
    private int append(Chunk chunk, Journal target) throws JournalException {
        while (!chunk.isWritten()) {
            rollWithTheHour(chunk.epochNanos(), target);
            appendedEpochNanos = chunk.epochNanos();
            chunk.writeTo(target);
            appended++;
        }
        return chunk.filled();
    }

    private void rollWithTheHour(long epochNanos, Journal target) throws JournalException {
        long now = Math.floorDiv(epochNanos, HOUR_NANOS);
        if (now == hour) {
            return;
        }
        // Threads that meet at the turn of the hour may come a little out of order: no new file for the hour just over.
        if (now > hour || now < hour - 1) {
            if (hour != Long.MIN_VALUE) {
                target.roll();
            }
            hour = now;
        }
    }

    /** Deletes a file that is full. */
    synchronized void delete(Path file) throws IOException {
        if (closed) {
            throw new IOException("the recording is closed");
        }
        usable().delete(file);
    }

    /**
     * Writes all that waits and the record of the clean end, on the disk.
     *
     * @throws JournalException if that is not possible; the journal is closed all the same
     */
    synchronized void close() throws JournalException {
        try {
            write(true);
            boolean ended = chunks.end();
            write(true);
            usable().sync();
            flushed = appended;
            if (!ended) {
                throw new IllegalStateException("no room for the last record, though all is written");
            }
        } finally {
            abandon();
        }
    }

    /** How many records of this run a crash would cost now. */
    synchronized long unflushed() {
        Chunk partly = begun;
        return appended - flushed + chunks.waitingRecords() + (partly == null ? 0 : partly.records());
    }

    /** Gives up a journal to which nothing was appended. */
    synchronized void abandon() throws JournalException {
        closed = true;
        Journal now = journal;
        journal = null;
        if (now != null) {
            now.close();
        }
    }
}
