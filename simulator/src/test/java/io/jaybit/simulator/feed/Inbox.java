package io.jaybit.simulator.feed;

import io.jaybit.simulator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a topic delivers. */
final class Inbox implements Subscriber {
    final List<String> frames = new ArrayList<>();

    @Override
    public void deliver(Topic topic, byte[] frame) {
        frames.add(new String(frame, StandardCharsets.UTF_8));
    }

    String last() {
        return frames.get(frames.size() - 1);
    }

    Json lastJson() {
        return json(last());
    }

    /** The last frame but for its {@code ts}, which is 0 there. */
    String lastTimeless() {
        return last().replaceFirst("\"ts\":\\d+", "\"ts\":0");
    }

    static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
