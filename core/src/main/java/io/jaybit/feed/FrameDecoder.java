package io.jaybit.feed;

import io.jaybit.market.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a frame into events. Confined to one thread; keeps no state between frames that a consumer could notice.
 *
 * <p>Nothing of a frame is emitted unless all of it could be read. No input makes it throw or hang.
 */
public interface FrameDecoder {
    /** What a frame turned out to be. */
    enum Verdict {
        /** Market data; its events were emitted. */
        DATA,
        /** An ack, a pong, a reply: a matter of the session, nothing was emitted. */
        CONTROL,
        /** Has a topic that is not decoded (RFQ, earn, something new); nothing was emitted. */
        UNKNOWN_TOPIC,
        /** Not JSON, truncated, or without what its topic must have; nothing was emitted. */
        UNREADABLE
    }

    /**
     * @param frame read during the call only
     * @param sink gets the frame's events, in the frame's order
     */
    Verdict decode(Frame frame, MarketSink sink);

    /** The topic of the last frame, whatever its verdict; null for a control frame and where it could not be read. */
    @Nullable
    Topic lastTopic();

    /** Why the last frame was {@link Verdict#UNREADABLE}, with the place; empty otherwise. */
    String complaint();
}
