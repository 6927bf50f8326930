package io.jaybit.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a journal writes. Immutable.
 *
 * @param durability what a return from {@link Journal#append} means
 * @param segmentBytes a file that would become longer is followed by a new one; a record is never split
 * @param bufferBytes how much is gathered before it is written; a larger record makes the buffer larger
 */
public record JournalOptions(Durability durability, long segmentBytes, int bufferBytes) {
    public JournalOptions {
        List<String> problems = new ArrayList<>();
        if (segmentBytes < 1024) {
            problems.add("segmentBytes must be at least 1024, is " + segmentBytes);
        }
        if (bufferBytes < 1024 || bufferBytes > Format.MAX_RECORD) {
            problems.add("bufferBytes must be 1024 to " + Format.MAX_RECORD + ", is " + bufferBytes);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Segments of 64 MiB, a buffer of 256 KiB. */
    public static JournalOptions of(Durability durability) {
        return new JournalOptions(durability, 64L << 20, 256 << 10);
    }
}
