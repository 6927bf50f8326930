package io.jaybit.feed;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.market.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the feed itself: everything a consumer must know to say how much its numbers can be trusted. Immutable, in the
 * order in which things happened, between the events they concern.
 *
 * <p>Times are our wall clock, epoch nanoseconds, unless a name says otherwise.
 */
public sealed interface Notice {
    /** When it happened or was noticed. */
    long epochNanos();

    /** The topic it is about; null where it is about a connection, or nothing in particular. */
    default @Nullable Topic topic() {
        return null;
    }

    /** A socket is open and, where the channel needs it, logged in. */
    record Connected(int connectionId, String url, long epochNanos) implements Notice {}

    /**
     * A socket is gone. Its topics are unseen since {@code lastHeardEpochNanos}, not since now.
     *
     * @param reason for people: "reset by peer", "no pong for 20 s", …
     * @param retryIn until the next attempt; null when it was closed for good
     */
    record Disconnected(
            int connectionId,
            String reason,
            long lastHeardEpochNanos,
            @Nullable Duration retryIn,
            long epochNanos) implements Notice {}

    /** An attempt to connect failed; the session goes on trying. */
    record ConnectFailed(
            int connectionId,
            String reason,
            int attempt,
            @Nullable Duration retryIn,
            long epochNanos) implements Notice {}

    /** The venue accepted a topic; data may come, or have come, already. */
    record TopicLive(Topic topic, int connectionId, long epochNanos) implements Notice {}

    /** The first frame of a topic since it was subscribed. */
    record FirstData(Topic topic, int connectionId, long epochNanos) implements Notice {}

    /**
     * The venue refused a topic.
     *
     * @param reason the venue's text
     * @param retryIn until it is tried again; null when it will not be
     */
    record TopicRefused(
            Topic topic, String reason, @Nullable Duration retryIn, long epochNanos) implements Notice {}

    /** A topic was unsubscribed on the user's wish. */
    record TopicClosed(Topic topic, long epochNanos) implements Notice {}

    /**
     * A topic has been silent for longer than its own rhythm allows.
     *
     * @param expectedWithin what was usual
     */
    record TopicSilent(
            Topic topic, Duration silentFor, Duration expectedWithin, long lastHeardEpochNanos, long epochNanos)
            implements Notice {}

    /**
     * The sequence of a topic broke: what lies between is lost.
     *
     * @param expected the id that should have come
     * @param found the id that came
     */
    record Gap(Topic topic, long expected, long found, long lastGoodEpochNanos, long epochNanos) implements Notice {}

    /**
     * A book changed its status.
     *
     * @param reason why it is stale; null when it is not
     */
    record BookStatusChanged(
            Topic topic,
            BookStatus previous,
            BookStatus status,
            @Nullable StaleReason reason,
            long epochNanos) implements Notice {}

    /** A book's update ids keep jumping right after fresh snapshots: they count as observed only, from here on. */
    record SequenceUnverified(Topic topic, long epochNanos) implements Notice {}

    /**
     * A sick topic is being healed.
     *
     * @param rung what is done: {@code RESUBSCRIBE}, {@code FRESH_CONNECTION} or {@code REST}
     * @param attempt which attempt on this rung, from 1
     */
    record Curing(Topic topic, String rung, int attempt, long epochNanos) implements Notice {}

    /**
     * We were too slow: events were thrown away before their consumer saw them. Takes their place in the stream.
     *
     * @param count how many
     * @param fromEpochMillis venue time of the first one
     * @param toEpochMillis venue time of the last one
     */
    record Dropped(Topic topic, long count, long fromEpochMillis, long toEpochMillis, long epochNanos)
            implements Notice {}

    /** A frame that could not be read; kept for inspection, counted, and nothing else happened. */
    record Unreadable(int connectionId, String complaint, String excerpt, long epochNanos) implements Notice {}

    /** A topic nobody knows sent data; only raw listeners get it. Once per topic. */
    record UnknownTopic(Topic topic, long epochNanos) implements Notice {}

    /** The user's callback threw; the stream goes on. */
    record CallbackFailed(@Nullable Topic topic, Throwable cause, long epochNanos) implements Notice {}

    /**
     * A ping was not answered in time although data goes on: the connection lives, its heartbeat does not.
     *
     * @param inARow how many by now
     */
    record PongMissed(int connectionId, int inARow, long epochNanos) implements Notice {}

    /** Login on a private or trade socket was refused. */
    record LoginRefused(int connectionId, String reason, long epochNanos) implements Notice {}

    /** The venue said something that fits no request of ours. */
    record Unexpected(int connectionId, String text, long epochNanos) implements Notice {}

    /**
     * No REST request is sent for a while; those that wait have failed.
     *
     * @param reason for people: what the venue answered
     */
    record RestPaused(Duration pause, String reason, long epochNanos) implements Notice {}
}
