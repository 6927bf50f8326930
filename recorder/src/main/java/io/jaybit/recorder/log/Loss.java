package io.jaybit.recorder.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Inputs that came and are not recorded. Immutable.
 *
 * @param count how many, exactly
 * @param fromEpochNanos wall time of the first one
 * @param toEpochNanos wall time of the last one
 * @param reason for people: the disk is full, or too slow, …
 */
public record Loss(long count, long fromEpochNanos, long toEpochNanos, String reason) {
    /** Bytes of the record behind its head. */
    int payload() {
        return 3 * Long.BYTES + reason.getBytes(StandardCharsets.UTF_8).length;
    }

    void putInto(ByteBuffer record) {
        record.putLong(count)
                .putLong(fromEpochNanos)
                .putLong(toEpochNanos)
                .put(reason.getBytes(StandardCharsets.UTF_8));
    }
}
