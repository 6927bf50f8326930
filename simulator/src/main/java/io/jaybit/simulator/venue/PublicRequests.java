package io.jaybit.simulator.venue;

import io.jaybit.simulator.feed.Topic;
import io.jaybit.simulator.wire.Replies;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests on the paths that need no login.
 *
 * <p>Linear and inverse refuse a whole request for one bad topic; spot does too, and takes at most 10 topics in one; option and
 * spread answer for each topic. The texts for too many characters and too many option topics are undocumented; they follow that of
 * spot.
 */
final class PublicRequests implements Requests {
    private static final int MOST_SPOT_TOPICS = 10;
    private static final int MOST_OPTION_TOPICS = 2_000;
    private static final int MOST_CHARACTERS = 21_000;

    private final Venue venue;
    private final StreamConnection connection;
    private final Replies replies;

    PublicRequests(Venue venue, StreamConnection connection, Replies replies) {
        this.venue = venue;
        this.connection = connection;
        this.replies = replies;
    }

    @Override
    public void take(StreamRequest request) throws IOException {
        switch (request.op()) {
            case "ping" -> connection.pong(replies.pong(request.requestId(), venue.now()));
            case "subscribe" -> subscribe(request, request.topics());
            case "unsubscribe" -> unsubscribe(request, request.topics());
            default -> connection.answer(request.op(), replies.unknownOp(request.requestId(), request.op()));
        }
    }

    @Override
    public void unreadable(String complaint) {
        connection.answer("", replies.notJson(complaint));
    }

    private void subscribe(StreamRequest request, List<String> names) {
        String refusal = refusal(request, names);
        if (refusal != null) {
            connection.answer(request.op(), refusal);
        } else if (connection.path().shape() == StreamPath.Shape.COMMAND) {
            subscribeEach(names);
        } else {
            subscribeAll(request, names);
        }
    }

    /** The answer to what is refused by its measure alone; null if it is not. */
    private @Nullable String refusal(StreamRequest request, List<String> names) {
        if (names.isEmpty()) {
            return replies.refused(request.requestId(), request.op(), "error:args is empty");
        }
        if (connection.path() == StreamPath.SPOT && names.size() > MOST_SPOT_TOPICS) {
            return replies.tooManyArguments(request.requestId(), request.op());
        }
        if (connection.path() == StreamPath.OPTION && connection.topicCount() + names.size() > MOST_OPTION_TOPICS) {
            return replies.refused(request.requestId(), request.op(), "args size >" + MOST_OPTION_TOPICS);
        }
        long characters = connection.topicCharacters();
        for (String name : names) {
            characters += name.length();
        }
        return characters > MOST_CHARACTERS
                ? replies.refused(request.requestId(), request.op(), "args length >" + MOST_CHARACTERS)
                : null;
    }

    private void subscribeAll(StreamRequest request, List<String> names) {
        Map<String, Topic> found = new LinkedHashMap<>();
        for (String name : names) {
            Topic topic = venue.find(connection.path(), name);
            if (topic == null) {
                connection.answer(request.op(), replies.unknownTopic(request.requestId(), request.op(), name));
                return;
            }
            if (connection.isSubscribed(name) || found.put(name, topic) != null) {
                connection.answer(request.op(), replies.alreadySubscribed(request.requestId(), request.op(), name));
                return;
            }
        }
        connection.subscribe(replies.accepted(request.requestId(), request.op()), found);
    }

    private void subscribeEach(List<String> names) {
        Map<String, Topic> found = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Topic topic = venue.find(connection.path(), name);
            if (topic == null && isAcknowledgedInVain(name)) {
                topic = new SilentTopic(name);
            }
            if (topic == null) {
                unknown.add(name);
            } else {
                known.add(name);
                found.put(name, topic);
            }
        }
        found.keySet().removeIf(connection::isSubscribed);
        connection.subscribe(replies.commandResponse(known, unknown), found);
    }

    /** The option socket takes depths and candles that it does not have, of symbols that it has, and then says nothing. */
    private boolean isAcknowledgedInVain(String name) {
        if (connection.path() != StreamPath.OPTION || !(name.startsWith("orderbook.") || name.startsWith("kline."))) {
            return false;
        }
        int dot = name.indexOf('.', name.indexOf('.') + 1);
        return dot > 0 && venue.find(connection.path(), "orderbook.25" + name.substring(dot)) != null;
    }

    private void unsubscribe(StreamRequest request, List<String> names) {
        names.forEach(connection::unsubscribe);
        connection.answer(
                request.op(),
                connection.path().shape() == StreamPath.Shape.COMMAND
                        ? replies.commandResponse(names, List.of())
                        : replies.accepted(request.requestId(), request.op()));
    }
}
