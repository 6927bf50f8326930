package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads one segment. What cannot be read is damage if a whole record with a fitting number follows, however far behind, and else the
 * segment's tail. Confined to one thread.
 */
final class SegmentReader implements Closeable {
    private static final int WINDOW = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final long size;
    private final CRC32C crc = new CRC32C();
    private byte[] window;
    private long windowStart;
    private int windowLength;
    private ByteBuffer view;

    SegmentReader(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.size = file.length();
        this.window = new byte[(int) Math.min(Math.max(size, 1), WINDOW)];
        this.view = ByteBuffer.wrap(window);
    }

    /**
     * Where reading ended.
     *
     * @param hasHeader whether the header is whole
     * @param validBytes the file up to the end of its last whole record
     * @param tailBytes what follows them
     * @param nextSequence one more than the last record read
     */
    record End(boolean hasHeader, long validBytes, long tailBytes, long nextSequence) {}

    /**
     * Reads all of it.
     *
     * @param firstSequence what the name of the file says
     * @param after records up to this number are read but not told
     */
    End read(long firstSequence, long after, JournalVisitor visitor) throws IOException {
        boolean hasHeader = readHeader(firstSequence);
        long at = Math.min(Format.SEGMENT_HEADER, size);
        long sequence = firstSequence;
        boolean headerTold = hasHeader;
        while (true) {
            int length = recordAt(at);
            if (length < 0 || sequenceAt(at) != sequence) {
                long next = search(at, sequence);
                if (next < 0) {
                    return new End(hasHeader, at, size - at, sequence);
                }
                long found = sequenceAt(next);
                tell(
                        visitor,
                        after,
                        new Damage(path, at, next - at, sequence, found - 1, "no record can be read there"));
                at = next;
                sequence = found;
                continue;
            }
            if (!headerTold) {
                headerTold = true;
                tell(
                        visitor,
                        after,
                        new Damage(path, 0, Format.SEGMENT_HEADER, sequence, sequence - 1, "the header is damaged"));
            }
            if (sequence > after) {
                need(at, Format.RECORD_HEADER + length);
                int start = (int) (at - windowStart) + Format.RECORD_HEADER;
                visitor.record(sequence, view.limit(start + length).position(start));
            }
            at += Format.RECORD_HEADER + length;
            sequence++;
        }
    }

    private static void tell(JournalVisitor visitor, long after, Damage damage) throws JournalException {
        if (damage.records() == 0 || damage.lastSequence() > after) {
            visitor.damaged(damage);
        }
    }

    private boolean readHeader(long firstSequence) throws IOException {
        if (!need(0, Format.SEGMENT_HEADER)) {
            return false;
        }
        byte[] header = Arrays.copyOf(window, Format.SEGMENT_HEADER);
        if (Arrays.equals(header, Format.segmentHeader(firstSequence))) {
            return true;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int sum = Format.checksum(header, 0, Format.SEGMENT_HEADER - Integer.BYTES);
        boolean intact = sum == fields.getInt(Format.SEGMENT_HEADER - Integer.BYTES);
        if (intact && fields.getLong(0) == Format.SEGMENT_MAGIC && fields.getInt(8) != Format.VERSION) {
            throw new JournalException(path + " has version " + fields.getInt(8)
                    + " of the format; this program reads version " + Format.VERSION);
        }
        return false;
    }

    /** How many bytes the whole record at an offset holds; -1 if there is none. */
    private int recordAt(long offset) throws IOException {
        if (!need(offset, Format.RECORD_HEADER)) {
            return -1;
        }
        int at = (int) (offset - windowStart);
        int length = intAt(at + 4);
        if (length < 0 || length > Format.MAX_RECORD || !need(offset, Format.RECORD_HEADER + length)) {
            return -1;
        }
        at = (int) (offset - windowStart);
        crc.reset();
        crc.update(window, at + 4, Format.RECORD_HEADER - 4 + length);
        return (int) crc.getValue() == intAt(at) ? length : -1;
    }

    private long sequenceAt(long offset) throws IOException {
        need(offset, Format.RECORD_HEADER);
        int at = (int) (offset - windowStart);
        return ((long) intAt(at + 8) << 32) | (intAt(at + 12) & 0xffff_ffffL);
    }

    /** Offset of the next whole record with a number that can follow; -1 if there is none. */
    private long search(long from, long sequence) throws IOException {
        for (long at = from + 1; need(at, Format.RECORD_HEADER); at++) {
            long missing = sequenceAt(at) - sequence;
            if (missing >= 0 && missing <= (at - from) / Format.RECORD_HEADER && recordAt(at) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private int intAt(int at) {
        return (window[at] << 24)
                | ((window[at + 1] & 0xff) << 16)
                | ((window[at + 2] & 0xff) << 8)
                | (window[at + 3] & 0xff);
    }

    /** Has bytes of the file in the window; false where the file ends before. */
    private boolean need(long offset, int count) throws IOException {
        if (offset + count > size) {
            return false;
        }
        if (offset >= windowStart && offset + count <= windowStart + windowLength) {
            return true;
        }
        if (count > window.length) {
            window = new byte[Math.max(count, WINDOW)];
            view = ByteBuffer.wrap(window);
        }
        file.seek(offset);
        int length = (int) Math.min(window.length, size - offset);
        file.readFully(window, 0, length);
        windowStart = offset;
        windowLength = length;
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
