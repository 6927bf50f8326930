package io.jaybit.simulator.venue;

import io.jaybit.simulator.feed.Subscriber;
import io.jaybit.simulator.feed.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** A topic that says what a test says, and begins with a snapshot where it has one. */
final class PlainTopic implements Topic {
    private final String name;
    private final String snapshot;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();

    PlainTopic(String name, String snapshot) {
        this.name = name;
        this.snapshot = snapshot;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void join(Subscriber subscriber) {
        if (subscribers.add(subscriber) && !snapshot.isEmpty()) {
            subscriber.deliver(this, bytes(snapshot));
        }
    }

    @Override
    public void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    void say(String frame) {
        byte[] shared = bytes(frame);
        for (Subscriber subscriber : new ArrayList<>(subscribers)) {
            subscriber.deliver(this, shared);
        }
    }

    int subscriberCount() {
        return subscribers.size();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
