package io.jaybit.recorder.play;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FetchedSink;
import io.jaybit.feed.Frame;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.market.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a {@link Playback} gives, in the order in which the client dealt with it: events, the notices of the line in their places between
 * them, and those of the session. On the thread that plays.
 */
public interface PlaybackListener extends LineListener, AccountSink, FetchedSink {
    /**
     * Before anything else.
     *
     * @param line has the books and tickers whenever something is heard
     */
    default void begin(MarketLine line) {}

    /**
     * A frame has been dealt with; its events and notices came before.
     *
     * @param frame valid during the call only
     * @param topic null for acks, pongs and what cannot be read
     */
    default void onFrame(Frame frame, @Nullable Topic topic) {}

    /** Comes before everything that a record of a raw log leads to; see {@link io.jaybit.recorder.log.RawRecordVisitor#onRecord}. */
    default void onRecord(long sequence, long epochNanos) {}

    /**
     * Here something is missing in the recording. Wall clock, epoch nanoseconds.
     *
     * @param what for people
     */
    default void onHole(String what, long fromEpochNanos, long toEpochNanos) {}

    /** What was known of the venue's clock; see {@link io.jaybit.feed.InputSink#onClock}. */
    default void onClock(long offsetNanos, long errorNanos, long epochNanos) {}

    /** A run of the recording process has ended, and not by a crash. */
    default void onEnd(long epochNanos) {}

    /**
     * A run of the recording process begins; nothing is connected or subscribed, and no book is known.
     *
     * @param epochNanos our wall clock then
     */
    default void onRun(long epochNanos) {}

    /**
     * About once a second.
     *
     * @param epochNanos our wall clock then
     */
    default void onTime(long epochNanos) {}
}
