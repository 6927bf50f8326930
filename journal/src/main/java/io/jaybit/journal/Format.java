package io.jaybit.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** How bytes stand in the files; all numbers big end first. See {@code docs/JOURNAL.md}. */
final class Format {
    /** Text {@code JAYBITJL}. */
    static final long SEGMENT_MAGIC = 0x4a41594249544a4cL;
    /** Text {@code JAYBITCP}. */
    static final long CHECKPOINT_MAGIC = 0x4a41594249544350L;

    static final int VERSION = 1;

    /** Magic, version, number of the first record, checksum of these. */
    static final int SEGMENT_HEADER = 24;

    /** Checksum of all that follows, length of the bytes, number. */
    static final int RECORD_HEADER = 16;

    /** Magic, version, number of the last record, length of the state, checksum of these and the state. */
    static final int CHECKPOINT_HEADER = 28;

    /** Most bytes of one record. */
    static final int MAX_RECORD = 16 << 20;

    static final String SEGMENT = ".log";
    static final String COMPRESSED = ".log.gz";
    static final String CHECKPOINT = ".checkpoint";
    static final String TEMPORARY = ".tmp";

    private static final int DIGITS = 20;

    private Format() {}

    static String name(long sequence, String ending) {
        return String.format(Locale.ROOT, "%020d", sequence) + ending;
    }

    /** The number in a file's name; empty if it is no name of ours. */
    static OptionalLong sequence(Path file, String ending) {
        String name = file.getFileName().toString();
        if (name.length() != DIGITS + ending.length() || !name.endsWith(ending)) {
            return OptionalLong.empty();
        }
        long sequence = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || sequence > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            sequence = sequence * 10 + digit;
        }
        return OptionalLong.of(sequence);
    }

    static byte[] segmentHeader(long firstSequence) {
        ByteBuffer header = ByteBuffer.allocate(SEGMENT_HEADER);
        header.putLong(SEGMENT_MAGIC).putInt(VERSION).putLong(firstSequence);
        header.putInt(checksum(header.array(), 0, header.position()));
        return header.array();
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
