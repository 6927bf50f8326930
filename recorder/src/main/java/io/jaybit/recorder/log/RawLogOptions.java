package io.jaybit.recorder.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a raw log is kept. Immutable; begin with {@link #DEFAULT}.
 *
 * @param flushInterval how long an input waits in memory at most before it is given to the operating system: what a crash of the process can
 *     cost
 * @param sync whether it is forced to the disk then too, so that the loss of power costs no more
 * @param chunkBytes how much is handed to the writer at once
 * @param memoryBytes how much may wait for the disk in all; beyond that inputs are dropped and counted
 * @param segmentBytes a file that would become longer is followed by a new one, like the file of an hour that is over
 * @param compressionLevel 1 (quick) to 9 (small) for files that are full; 0 to leave them plain
 */
public record RawLogOptions(
        Duration flushInterval,
        boolean sync,
        int chunkBytes,
        long memoryBytes,
        long segmentBytes,
        int compressionLevel) {
    /** 200 ms, not forced, 64 chunks of 1 MiB, files of 128 MiB, compressed at level 4. */
    public static final RawLogOptions DEFAULT =
            new RawLogOptions(Duration.ofMillis(200), false, 1 << 20, 64L << 20, 128L << 20, 4);

    public RawLogOptions {
        List<String> problems = new ArrayList<>();
        if (flushInterval.compareTo(Duration.ofMillis(1)) < 0 || flushInterval.compareTo(Duration.ofHours(1)) > 0) {
            problems.add("flushInterval must be 1 ms to 1 h, is " + flushInterval);
        }
        if (chunkBytes < 1024 || chunkBytes > 16 << 20) {
            problems.add("chunkBytes must be 1024 to " + (16 << 20) + ", is " + chunkBytes);
        }
        if (memoryBytes < 2L * chunkBytes) {
            problems.add("memoryBytes must be at least two chunks, is " + memoryBytes);
        }
        if (segmentBytes < 1024) {
            problems.add("segmentBytes must be at least 1024, is " + segmentBytes);
        }
        if (compressionLevel < 0 || compressionLevel > 9) {
            problems.add("compressionLevel must be 0 to 9, is " + compressionLevel);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    public RawLogOptions withFlushInterval(Duration interval) {
        return new RawLogOptions(interval, sync, chunkBytes, memoryBytes, segmentBytes, compressionLevel);
    }

    public RawLogOptions withSync(boolean forced) {
        return new RawLogOptions(flushInterval, forced, chunkBytes, memoryBytes, segmentBytes, compressionLevel);
    }

    public RawLogOptions withMemory(int bytesOfChunk, long bytesInAll) {
        return new RawLogOptions(flushInterval, sync, bytesOfChunk, bytesInAll, segmentBytes, compressionLevel);
    }

    public RawLogOptions withSegmentBytes(long bytes) {
        return new RawLogOptions(flushInterval, sync, chunkBytes, memoryBytes, bytes, compressionLevel);
    }

    public RawLogOptions withCompressionLevel(int level) {
        return new RawLogOptions(flushInterval, sync, chunkBytes, memoryBytes, segmentBytes, level);
    }
}
