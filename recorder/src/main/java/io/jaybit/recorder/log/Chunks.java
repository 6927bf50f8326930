package io.jaybit.recorder.log;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks between those who hand in inputs and the one thread that writes. A monitor: safe for any thread; nobody who holds it waits for
 * the disk.
 *
 * <p>Where there is no room, inputs are lost and counted. Recording goes on once a quarter of the memory is free, so that a disk that is too
 * slow makes few long gaps instead of many short ones; the record of the loss comes first then.
 */
final class Chunks {
    /** What the journal takes. */
    private static final int MAX_RECORD = 16 << 20;

    private final int chunkBytes;
    private final long memoryBytes;
    private final Times times;
    private final Consumer<RawLogEvent> events;
    private final ArrayDeque<Chunk> free = new ArrayDeque<>();
    private final ArrayDeque<Chunk> full = new ArrayDeque<>();
    private @Nullable Chunk current;
    private long allocated;
    private long waitingBytes;

    private long lost;
    private long lostFrom;
    private long lostTo;
    private String lostReason = "";
    private long dropped;
    private @Nullable String diskFailure;
    private boolean closed;

    /** @param events is called while the monitor is held */
    Chunks(RawLogOptions options, Times times, Consumer<RawLogEvent> events) {
        this.chunkBytes = options.chunkBytes();
        this.memoryBytes = options.memoryBytes();
        this.times = times;
        this.events = events;
    }

    /**
     * Begins the record of an input, or loses it. To be filled before the monitor is given up.
     *
     * @return takes {@code payload} bytes; null if it is lost
     */
    synchronized @Nullable ByteBuffer begin(RecordKind kind, long epochNanos, long nanos, int payload) {
        return closed ? null : put(kind, epochNanos, nanos, payload);
    }

    private @Nullable ByteBuffer put(RecordKind kind, long epochNanos, long nanos, int payload) {
        if (lost > 0 && !resumed()) {
            lose(epochNanos);
            return null;
        }
        int size = Chunk.size(payload);
        Chunk chunk = size > MAX_RECORD ? null : chunkFor(size);
        if (chunk == null) {
            lostReason = whyNoRoom(size);
            lostFrom = epochNanos;
            lose(epochNanos);
            events.accept(new RawLogEvent.Paused(lostReason, epochNanos));
            return null;
        }
        waitingBytes += size;
        return chunk.begin(kind, epochNanos, nanos, payload);
    }

    private String whyNoRoom(int size) {
        if (size > MAX_RECORD || size > memoryBytes) {
            return "an input of " + size + " bytes is longer than a record can be, "
                    + Math.min(MAX_RECORD, memoryBytes);
        }
        String failure = diskFailure;
        return failure == null ? "the disk is too slow: " + waitingBytes + " bytes wait for it" : failure;
    }

    private void lose(long epochNanos) {
        lost++;
        dropped++;
        lostTo = epochNanos;
    }

    /** The chunk in which there is room for a record; null if there is none. */
    private @Nullable Chunk chunkFor(int size) {
        Chunk chunk = current;
        if (chunk != null && chunk.hasRoom(size)) {
            return chunk;
        }
        if (chunk != null) {
            hand(chunk);
        }
        current = take(size);
        return current;
    }

    private void hand(Chunk chunk) {
        full.add(chunk);
        current = null;
        notifyAll();
    }

    private @Nullable Chunk take(int size) {
        Chunk recycled = size <= chunkBytes ? free.poll() : null;
        if (recycled != null) {
            return recycled;
        }
        // A record longer than a chunk gets one of its own, for which others may have to go.
        int bytes = Math.max(size, chunkBytes);
        while (allocated + bytes > memoryBytes && free.poll() != null) {
            allocated -= chunkBytes;
        }
        if (allocated + bytes > memoryBytes) {
            return null;
        }
        allocated += bytes;
        return new Chunk(bytes);
    }

    /** Writes the record of what was lost, if there is room for it and for more. */
    private boolean resumed() {
        long room = memoryBytes - allocated + (long) free.size() * chunkBytes;
        if (room < memoryBytes / 4) {
            return false;
        }
        Loss loss = new Loss(lost, lostFrom, lostTo, lostReason);
        int size = Chunk.size(loss.payload());
        Chunk chunk = chunkFor(size);
        if (chunk == null) {
            return false;
        }
        long now = times.epochNanos();
        waitingBytes += size;
        loss.putInto(chunk.begin(RecordKind.LOST, now, times.nanos(), loss.payload()));
        lost = 0;
        events.accept(new RawLogEvent.Resumed(loss, now));
        return true;
    }

    /**
     * The next chunk to be written.
     *
     * @param begun whether the one that is being filled is wanted too
     */
    synchronized @Nullable Chunk next(boolean begun) {
        if (lost > 0) {
            resumed();
        }
        Chunk next = full.poll();
        if (next == null && begun && current != null) {
            next = current;
            current = null;
        }
        return next;
    }

    /** Gives back a chunk that is written. */
    synchronized void recycle(Chunk chunk, int bytes) {
        waitingBytes -= bytes;
        if (chunk.capacity() == chunkBytes) {
            chunk.clear();
            free.push(chunk);
        } else {
            allocated -= chunk.capacity();
        }
    }

    /** @param reason null when it works again */
    synchronized void diskFails(@Nullable String reason) {
        diskFailure = reason;
    }

    /** Waits until a chunk is full, or a time has passed, or {@link #close}. */
    synchronized void await(long nanos, boolean unlessFull) throws InterruptedException {
        long deadline = times.nanos() + nanos;
        long left = nanos;
        while (left > 0 && !closed && !(unlessFull && !full.isEmpty())) {
            // rounded up, lest the last part of a millisecond be spent turning in circles
            wait(left / 1_000_000 + 1);
            left = deadline - times.nanos();
        }
    }

    /** Takes no more inputs, and wakes who waits. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Adds the record of the clean end. False if there is no room for it. */
    synchronized boolean end() {
        return put(RecordKind.CLOSED, times.epochNanos(), times.nanos(), 0) != null;
    }

    /** How many records are in the chunks that nobody has taken yet. */
    synchronized long waitingRecords() {
        Chunk begun = current;
        return full.stream().mapToLong(Chunk::records).sum() + (begun == null ? 0 : begun.records());
    }

    synchronized RawLogStatus status(long flushed) {
        return new RawLogStatus(flushed, waitingBytes, dropped, lost > 0, diskFailure);
    }
}
