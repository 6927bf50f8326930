package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the newest segment and begins the next one. Confined to one thread; an append allocates nothing.
 *
 * <p>A write that fails leaves everything as it was before: what waited in memory still waits, and the next attempt writes to the same
 * place. A force that fails ends the writer, as nobody can say what of the file is on the disk then.
 */
final class LogWriter implements Closeable {
    private final Path directory;
    private final JournalOptions options;
    private final Disk disk;
    private final CRC32C crc = new CRC32C();
    /** Closed segments that were not forced. */
    private final List<Path> unforced = new ArrayList<>();

    private ByteBuffer buffer;
    private Disk.@Nullable Output output;
    private Path segment;
    private long position;
    private boolean forced = true;
    private boolean rolling;
    private long nextSequence;
    private @Nullable String failure;

    /**
     * @param segment to go on in; null to begin one with the first record
     * @param position its length
     */
    LogWriter(
            Path directory, JournalOptions options, Disk disk, long nextSequence, @Nullable Path segment, long position)
            throws IOException {
        this.directory = directory;
        this.options = options;
        this.disk = disk;
        this.buffer = ByteBuffer.allocate(options.bufferBytes());
        this.nextSequence = nextSequence;
        this.segment = segment == null ? directory : segment;
        this.position = position;
        if (segment != null) {
            output = disk.open(segment);
            // What a run before this one wrote need not be on the disk either.
            forced = false;
        }
    }

    long lastSequence() {
        return nextSequence - 1;
    }

    Path segment() {
        return segment;
    }

    long append(byte[] bytes, int offset, int length) throws JournalException {
        begin(length);
        int start = buffer.position();
        try {
            buffer.putInt(0).putInt(length).putLong(nextSequence).put(bytes, offset, length);
        } catch (IndexOutOfBoundsException e) {
            buffer.position(start);
            throw e;
        }
        return finish(start);
    }

    long append(ByteBuffer bytes) throws JournalException {
        int length = bytes.remaining();
        begin(length);
        int start = buffer.position();
        buffer.putInt(0).putInt(length).putLong(nextSequence).put(bytes);
        return finish(start);
    }

    private void begin(int length) throws JournalException {
        refuseAfterFailure();
        if (length > Format.MAX_RECORD) {
            throw new IllegalArgumentException(
                    "a record of " + length + " bytes is longer than the most, " + Format.MAX_RECORD);
        }
        int size = Format.RECORD_HEADER + length;
        long segmentLength = position + buffer.position();
        if (output == null
                || rolling
                || (segmentLength > Format.SEGMENT_HEADER && segmentLength + size > options.segmentBytes())) {
            nextSegment();
        }
        if (buffer.remaining() < size) {
            flush();
            if (buffer.capacity() < size) {
                buffer = ByteBuffer.allocate(size);
            }
        }
    }

    private long finish(int start) throws JournalException {
        int end = buffer.position();
        crc.reset();
        crc.update(buffer.array(), start + Integer.BYTES, end - start - Integer.BYTES);
        buffer.putInt(start, (int) crc.getValue());
        long sequence = nextSequence++;
        if (options.durability() != Durability.BUFFERED) {
            try {
                flush();
            } catch (JournalException e) {
                // Not acknowledged, so it must not come later either.
                buffer.position(start);
                nextSequence = sequence;
                throw e;
            }
            if (options.durability() == Durability.FORCED) {
                sync();
            }
        }
        return sequence;
    }

    void flush() throws JournalException {
        refuseAfterFailure();
        Disk.Output file = output;
        int length = buffer.position();
        if (file == null || length == 0) {
            return;
        }
        try {
            file.write(buffer.array(), 0, length, position);
        } catch (IOException e) {
            throw new JournalException(
                    "cannot write " + length + " bytes to " + segment + " at " + position + ": " + e.getMessage()
                            + "; the records before it are whole" + cutBack(file),
                    e);
        }
        position += length;
        buffer.clear();
        forced = false;
    }

    /** A half written record is cut off; where even that fails, the next write covers it and the next opening cuts it. */
    private String cutBack(Disk.Output file) {
        try {
            file.truncate(position);
            return "";
        } catch (IOException e) {
            return ", though a part of the next may follow them (" + e.getMessage() + ")";
        }
    }

    void sync() throws JournalException {
        flush();
        Path now = segment;
        try {
            while (!unforced.isEmpty()) {
                now = unforced.get(0);
                try (Disk.Output old = disk.open(now)) {
                    old.force();
                }
                unforced.remove(0);
            }
            now = segment;
            if (output != null && !forced) {
                output.force();
                forced = true;
            }
        } catch (IOException e) {
            failure = "cannot force " + now + " to the disk: " + e.getMessage();
            throw new JournalException(
                    failure + "; which of the last records are there is not known until the journal is opened again",
                    e);
        }
    }

    /** Has the next record begin a segment, unless the one that is open holds none. */
    void roll() throws JournalException {
        flush();
        rolling = output != null && position > Format.SEGMENT_HEADER;
    }

    void delete(Path closed) throws IOException {
        if (closed.equals(segment)) {
            throw new IllegalArgumentException(closed + " is being written to");
        }
        unforced.remove(closed);
        Files.deleteIfExists(closed);
    }

    boolean isBroken() {
        return failure != null;
    }

    private void nextSegment() throws JournalException {
        flush();
        Path file = directory.resolve(Format.name(nextSequence, Format.SEGMENT));
        try {
            Disk.Output next = disk.create(file);
            try {
                next.write(Format.segmentHeader(nextSequence), 0, Format.SEGMENT_HEADER, 0);
                disk.forceDirectory(directory);
            } catch (IOException e) {
                next.close();
                Files.deleteIfExists(file);
                throw e;
            }
            if (output != null) {
                output.close();
                if (!forced) {
                    unforced.add(segment);
                }
            }
            output = next;
        } catch (IOException e) {
            throw new JournalException(
                    "cannot begin " + file + ": " + e.getMessage() + "; the records before it are whole", e);
        }
        segment = file;
        rolling = false;
        position = Format.SEGMENT_HEADER;
        forced = false;
    }

    private void refuseAfterFailure() throws JournalException {
        if (failure != null) {
            throw new JournalException("the journal takes nothing more: " + failure);
        }
    }

    @Override
    public void close() throws IOException {
        Disk.Output file = output;
        if (file == null) {
            return;
        }
        try {
            if (failure == null) {
                sync();
            }
        } finally {
            output = null;
            failure = "it is closed";
            file.close();
        }
    }
}
