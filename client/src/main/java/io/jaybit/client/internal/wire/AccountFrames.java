package io.jaybit.client.internal.wire;

import io.jaybit.account.Origin;
import io.jaybit.feed.AccountSink;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the frames of private topics. Reused for each frame; confined to the thread that decodes. */
final class AccountFrames {
    private final AccountSink sink;
    private final List<Consumer<AccountSink>> events = new ArrayList<>();

    AccountFrames(AccountSink sink) {
        this.sink = sink;
    }

    /**
     * Reads all rows of a frame, and emits nothing.
     *
     * @return when it was pushed, epoch milliseconds; 0 if it does not say
     */
    long read(Node frame, Topic topic, AccountTopic known, long receivedEpochNanos) throws UnreadableFrame {
        events.clear();
        long pushed = new Fields(topic, frame).integerOrEmpty("creationTime").orElse(0);
        Origin origin = new Origin(known.source(), pushed, receivedEpochNanos);
        Node data = frame.get("data");
        // the venue's pages confuse lists and objects: both are taken
        List<Node> rows = data.isObject() ? List.of(data) : data.items();
        if (rows == null || data.isNull()) {
            throw Fields.complaint(topic, "data", data, "is missing or no list");
        }
        for (Node row : rows) {
            events.add(known.read(row, origin));
        }
        return pushed;
    }

    /** Emits what was read, in the frame's order. */
    void emit() {
        for (Consumer<AccountSink> event : events) {
            event.accept(sink);
        }
        events.clear();
    }
}
