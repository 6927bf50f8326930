package io.jaybit.station.cli;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameSink;
import io.jaybit.market.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the venue words its acks, refusals and pongs, channel by channel. The I/O thread writes, the main thread reads. */
final class AckShapes implements FrameSink {
    private static final Pattern KEY = Pattern.compile("\"([A-Za-z0-9_]{1,40})\":");
    /** Data frames name their topic within so many characters. */
    private static final int BEGINNING = 160;

    private static final Set<String> KNOWN = Set.of(
            "success", "ret_msg", "conn_id", "req_id", "op", "type", "data", "failTopics", "successTopics", "args");

    /**
     * One wording.
     *
     * @param kind ack, refusal, pong or other
     * @param keys in the order of the frame
     */
    private record Shape(Channel channel, String kind, Collection<String> keys) {
        @Override
        public String toString() {
            return channel.path() + ": " + kind + " {" + String.join(", ", keys) + "}";
        }

        Set<String> news() {
            Set<String> news = new LinkedHashSet<>(keys);
            news.removeAll(KNOWN);
            return news;
        }
    }

    private final Set<Shape> shapes = new ConcurrentSkipListSet<>(Comparator.comparing(Shape::toString));

    @Override
    public void onFrame(Frame frame) {
        if (text(frame, BEGINNING).contains("\"topic\":")) {
            return;
        }
        String text = text(frame, frame.length());
        Set<String> keys = new LinkedHashSet<>();
        Matcher found = KEY.matcher(text);
        while (found.find()) {
            keys.add(found.group(1));
        }
        shapes.add(new Shape(frame.channel(), kind(text), keys));
    }

    private static String text(Frame frame, int most) {
        return new String(frame.bytes(), frame.offset(), Math.min(frame.length(), most), StandardCharsets.UTF_8);
    }

    private static String kind(String text) {
        if (text.contains("\"pong\"")) {
            return "pong";
        }
        if (text.contains("\"success\":false")) {
            return "refusal";
        }
        return text.contains("\"subscribe\"") || text.contains("\"COMMAND_RESP\"") ? "ack" : "other";
    }

    /** Writes down each wording met, and what no page of the venue names. */
    void report(Findings findings) {
        for (Shape shape : shapes) {
            findings.fine(shape.toString());
            if (!shape.news().isEmpty()) {
                findings.note(shape.channel().path() + ": fields that are new to this version: " + shape.news());
            }
        }
    }
}
