package io.jaybit.client;

import io.jaybit.market.Topic;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a client knows of itself at one moment. Immutable.
 *
 * @param epochNanos when it was taken, our wall clock
 * @param closed the client was closed
 * @param transport what the sockets run on: {@code epoll, BoringSSL} or {@code NIO, JDK TLS}
 * @param frames data frames of all connections
 * @param reconnects sockets lost after they were open
 * @param unexpected control frames that fit no request of ours
 * @param unreadable frames that could not be read
 * @param lastUnreadable the last few of them
 * @param unknownTopics topics that sent data nobody here decodes; raw and inline listeners get it
 * @param clock the venue's clock against ours; null before enough was heard
 */
public record Health(
        long epochNanos,
        boolean closed,
        String transport,
        List<ConnectionHealth> connections,
        List<TopicHealth> topics,
        long frames,
        long reconnects,
        long unexpected,
        long unreadable,
        List<UnreadableFrame> lastUnreadable,
        List<Topic> unknownTopics,
        @Nullable ClockOffset clock,
        DeliveryHealth delivery) {
    public Health {
        connections = List.copyOf(connections);
        topics = List.copyOf(topics);
        lastUnreadable = List.copyOf(lastUnreadable);
        unknownTopics = List.copyOf(unknownTopics);
    }

    /** One topic; empty where nobody wants it. */
    public Optional<TopicHealth> topic(Topic topic) {
        return topics.stream().filter(one -> one.topic().equals(topic)).findFirst();
    }

    /**
     * The venue's clock as learned from traffic.
     *
     * @param offsetNanos to be added to our wall clock to get the venue's
     * @param errorNanos how far off that may be, in either direction
     */
    public record ClockOffset(long offsetNanos, long errorNanos) {}

    /**
     * The way from the I/O thread to the listeners' thread.
     *
     * @param queued events that wait now
     * @param capacity how many may wait
     * @param mostQueued most that ever waited
     * @param delivered calls of listeners
     * @param merges updates that a newer one overtook; no loss
     * @param dropped events thrown away because the queue was full
     * @param noticesDropped notices thrown away because theirs was full
     * @param callbackFailures calls that threw, inline ones included
     */
    public record DeliveryHealth(
            int queued,
            int capacity,
            int mostQueued,
            long delivered,
            long merges,
            long dropped,
            long noticesDropped,
            long callbackFailures) {}

    /**
     * A frame that could not be read.
     *
     * @param complaint what is wrong with it, and where
     * @param excerpt its beginning
     */
    public record UnreadableFrame(int connectionId, String complaint, String excerpt, long epochNanos) {}
}
