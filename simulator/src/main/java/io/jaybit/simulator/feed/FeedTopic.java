package io.jaybit.simulator.feed;

import java.util.Arrays;

/** A topic with its subscribers, who are served in the order in which they came. */
abstract class FeedTopic implements Topic {
    private static final Subscriber[] NOBODY = {};

    private final String name;
    /** Replaced, never changed, so that a subscriber may leave while frames are delivered. */
    private Subscriber[] subscribers = NOBODY;

    FeedTopic(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void join(Subscriber subscriber) {
        if (Arrays.asList(subscribers).contains(subscriber)) {
            return;
        }
        boolean first = subscribers.length == 0;
        subscribers = Arrays.copyOf(subscribers, subscribers.length + 1);
        subscribers[subscribers.length - 1] = subscriber;
        joined(subscriber, first);
    }

    @Override
    public final void leave(Subscriber subscriber) {
        subscribers = Arrays.stream(subscribers)
                .filter(other -> !other.equals(subscriber))
                .toArray(Subscriber[]::new);
    }

    final boolean hasSubscribers() {
        return subscribers.length > 0;
    }

    /** Somebody listens now: what he is to get at once. */
    abstract void joined(Subscriber subscriber, boolean first);

    final void publish(byte[] frame) {
        for (Subscriber subscriber : subscribers) {
            subscriber.deliver(this, frame);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
