package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.feed.Topic;
import io.jaybit.simulator.wire.Replies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests on the private path.
 *
 * <p>Undocumented, and answered here as seems nearest: a subscription before the login; a second login, which is checked like the
 * first and changes nothing; a topic that is subscribed already, which counts as a success.
 */
final class PrivateRequests implements Requests {
    private static final Set<String> FAMILIES = Set.of("order", "execution", "execution.fast", "position");
    private static final Set<String> CATEGORIES = Set.of("spot", "linear", "inverse", "option");

    private final Venue venue;
    private final StreamConnection connection;
    private final Replies replies;

    PrivateRequests(Venue venue, StreamConnection connection, Replies replies) {
        this.venue = venue;
        this.connection = connection;
        this.replies = replies;
    }

    @Override
    public void take(StreamRequest request) throws IOException {
        switch (request.op()) {
            case "ping" -> connection.pong(replies.pong(request.requestId(), venue.now()));
            case "auth" -> logIn(request);
            case "subscribe" -> subscribe(request, request.topics());
            case "unsubscribe" -> unsubscribe(request, request.topics());
            default -> connection.answer(request.op(), replies.unknownOp(request.requestId(), request.op()));
        }
    }

    @Override
    public void unreadable(String complaint) {
        connection.answer("", replies.notJson(complaint));
    }

    private void logIn(StreamRequest request) {
        Login login = Login.check(request.whole().get("args"), venue.keys(), venue.now());
        ApiKey key = login.key();
        if (key != null) {
            connection.logIn(key);
        }
        connection.answer(
                request.op(),
                key == null
                        ? replies.refused(request.requestId(), request.op(), "Params Error")
                        : replies.accepted(request.requestId(), request.op()));
    }

    private void subscribe(StreamRequest request, List<String> names) {
        ApiKey key = connection.key();
        if (key == null) {
            connection.answer(
                    request.op(), replies.refused(request.requestId(), request.op(), "Request not authorized"));
            return;
        }
        if (names.isEmpty()) {
            connection.answer(request.op(), replies.refused(request.requestId(), request.op(), "Params Error"));
            return;
        }
        Set<String> conflicts = conflicts(names);
        Map<String, Topic> found = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        for (String name : names) {
            Topic topic = conflicts.contains(name) ? null : venue.find(key.account(), name);
            if (topic == null) {
                failed.add(name);
            } else {
                found.put(name, topic);
            }
        }
        String reply = failed.isEmpty()
                ? replies.accepted(request.requestId(), request.op())
                : replies.refused(
                        request.requestId(),
                        request.op(),
                        "Batch subscription partially succeeded and partially failed.Successful subscriptions are as follows:["
                                + String.join(",", found.keySet())
                                + "]. Subscription to the following topics failed because the topic does not exist or there is a"
                                + " subscription conflict:["
                                + String.join(",", failed) + "].");
        found.keySet().removeIf(connection::isSubscribed);
        connection.subscribe(reply, found);
    }

    /** The topics of a family that is asked for at once as a whole and by category. */
    private static Set<String> conflicts(List<String> names) {
        Set<String> conflicts = new LinkedHashSet<>();
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            String family = dot < 0 ? "" : name.substring(0, dot);
            if (FAMILIES.contains(family) && CATEGORIES.contains(name.substring(dot + 1)) && names.contains(family)) {
                conflicts.add(family);
                conflicts.add(name);
            }
        }
        return conflicts;
    }

    private void unsubscribe(StreamRequest request, List<String> names) {
        names.forEach(connection::unsubscribe);
        connection.answer(request.op(), replies.accepted(request.requestId(), request.op()));
    }
}
