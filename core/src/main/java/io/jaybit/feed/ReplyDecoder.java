package io.jaybit.feed;

/** Reads answers to requests, as a client or a recording has them. Without state. */
@FunctionalInterface
public interface ReplyDecoder {
    /** Reads nothing. */
    ReplyDecoder NONE = (request, status, text, receivedEpochNanos, sink) -> {};

    /**
     * Hands on what an answer tells of the market. An answer to something else, a refusal, and one that cannot be read tell nothing.
     *
     * @param request method, path and query
     * @param status of HTTP; 0 where no reply came
     * @param text the body
     * @param receivedEpochNanos our wall clock
     */
    void decode(String request, int status, String text, long receivedEpochNanos, FetchedSink sink);
}
