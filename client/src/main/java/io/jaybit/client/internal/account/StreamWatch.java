package io.jaybit.client.internal.account;

import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether all streams of an account live, by the notices of the session. Confined to one thread. */
final class StreamWatch {
    private final Set<Topic> wanted;
    /** By topic, the connection that serves it. */
    private final Map<Topic, Integer> live = new HashMap<>();

    private String lost = "not connected yet";

    StreamWatch(Set<Topic> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Takes every notice of the client. */
    void onNotice(Notice notice) {
        if (notice instanceof Notice.TopicLive on) {
            if (wanted.contains(on.topic())) {
                live.put(on.topic(), on.connectionId());
            }
        } else if (notice instanceof Notice.Disconnected gone) {
            if (live.values().removeIf(id -> id == gone.connectionId())) {
                lost = gone.reason();
            }
        } else if (notice instanceof Notice.TopicRefused refused) {
            lose(refused.topic(), refused.topic().name() + " refused: " + refused.reason());
        } else if (notice instanceof Notice.TopicClosed closed) {
            lose(closed.topic(), closed.topic().name() + " closed");
        }
    }

    private void lose(@Nullable Topic topic, String why) {
        if (topic != null && wanted.contains(topic)) {
            live.remove(topic);
            lost = why;
        }
    }

    boolean allLive() {
        return live.size() == wanted.size();
    }

    /** Why not all live, by the last that was lost. */
    String why() {
        return lost;
    }
}
