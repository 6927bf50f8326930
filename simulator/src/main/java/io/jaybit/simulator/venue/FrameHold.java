package io.jaybit.simulator.venue;

import io.jaybit.simulator.exchange.Timeline;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames that leave later than they came, of one connection. Those of one label stay in order, but for one that is passed. */
final class FrameHold {
    private static final long LONGEST_PASS_MILLIS = 1_000;

    private final Timeline timeline;
    private final StreamConnection connection;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** What waits under one label. */
    private static final class Line {
        private final ArrayDeque<Held> delayed = new ArrayDeque<>();
        private @Nullable Held passed;
    }

    /** A frame that waits. */
    private static final class Held {
        private final byte[] frame;
        private final boolean data;
        private final long dueEpochMillis;

        private Held(byte[] frame, boolean data, long dueEpochMillis) {
            this.frame = frame;
            this.data = data;
            this.dueEpochMillis = dueEpochMillis;
        }
    }

    FrameHold(Timeline timeline, StreamConnection connection) {
        this.timeline = timeline;
        this.connection = connection;
    }

    /** Sends a frame after a while, and not before those of its label that wait already. */
    void send(String label, byte[] frame, boolean data, long delayMillis) {
        Line line = lines.get(label);
        if (delayMillis == 0 && (line == null || line.delayed.isEmpty())) {
            connection.write(label, frame, data);
            letPass(label, line);
            return;
        }
        Line waiting = lines.computeIfAbsent(label, key -> new Line());
        long due = timeline.now() + delayMillis;
        if (!waiting.delayed.isEmpty()) {
            due = Math.max(due, waiting.delayed.getLast().dueEpochMillis);
        }
        waiting.delayed.add(new Held(frame, data, due));
        timeline.at(due, () -> release(label, waiting));
    }

    private void release(String label, Line line) {
        Held first = line.delayed.poll();
        if (first != null) {
            connection.write(label, first.frame, first.data);
            letPass(label, line);
        }
    }

    /** Keeps a frame until the next of its label was sent. */
    void overtake(String label, byte[] frame, boolean data) {
        Line line = lines.computeIfAbsent(label, key -> new Line());
        letPass(label, line);
        Held held = new Held(frame, data, timeline.now() + LONGEST_PASS_MILLIS);
        line.passed = held;
        timeline.at(held.dueEpochMillis, () -> {
            if (line.passed == held) {
                letPass(label, line);
            }
        });
    }

    private void letPass(String label, @Nullable Line line) {
        Held passed = line == null ? null : line.passed;
        if (line != null && passed != null) {
            line.passed = null;
            connection.write(label, passed.frame, passed.data);
        }
    }

    boolean isEmpty() {
        return lines.values().stream().allMatch(line -> line.delayed.isEmpty() && line.passed == null);
    }
}
