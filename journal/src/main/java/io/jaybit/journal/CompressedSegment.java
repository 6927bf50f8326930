package io.jaybit.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A segment in gzip: one member for each 256 KiB, so that any place is reached without unpacking what stands before, and a member that is
 * damaged costs no more than itself. Its bytes are read as zeros, in which no record is found. Confined to one thread.
 *
 * <p>Design note: any tool reads several members as one file. Where a member ends and where its content belongs stands in the header's extra
 * field.
 */
final class CompressedSegment implements SegmentInput {
    /** Plain bytes of one member; the last one has fewer. */
    static final int BLOCK = 256 << 10;

    /** The ten bytes of gzip, length of the extra field, its name and length, length of the member, place of its content. */
    static final int HEADER = 28;

    private static final int TRAILER = 8;
    private static final int MAGIC = 0x04088b1f;
    private static final int EXTRA = 0x424a0010;
    private static final int EXTRA_LENGTH = 12;

    private final RandomAccessFile file;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    /** Where the member of each block begins; -1 where none was found. */
    private long[] members = new long[64];

    private int[] lengths = new int[64];
    private int blocks;
    private final long size;
    private long unpacked = -1;

    CompressedSegment(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        boolean opened = false;
        try {
            size = findMembers();
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** @return the plain size */
    private long findMembers() throws IOException {
        long end = file.length();
        byte[] header = new byte[HEADER];
        long at = 0;
        while (at + HEADER + TRAILER <= end) {
            file.seek(at);
            file.readFully(header);
            int length = memberLength(header, 0);
            if (length > 0 && at + length <= end) {
                add(
                        at,
                        length,
                        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong(20));
                at += length;
            } else {
                at = search(at + 1, end);
            }
        }
        if (blocks == 0) {
            return 0;
        }
        file.seek(members[blocks - 1] + lengths[blocks - 1] - Integer.BYTES);
        int last = Integer.reverseBytes(file.readInt());
        return (blocks - 1L) * BLOCK + Math.min(Math.max(last, 0), BLOCK);
    }

    /** Length of the member whose header stands there, if its content may follow what is known; -1 if none does. */
    private int memberLength(byte[] bytes, int offset) {
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (fields.getInt(offset) != MAGIC
                || fields.getInt(offset + 10) != EXTRA
                || fields.getShort(offset + 14) != EXTRA_LENGTH) {
            return -1;
        }
        int length = fields.getInt(offset + 16);
        long place = fields.getLong(offset + 20);
        boolean fits = length > HEADER + TRAILER
                && length <= 2 * BLOCK
                && place % BLOCK == 0
                && place / BLOCK >= blocks
                && place / BLOCK < 1 << 24;
        return fits ? length : -1;
    }

    private long search(long from, long end) throws IOException {
        byte[] window = new byte[BLOCK];
        for (long at = from; at + HEADER + TRAILER <= end; at += window.length - HEADER + 1) {
            file.seek(at);
            int length = (int) Math.min(window.length, end - at);
            file.readFully(window, 0, length);
            for (int i = 0; i + HEADER <= length; i++) {
                if (window[i] == 0x1f && memberLength(window, i) > 0) {
                    return at + i;
                }
            }
        }
        return end;
    }

    private void add(long at, int length, long place) {
        int index = (int) (place / BLOCK);
        if (index >= members.length) {
            members = Arrays.copyOf(members, Math.max(index + 1, members.length * 2));
            lengths = Arrays.copyOf(lengths, members.length);
        }
        Arrays.fill(members, blocks, index, -1);
        members[index] = at;
        lengths[index] = length;
        blocks = index + 1;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int length) throws IOException {
        int done = 0;
        while (done < length) {
            long from = offset + done;
            unpack(from / BLOCK);
            int start = (int) (from % BLOCK);
            int count = Math.min(length - done, BLOCK - start);
            System.arraycopy(block, start, into, done, count);
            done += count;
        }
    }

    private void unpack(long index) throws IOException {
        if (index == unpacked) {
            return;
        }
        unpacked = index;
        if (members[(int) index] < 0 || !inflate((int) index)) {
            Arrays.fill(block, (byte) 0);
        }
    }

    private boolean inflate(int index) throws IOException {
        byte[] member = new byte[lengths[index]];
        file.seek(members[index]);
        file.readFully(member);
        inflater.reset();
        inflater.setInput(member, HEADER, member.length - HEADER - TRAILER);
        try {
            int length = 0;
            while (length < BLOCK && !inflater.finished()) {
                int count = inflater.inflate(block, length, BLOCK - length);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return false;
                }
                length += count;
            }
            crc.reset();
            crc.update(block, 0, length);
            ByteBuffer trailer =
                    ByteBuffer.wrap(member, member.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
            return (int) crc.getValue() == trailer.getInt() && length == trailer.getInt();
        } catch (DataFormatException e) {
            return false; // damaged, as the caller tells by the records that are missing
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }

    /** Compresses {@code plain} to {@code target}, which is there as a whole or not at all. */
    static void write(Path plain, Path target, int level, Disk disk) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + Format.TEMPORARY);
        Files.deleteIfExists(temporary);
        try {
            try (SegmentInput input = new SegmentInput.Plain(plain);
                    Disk.Output output = disk.create(temporary)) {
                writeMembers(input, output, level);
                output.force();
            }
            compare(plain, temporary);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeMembers(SegmentInput input, Disk.Output output, int level) throws IOException {
        byte[] content = new byte[BLOCK];
        byte[] member = new byte[HEADER + BLOCK + BLOCK / 8 + TRAILER];
        CRC32 crc = new CRC32();
        Deflater deflater = new Deflater(level, true);
        try {
            long written = 0;
            long size = input.size();
            for (long place = 0; place < size; place += BLOCK) {
                int length = (int) Math.min(BLOCK, size - place);
                input.read(place, content, length);
                deflater.reset();
                deflater.setInput(content, 0, length);
                deflater.finish();
                int packed = deflater.deflate(member, HEADER, member.length - HEADER - TRAILER);
                if (!deflater.finished()) {
                    throw new IllegalStateException(length + " bytes became more than " + packed);
                }
                crc.reset();
                crc.update(content, 0, length);
                int total = HEADER + packed + TRAILER;
                ByteBuffer fields = ByteBuffer.wrap(member).order(ByteOrder.LITTLE_ENDIAN);
                fields.putInt(MAGIC).putInt(0).put((byte) 0).put((byte) 255);
                fields.putInt(EXTRA)
                        .putShort((short) EXTRA_LENGTH)
                        .putInt(total)
                        .putLong(place);
                fields.position(HEADER + packed).putInt((int) crc.getValue()).putInt(length);
                output.write(member, 0, total, written);
                written += total;
            }
        } finally {
            deflater.end();
        }
    }

    private static void compare(Path plain, Path compressed) throws IOException {
        byte[] one = new byte[BLOCK];
        byte[] other = new byte[BLOCK];
        try (SegmentInput expected = new SegmentInput.Plain(plain);
                SegmentInput found = new CompressedSegment(compressed)) {
            long size = expected.size();
            boolean same = found.size() == size;
            for (long at = 0; same && at < size; at += BLOCK) {
                int length = (int) Math.min(BLOCK, size - at);
                expected.read(at, one, length);
                found.read(at, other, length);
                same = Arrays.equals(one, 0, length, other, 0, length);
            }
            if (!same) {
                throw new JournalException(compressed + " is not what " + plain + " holds; it is not used");
            }
        }
    }
}
