package io.jaybit.client;

import io.jaybit.market.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What came in that nobody here understands: the last few frames, and the topics. Confined to the I/O thread. */
final class Curiosities {
    /** How much of a frame is kept, in bytes. */
    static final int EXCERPT = 500;

    private static final int FRAMES_KEPT = 16;
    private static final int TOPICS_KEPT = 200;

    private final ArrayDeque<Health.UnreadableFrame> frames = new ArrayDeque<>();
    private final Set<Topic> topics = new LinkedHashSet<>();

    void keep(Health.UnreadableFrame frame) {
        if (frames.size() == FRAMES_KEPT) {
            frames.removeFirst();
        }
        frames.addLast(frame);
    }

    /** Whether the topic is met for the first time; never again once there are too many to remember. */
    boolean isNew(Topic topic) {
        return topics.size() < TOPICS_KEPT && topics.add(topic);
    }

    List<Health.UnreadableFrame> frames() {
        return new ArrayList<>(frames);
    }

    Set<Topic> topics() {
        return topics;
    }
}
