package io.jaybit.station.cli;

import io.jaybit.feed.Frame;
import io.jaybit.recorder.log.FrameVisitor;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.RunStarted;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.venue.FrameListener;
import io.jaybit.simulator.venue.StreamConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an exchange has sent, connection by connection: after each frame how many there were and a hash of all so far, so that a log can be held against
 * it that ends somewhere. Confined to the exchange's thread until it has ended.
 */
final class SentFrames implements FrameListener {
    private static final Pattern CONNECTION = Pattern.compile("\"conn_id\":\"([^\"]+)\"");

    private final SimulatedExchange exchange;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** A frame. The hash is of it and of all before it. */
    record Sent(String label, long epochMillis, long hash) {
        boolean isData() {
            return !label.startsWith("answer.");
        }
    }

    /** A connection. */
    static final class Line {
        private final String name;
        private final Chain chain = new Chain();
        private final List<Sent> frames = new ArrayList<>();
        private int logged;

        private Line(String name) {
            this.name = name;
        }

        List<Sent> frames() {
            return frames;
        }

        /** How many of them the log has, from the first on. */
        int logged() {
            return logged;
        }

        List<Sent> lost() {
            return frames.subList(logged, frames.size());
        }
    }

    /** Each frame's hash covers the one before it. */
    private static final class Chain {
        private final MessageDigest digest;
        private byte[] last = new byte[0];

        private Chain() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("a JDK without SHA-256", e);
            }
        }

        private long add(byte[] bytes, int offset, int length) {
            digest.update(last);
            digest.update(bytes, offset, length);
            last = digest.digest();
            return ByteBuffer.wrap(last).getLong();
        }
    }

    SentFrames(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onSent(StreamConnection connection, String label, byte[] frame) {
        Line line = lines.computeIfAbsent(connection.name(), Line::new);
        line.frames.add(new Sent(label, exchange.timeline().now(), line.chain.add(frame, 0, frame.length)));
    }

    /**
     * Reads a log and finds the place of each of its frames among those that were sent.
     *
     * @return the connections that were opened, with how far the log has them
     * @throws AssertionError if the log's frames of a connection are not, in their order, those that were sent on it first
     */
    List<Line> inLog(Path log) throws IOException {
        Log reading = new Log();
        try (RawLogReader reader = RawLogReader.open(log, message -> {})) {
            reader.read(1, reading);
        }
        return List.copyOf(lines.values());
    }

    /** A connection of a run of the recording process. */
    private record Place(int run, int connectionId) {}

    /** Of one connection. */
    private static final class Reading {
        private final Chain chain = new Chain();
        private final Line line;

        private Reading(Line line) {
            this.line = line;
        }

        private void take(Frame frame) {
            long hash = chain.add(frame.bytes(), frame.offset(), frame.length());
            if (line.logged == line.frames.size()) {
                throw new AssertionError(line.name + ": more than was sent: " + frame);
            }
            if (line.frames.get(line.logged).hash != hash) {
                throw new AssertionError(line.name + ": frame " + line.logged + " of " + line.frames.size() + ", "
                        + line.frames.get(line.logged).label + " was sent, is " + frame);
            }
            line.logged++;
        }
    }

    private final class Log extends FrameVisitor {
        private final Map<Place, Reading> readings = new LinkedHashMap<>();
        private int run;

        private Log() {
            super(frame -> {});
        }

        @Override
        public void onStarted(RunStarted started, long epochNanos, long nanos) {
            run++;
        }

        @Override
        public void onFrame(Frame frame) {
            readings.computeIfAbsent(new Place(run, frame.connectionId()), place -> new Reading(line(frame)))
                    .take(frame);
        }

        /** The first frame is the answer to a request; it tells the venue's name of the connection. */
        private Line line(Frame frame) {
            String text = new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8);
            Matcher name = CONNECTION.matcher(text);
            Line line = name.find() ? lines.get(name.group(1)) : null;
            if (line == null) {
                throw new AssertionError("begins with what is no answer of the exchange: " + text);
            }
            return line;
        }
    }
}
