package io.jaybit.simulator.venue;

import io.jaybit.simulator.feed.Subscriber;
import io.jaybit.simulator.feed.Topic;

/** A topic that can be subscribed and never says anything. Immutable. */
record SilentTopic(String name) implements Topic {
    @Override
    public void join(Subscriber subscriber) {}

    @Override
    public void leave(Subscriber subscriber) {}
}
