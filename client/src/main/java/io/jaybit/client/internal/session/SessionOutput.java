package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;

/**
 * What a session asks of the world, on the thread that called it and at the end of that call. An implementation may call the
 * session back at once.
 */
public interface SessionOutput {
    /**
     * Asks for a WebSocket; exactly one of {@link SessionManager#onOpened} and {@link SessionManager#onOpenFailed} follows.
     *
     * @param connectionId never used before
     */
    void open(int connectionId, Channel channel);

    /** Sends a text frame; whether it arrives shows in the answer. */
    void send(int connectionId, String text);

    /** Ends a socket, open or opening; whatever is still said of this id is ignored. */
    void close(int connectionId, String reason);

    /** {@link Notice.TopicLive}, {@link Notice.TopicRefused} and {@link Notice.TopicClosed} complete the user's handle. */
    void notice(Notice notice);

    /** What was built from this topic's deltas is not to be believed until the next snapshot. */
    void invalidate(Topic topic, StaleReason reason);
}
