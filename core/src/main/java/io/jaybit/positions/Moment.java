package io.jaybit.positions;

/**
 * When something happened, by the venue: by cross sequence where both sides of a comparison have one, else by time. Immutable.
 *
 * @param seq {@link #NO_SEQ} where not told; a position that was never traded has none
 */
record Moment(long seq, long epochMillis) {
    static final long NO_SEQ = -1;

    /** Whether a state as of now holds what happened at {@code other}. */
    boolean holds(Moment other) {
        return hasSeqLike(other) ? other.seq <= seq : other.epochMillis <= epochMillis;
    }

    boolean isSameMatch(Moment other) {
        return hasSeqLike(other) && other.seq == seq;
    }

    /** Whether a row of this moment is older news than one of {@code other}. */
    boolean isBefore(Moment other) {
        return (hasSeqLike(other) && seq != other.seq) ? seq < other.seq : epochMillis < other.epochMillis;
    }

    private boolean hasSeqLike(Moment other) {
        return seq > 0 && other.seq > 0;
    }
}
