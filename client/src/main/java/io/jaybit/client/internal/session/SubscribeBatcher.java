package io.jaybit.client.internal.session;

import io.jaybit.market.TopicKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what the next request of a connection is about: what is leaving before what is coming, only topics of one group
 * together, in the order in which they were placed. Pure.
 */
final class SubscribeBatcher {
    /** RPI books apart: their acks come without id. */
    private static final int RPI_GROUP = -1;

    private SubscribeBatcher() {}

    /** Topics to unsubscribe in one request; empty when there are none. */
    static List<TopicSession> leaving(List<TopicSession> topics, int most) {
        return batch(topics, TopicState.LEAVING, most);
    }

    /** Topics to subscribe in one request; empty when there are none. */
    static List<TopicSession> coming(List<TopicSession> topics, int most) {
        return batch(topics, TopicState.WAITING, most);
    }

    private static List<TopicSession> batch(List<TopicSession> topics, TopicState state, int most) {
        List<TopicSession> batch = new ArrayList<>();
        for (TopicSession topic : topics) {
            if (topic.state() != state || topic.pending() != null) {
                continue;
            }
            if (batch.isEmpty() || groupOf(batch.get(0)) == groupOf(topic)) {
                batch.add(topic);
                if (batch.size() == most) {
                    break;
                }
            }
        }
        return batch;
    }

    private static int groupOf(TopicSession topic) {
        return topic.group() == 0 && topic.topic.kind() == TopicKind.RPI_ORDER_BOOK ? RPI_GROUP : topic.group();
    }
}
