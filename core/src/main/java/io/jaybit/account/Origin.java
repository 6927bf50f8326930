package io.jaybit.account;

/**
 * Where a piece of news came from, and when. Immutable.
 *
 * @param source pushed, or asked for
 * @param pushedEpochMillis venue time of the frame ({@code creationTime}) or of the answer ({@code time}); 0 where it did not say
 * @param receivedEpochNanos our wall clock at receipt; of an answer, when its bytes had arrived
 */
public record Origin(Source source, long pushedEpochMillis, long receivedEpochNanos) {
    /** The ways by which the same fact can reach us. */
    public enum Source {
        /** A private stream. */
        STREAM,
        /** {@code execution.fast}: early, and without fees. */
        FAST_STREAM,
        /** REST: an answer shows the state at some moment between question and answer. */
        QUERY
    }
}
