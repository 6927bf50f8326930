package io.jaybit.client.internal.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's numbers at one moment. Immutable.
 *
 * @param connections every connection, open or waiting
 * @param topics every topic that is wanted or not yet gone
 * @param clock the venue's clock against ours; null before enough was heard
 * @param connectsInWindow connects that count against the venue's rate now
 * @param reconnects sockets lost after they were open
 * @param unexpected frames that fit no request
 * @param unreadable frames that could not be read
 * @param strays data of topics that were not wanted on that connection
 */
public record SessionHealth(
        List<ConnectionRow> connections,
        List<TopicRow> topics,
        @Nullable ClockEstimate clock,
        int connectsInWindow,
        long reconnects,
        long unexpected,
        long unreadable,
        long strays) {
    public SessionHealth {
        connections = List.copyOf(connections);
        topics = List.copyOf(topics);
    }
}
