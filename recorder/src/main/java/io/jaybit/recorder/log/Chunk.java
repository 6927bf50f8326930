package io.jaybit.recorder.log;

import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalException;
import java.nio.ByteBuffer;

/** Records on their way to the journal, each with its length before it. Owned by who fills it, then by who writes it. */
final class Chunk {
    /** Kind, wall clock, monotonic clock. */
    static final int HEAD = 1 + Long.BYTES + Long.BYTES;

    private final ByteBuffer buffer;
    private int records;
    /** Where the next record to be written stands. */
    private int written;

    Chunk(int bytes) {
        buffer = ByteBuffer.allocate(bytes);
    }

    /** What a record takes up. */
    static int size(int payload) {
        return Integer.BYTES + HEAD + payload;
    }

    int capacity() {
        return buffer.capacity();
    }

    boolean hasRoom(int size) {
        return buffer.remaining() >= size;
    }

    /** How many there are in it that were not written. */
    int records() {
        return records;
    }

    /** All bytes that were put in, written or not. */
    int filled() {
        return buffer.position();
    }

    /** Begins a record; {@code payload} bytes have to be put into what is returned. */
    ByteBuffer begin(RecordKind kind, long epochNanos, long nanos, int payload) {
        records++;
        return buffer.putInt(HEAD + payload)
                .put((byte) kind.code())
                .putLong(epochNanos)
                .putLong(nanos);
    }

    boolean isWritten() {
        return written == buffer.position();
    }

    /** Wall time of the next record to be written. */
    long epochNanos() {
        return buffer.getLong(written + Integer.BYTES + 1);
    }

    /** Appends the next record; what was appended before stays appended where this throws. */
    void writeTo(Journal journal) throws JournalException {
        int length = buffer.getInt(written);
        journal.append(buffer.array(), written + Integer.BYTES, length);
        written += Integer.BYTES + length;
        records--;
    }

    void clear() {
        buffer.clear();
        records = 0;
        written = 0;
    }
}
