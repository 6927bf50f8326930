package io.jaybit.feed;

import io.jaybit.book.StaleReason;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;

/**
 * Is told everything that a client takes in and that shapes what it gives out, in the order in which the client deals with it and before it
 * does. Handed to a decoder and a {@link MarketLine} again in the same order, it gives the same events: {@link #onFrame} to the decoder,
 * {@link #onInvalidated}, {@link #onForgotten}, {@link #onTimer}, {@link #onFullSnapshot} and {@link #onFullSnapshotFailed} to the line, {@link
 * #onNotice} to whoever keeps coverage. What was sent and asked explains the rest.
 *
 * <p>Called on the client's I/O threads, and on its delivery thread for what was dropped there: must be safe for any thread, quick, and must
 * not throw. What concerns one topic comes on one thread, in its order. What is handed over is valid during the call, unless it is immutable.
 *
 * <p>Times: {@code epochNanos} is our wall clock, {@code nanos} the monotonic clock of this process.
 */
public interface InputSink extends FrameSink {
    /** A text frame came in. */
    @Override
    void onFrame(Frame frame);

    /** @param text as it was sent, without keys and signatures */
    void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos);

    /** What happened to connections and topics, and what was dropped because we were too slow; not what a line finds out by itself. */
    void onNotice(Notice notice, long nanos);

    /** {@link MarketLine#invalidate}. */
    void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos);

    /** {@link MarketLine#forget}. */
    void onForgotten(Topic topic, long epochNanos, long nanos);

    /** {@link MarketLine#doWork}. */
    void onTimer(long epochNanos, long nanos);

    /**
     * What is known now of the venue's clock; about once a second, as soon as it is known.
     *
     * @param offsetNanos venue time minus our wall clock
     * @param errorNanos how far off that may be
     */
    void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos);

    /** {@link MarketLine#onFullSnapshot}. */
    void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos);

    /** {@link MarketLine#onFullSnapshotFailed}. */
    void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos);

    /**
     * A REST request was sent.
     *
     * @param id the same as that of its {@link #onReply reply}; of this run of the process
     * @param request method, path and query, and on a line of its own the body; without keys and signatures
     */
    void onRequest(long id, String request, long epochNanos, long nanos);

    /**
     * The reply to a request, or that none came.
     *
     * @param status of HTTP; 0 where none came
     * @param text the body; where no reply came, why
     */
    void onReply(long id, int status, String text, long epochNanos, long nanos);
}
