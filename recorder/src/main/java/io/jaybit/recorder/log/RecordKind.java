package io.jaybit.recorder.log;

import org.jspecify.annotations.Nullable;

/** What a record of the raw log tells. The codes stand in files and never change. */
public enum RecordKind {
    FRAME(1),
    SENT(2),
    NOTICE(3),
    INVALIDATED(4),
    FORGOTTEN(5),
    TIMER(6),
    FULL_SNAPSHOT(7),
    FULL_SNAPSHOT_FAILED(8),
    REQUEST(9),
    REPLY(10),
    /** A run of the process begins. */
    STARTED(11),
    /** Inputs that could not be recorded stood here. */
    LOST(12),
    /** The run ends, and not by a crash. */
    CLOSED(13),
    CLOCK(14);

    private static final RecordKind[] KINDS = values();

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** The record's first byte. */
    public int code() {
        return code;
    }

    /** Null for a code that this program does not know. */
    static @Nullable RecordKind of(int code) {
        // declared in the order of their codes
        return code >= 1 && code <= KINDS.length ? KINDS[code - 1] : null;
    }
}
