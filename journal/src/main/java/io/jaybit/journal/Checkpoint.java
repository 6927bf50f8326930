package io.jaybit.journal;

/** State as it was after a record. Immutable. */
public final class Checkpoint {
    private final long sequence;
    private final byte[] state;

    Checkpoint(long sequence, byte[] state) {
        this.sequence = sequence;
        this.state = state;
    }

    /** Number of the last record that went into it; 0 if none did. */
    public long sequence() {
        return sequence;
    }

    /** What was handed to {@link Journal#writeCheckpoint}. */
    public byte[] state() {
        return state.clone();
    }
}
