package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.feed.Subscriber;
import io.jaybit.simulator.feed.Topic;
import io.jaybit.simulator.wire.Replies;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client's connection: takes its requests, holds its subscriptions, sends it frames. Confined to the exchange's thread. */
public final class StreamConnection {
    private static final Set<String> OPS = Set.of(
            "pong",
            "auth",
            "subscribe",
            "unsubscribe",
            "order.create",
            "order.amend",
            "order.cancel",
            "order.create-batch",
            "order.amend-batch",
            "order.cancel-batch");

    private final Venue venue;
    private final StreamPath path;
    private final String name;
    private final String remote;
    private final Outlet outlet;
    private final long idleMillis;
    private final Requests requests;
    private final Subscriber subscriber = (topic, frame) -> send(topic.name(), frame, true);

    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final FrameTally sent = new FrameTally();
    private long topicCharacters;
    private @Nullable ApiKey key;
    private long lastSignEpochMillis;
    private boolean open = true;

    StreamConnection(Venue venue, StreamPath path, String name, String remote, Outlet outlet, long idleMillis) {
        this.venue = venue;
        this.path = path;
        this.name = name;
        this.remote = remote;
        this.outlet = outlet;
        this.idleMillis = idleMillis;
        this.lastSignEpochMillis = venue.timeline().now();
        Replies replies = new Replies(path.shape(), name);
        this.requests = switch (path) {
            case PRIVATE -> new PrivateRequests(venue, this, replies);
            case TRADE -> new TradeRequests(venue, this, replies);
            case SPOT, LINEAR, INVERSE, OPTION, SPREAD, STATUS, RFQ, EARN -> new PublicRequests(venue, this, replies);
        };
    }

    public StreamPath path() {
        return path;
    }

    /** The venue's name for it, as in {@code conn_id}. */
    public String name() {
        return name;
    }

    /** The client's address. */
    public String remote() {
        return remote;
    }

    /** What it has logged in with; null as long as it has not. */
    public @Nullable ApiKey key() {
        return key;
    }

    /** Names of its topics, in the order in which they were subscribed. */
    public Set<String> topicNames() {
        return Collections.unmodifiableSet(topics.keySet());
    }

    /** What it was sent: by topic, and answers by {@code answer.} and their op, {@code answer.other} for those without one. */
    public FrameTally sent() {
        return sent;
    }

    /** A text frame came in. */
    public void onText(String text) {
        if (!open) {
            return;
        }
        try {
            requests.take(StreamRequest.parse(path, text));
        } catch (IOException unreadable) {
            requests.unreadable(
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** A protocol ping came in; whether it is to be answered. */
    public boolean onPing() {
        return open && venue.faults().answersPings(this);
    }

    /** The socket has ended, whoever ended it. A second time changes nothing. */
    public void onClosed() {
        open = false;
        if (venue.forget(this)) {
            topics.values().forEach(topic -> {
                topic.lost(subscriber);
                leftBehind(topic);
            });
            topics.clear();
            topicCharacters = 0;
        }
    }

    void logIn(ApiKey with) {
        if (key == null) {
            key = with;
        }
    }

    int topicCount() {
        return topics.size();
    }

    /** Length of all its topics' names together. */
    long topicCharacters() {
        return topicCharacters;
    }

    boolean isSubscribed(String topic) {
        return topics.containsKey(topic);
    }

    /** Answers a subscribe request and joins its topics, in the order that the venue's config says. */
    void subscribe(String reply, Map<String, Topic> found) {
        boolean ackFirst = venue.config().ackFirst();
        if (ackFirst) {
            answer("subscribe", reply);
        }
        found.forEach((name, topic) -> {
            topics.put(name, topic);
            topicCharacters += name.length();
            if (path.isPublic()) {
                venue.published().joined(path, topic);
            }
            topic.join(subscriber);
        });
        if (!ackFirst) {
            answer("subscribe", reply);
        }
    }

    void unsubscribe(String name) {
        Topic topic = topics.remove(name);
        if (topic != null) {
            topicCharacters -= name.length();
            topic.leave(subscriber);
            leftBehind(topic);
        }
    }

    private void leftBehind(Topic topic) {
        if (path.isPublic()) {
            venue.published().left(path, topic);
        }
    }

    void answer(String op, String text) {
        // A client's own words are no labels: there is no end to them.
        String known = OPS.contains(op) ? op : "other";
        send("answer." + known, text.getBytes(StandardCharsets.UTF_8), false);
    }

    void pong(String text) {
        lastSignEpochMillis = venue.timeline().now();
        answer("pong", text);
    }

    private void send(String label, byte[] frame, boolean data) {
        venue.faults().send(this, label, frame, data);
    }

    /** Sends a frame that has come through all faults. */
    void write(String label, byte[] frame, boolean data) {
        if (!open) {
            return;
        }
        outlet.send(frame);
        sent.add(label, frame);
        venue.sent(this, label, frame);
        if (data) {
            lastSignEpochMillis = venue.timeline().now();
        }
        cutIfSlow(venue.config().mostPendingBytes());
    }

    void cutIfSlow(long mostPendingBytes) {
        if (open && outlet.pendingBytes() > mostPendingBytes) {
            venue.countSlow();
            reset();
        }
    }

    /** Ends it by the closing handshake. */
    void close(int code, String reason) {
        if (open) {
            open = false;
            outlet.close(code, reason);
            forgetSoon();
        }
    }

    /** Cuts it without a word. */
    void reset() {
        if (open) {
            open = false;
            outlet.reset();
            forgetSoon();
        }
    }

    /** Not at once: a topic may be handing out a frame right now. */
    private void forgetSoon() {
        venue.timeline().after(0, this::onClosed);
    }

    void cutIfIdle() {
        if (venue.timeline().now() - lastSignEpochMillis >= idleMillis) {
            close(1000, "");
        }
    }

    @Override
    public String toString() {
        return path.text() + " " + name;
    }
}
