package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
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
    private final long firstSequence;
    private final SegmentInput input;
    private final CRC32C crc = new CRC32C();
    private long size;
    private byte[] window;
    private long windowStart;
    private int windowLength;
    private ByteBuffer view;

    /** Where the next record is expected; 0 until there are enough bytes for a header. */
    private long at;

    private long sequence;
    private long offset;
    private boolean hasHeader;
    private boolean headerTold;

    /** @param firstSequence what the name of the file says */
    SegmentReader(Path path, long firstSequence) throws IOException {
        this.path = path;
        this.firstSequence = firstSequence;
        this.sequence = firstSequence;
        this.input = SegmentInput.open(path);
        this.size = input.size();
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
     * @param after records up to this number are read but not told
     */
    End read(long after, JournalVisitor visitor) throws IOException {
        boolean more;
        do {
            more = next(after, visitor);
        } while (more);
        return end();
    }

    /** Where the last {@link #next} that returned false stopped. */
    End end() {
        long valid = at == 0 ? Math.min(Format.SEGMENT_HEADER, size) : at;
        return new End(hasHeader, valid, size - valid, sequence);
    }

    /** Where the record that was told last begins. */
    long offset() {
        return offset;
    }

    /** Takes notice of what was written to the file since. */
    void refresh() throws IOException {
        size = input.size();
        // A part of a record that was read already may have been cut off and written anew.
        windowLength = 0;
    }

    /**
     * Goes on from a place at which a record is known to begin.
     *
     * @return false if no whole record of that number is there; nothing has changed then
     */
    boolean seek(long recordOffset, long recordSequence) throws IOException {
        if (recordOffset < Format.SEGMENT_HEADER
                || !begin()
                || recordAt(recordOffset) < 0
                || sequenceAt(recordOffset) != recordSequence) {
            return false;
        }
        at = recordOffset;
        sequence = recordSequence;
        return true;
    }

    /**
     * Tells the next record with a number after {@code after}, and what damage stands before it.
     *
     * @return false if no whole record follows, for now
     */
    boolean next(long after, JournalVisitor visitor) throws IOException {
        if (!begin()) {
            return false;
        }
        while (true) {
            int length = recordAt(at);
            if (length < 0 || sequenceAt(at) != sequence) {
                long start = at;
                long expected = sequence;
                long next = search(start, expected);
                if (next < 0) {
                    return false;
                }
                at = next;
                sequence = sequenceAt(next);
                tell(
                        visitor,
                        after,
                        new Damage(path, start, next - start, expected, sequence - 1, "no record can be read there"));
                continue;
            }
            if (!headerTold) {
                headerTold = true;
                tell(
                        visitor,
                        after,
                        new Damage(path, 0, Format.SEGMENT_HEADER, sequence, sequence - 1, "the header is damaged"));
            }
            offset = at;
            at += Format.RECORD_HEADER + length;
            sequence++;
            if (sequence - 1 > after) {
                need(offset, Format.RECORD_HEADER + length);
                int start = (int) (offset - windowStart) + Format.RECORD_HEADER;
                visitor.record(sequence - 1, view.limit(start + length).position(start));
                return true;
            }
        }
    }

    /** @return false while the file is shorter than a header */
    private boolean begin() throws IOException {
        if (at > 0) {
            return true;
        }
        if (size < Format.SEGMENT_HEADER) {
            return false;
        }
        hasHeader = readHeader();
        headerTold = hasHeader;
        at = Format.SEGMENT_HEADER;
        return true;
    }

    private static void tell(JournalVisitor visitor, long after, Damage damage) throws JournalException {
        if (damage.records() == 0 || damage.lastSequence() > after) {
            visitor.damaged(damage);
        }
    }

    private boolean readHeader() throws IOException {
        need(0, Format.SEGMENT_HEADER);
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
    private int recordAt(long place) throws IOException {
        if (!need(place, Format.RECORD_HEADER)) {
            return -1;
        }
        int at = (int) (place - windowStart);
        int length = intAt(at + 4);
        if (length < 0 || length > Format.MAX_RECORD || !need(place, Format.RECORD_HEADER + length)) {
            return -1;
        }
        at = (int) (place - windowStart);
        crc.reset();
        crc.update(window, at + 4, Format.RECORD_HEADER - 4 + length);
        return (int) crc.getValue() == intAt(at) ? length : -1;
    }

    private long sequenceAt(long place) throws IOException {
        need(place, Format.RECORD_HEADER);
        int at = (int) (place - windowStart);
        return ((long) intAt(at + 8) << 32) | (intAt(at + 12) & 0xffff_ffffL);
    }

    /** Offset of the next whole record with a number that can follow; -1 if there is none. */
    private long search(long from, long expected) throws IOException {
        for (long place = from + 1; need(place, Format.RECORD_HEADER); place++) {
            long missing = sequenceAt(place) - expected;
            if (missing >= 0 && missing <= (place - from) / Format.RECORD_HEADER && recordAt(place) >= 0) {
                return place;
            }
        }
        return -1;
    }

    private int intAt(int index) {
        return (window[index] << 24)
                | ((window[index + 1] & 0xff) << 16)
                | ((window[index + 2] & 0xff) << 8)
                | (window[index + 3] & 0xff);
    }

    /** Has bytes of the file in the window; false where the file ends before. */
    private boolean need(long place, int count) throws IOException {
        if (place + count > size) {
            return false;
        }
        if (place >= windowStart && place + count <= windowStart + windowLength) {
            return true;
        }
        if (count > window.length) {
            window = new byte[Math.max(count, WINDOW)];
            view = ByteBuffer.wrap(window);
        }
        int length = (int) Math.min(window.length, size - place);
        input.read(place, window, length);
        windowStart = place;
        windowLength = length;
        return true;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
