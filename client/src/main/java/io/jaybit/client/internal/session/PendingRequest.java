package io.jaybit.client.internal.session;

import java.util.List;

/** A subscribe or unsubscribe that was sent and is not answered. Immutable; every one is equal to itself alone. */
final class PendingRequest {
    private final String id;
    private final boolean isSubscribe;
    private final List<TopicSession> topics;
    private final long sent;

    /**
     * @param topics empty for an unsubscribe of what we do not know
     * @param sent on the session's clock
     */
    PendingRequest(String id, boolean isSubscribe, List<TopicSession> topics, long sent) {
        this.id = id;
        this.isSubscribe = isSubscribe;
        this.topics = List.copyOf(topics);
        this.sent = sent;
    }

    String id() {
        return id;
    }

    boolean isSubscribe() {
        return isSubscribe;
    }

    List<TopicSession> topics() {
        return topics;
    }

    long sent() {
        return sent;
    }

    /** Whether this request still is what the topic waits for: it may have been proven by data or lost its socket since. */
    boolean isAwaitedBy(TopicSession topic) {
        return topic.pending() == this;
    }
}
