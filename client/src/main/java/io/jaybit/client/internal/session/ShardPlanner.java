package io.jaybit.client.internal.session;

import io.jaybit.market.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives topics without connection a place within the venue's limits. Topics of one symbol come to the same connection where there is
 * room, so that their order holds; a topic being cured gets a connection of its own. Pure but for what it places.
 */
final class ShardPlanner {
    private record Target(Channel channel, String name) {}

    private ShardPlanner() {}

    /** Places all of them, in their order; adds the connections it needs to {@code connections}. */
    static void place(List<TopicSession> homeless, List<Connection> connections, World world) {
        Map<Target, List<TopicSession>> groups = new LinkedHashMap<>();
        for (TopicSession topic : homeless) {
            if (topic.isMoving()) {
                Connection own = new Connection(world, topic.topic.channel(), topic);
                connections.add(own);
                topic.placed(own);
            } else {
                groups.computeIfAbsent(targetOf(topic), any -> new ArrayList<>())
                        .add(topic);
            }
        }
        if (groups.isEmpty()) {
            return;
        }
        Map<Target, Connection> kin = homes(connections);
        groups.forEach((target, topics) -> placeTogether(topics, kin.get(target), connections, world));
    }

    private static void placeTogether(
            List<TopicSession> topics, @Nullable Connection kin, List<Connection> connections, World world) {
        int from = 0;
        while (from < topics.size()) {
            List<TopicSession> rest = topics.subList(from, topics.size());
            Connection place = from == 0 && kin != null && fitting(kin, rest) > 0 ? kin : null;
            if (place == null) {
                place = roomy(rest, connections);
            }
            if (place == null) {
                place = new Connection(world, rest.get(0).topic.channel(), null);
                connections.add(place);
            }
            int fits = fitting(place, rest);
            if (fits == 0) {
                throw new IllegalStateException("no connection can take " + rest.get(0).topic + " of "
                        + rest.get(0).characters() + " characters");
            }
            for (TopicSession topic : List.copyOf(rest.subList(0, fits))) {
                topic.placed(place);
            }
            from += fits;
        }
    }

    /** The first connection that takes all of them; null if a new one is needed. */
    private static @Nullable Connection roomy(List<TopicSession> topics, List<Connection> connections) {
        for (Connection connection : connections) {
            if (connection.channel == topics.get(0).topic.channel() && fitting(connection, topics) == topics.size()) {
                return connection;
            }
        }
        return null;
    }

    /** How many of them, from the first, a connection takes. */
    private static int fitting(Connection connection, List<TopicSession> topics) {
        int characters = 0;
        for (int i = 0; i < topics.size(); i++) {
            characters += topics.get(i).characters();
            if (!connection.hasRoomFor(i + 1, characters)) {
                return i;
            }
        }
        return topics.size();
    }

    private static Map<Target, Connection> homes(List<Connection> connections) {
        Map<Target, Connection> homes = new HashMap<>();
        for (Connection connection : connections) {
            for (TopicSession topic : connection.topics()) {
                homes.putIfAbsent(targetOf(topic), connection);
            }
        }
        return homes;
    }

    private static Target targetOf(TopicSession topic) {
        String target = topic.topic.target();
        return new Target(topic.topic.channel(), target.isEmpty() ? topic.topic.name() : target);
    }
}
