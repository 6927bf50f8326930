package io.jaybit.simulator.venue;

import io.jaybit.simulator.feed.Subscriber;
import io.jaybit.simulator.feed.Topic;
import io.jaybit.simulator.wire.StreamPath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Listens to every public topic that somebody has subscribed, as a client would whose line is perfect: what the venue published,
 * before anything went wrong. Begins with a topic's first subscriber and pauses when its last has left.
 */
final class PublishedTally {
    private final FrameTally tally = new FrameTally();
    private final Map<String, Ear> ears = new LinkedHashMap<>();

    private final class Ear implements Subscriber {
        private final String key;
        private int listeners;

        private Ear(String key) {
            this.key = key;
        }

        @Override
        public void deliver(Topic topic, byte[] frame) {
            tally.add(key, frame);
        }
    }

    /** Somebody subscribes; to be called before he joins. */
    void joined(StreamPath path, Topic topic) {
        Ear ear = ears.computeIfAbsent(key(path, topic), Ear::new);
        if (ear.listeners++ == 0) {
            topic.join(ear);
        }
    }

    void left(StreamPath path, Topic topic) {
        Ear ear = ears.get(key(path, topic));
        if (ear != null && --ear.listeners == 0) {
            topic.leave(ear);
        }
    }

    /** By path and topic: {@code linear orderbook.50.BTCUSDT}. */
    FrameTally tally() {
        return tally;
    }

    private static String key(StreamPath path, Topic topic) {
        return path.text() + ' ' + topic.name();
    }
}
