package io.jaybit.client.testing;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameSink;
import io.jaybit.market.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts the frames a client gets before it reads them, by channel and topic, with a fingerprint of all. Safe for any thread. */
public final class FrameCount implements FrameSink {
    private static final byte[] TOPIC = "\"topic\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Map<Channel, Map<String, Line>> lines = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();
    private Predicate<String> keeps = topic -> false;

    /** What came of one topic, in the words of the exchange's own count. */
    public record Count(long frames, long bytes, String sha256) {}

    private static final class Line {
        private final MessageDigest digest = sha256();
        private long frames;
        private long bytes;
    }

    /** Keeps the text of frames of these topics. */
    public synchronized FrameCount keeping(Predicate<String> topics) {
        keeps = topics;
        return this;
    }

    @Override
    public synchronized void onFrame(Frame frame) {
        String topic = topic(frame);
        if (topic.isEmpty()) {
            return;
        }
        Line line = lines.computeIfAbsent(frame.channel(), channel -> new LinkedHashMap<>())
                .computeIfAbsent(topic, name -> new Line());
        line.frames++;
        line.bytes += frame.length();
        line.digest.update(frame.bytes(), frame.offset(), frame.length());
        line.digest.update((byte) '\n');
        if (keeps.test(topic)) {
            kept.add(frame.toString());
        }
    }

    /** Empty for what is no data. */
    private static String topic(Frame frame) {
        byte[] bytes = frame.bytes();
        int from = frame.offset() + 1;
        for (int i = 0; i < TOPIC.length; i++) {
            if (from + i >= frame.offset() + frame.length() || bytes[from + i] != TOPIC[i]) {
                return "";
            }
        }
        int begin = from + TOPIC.length;
        int end = begin;
        while (bytes[end] != '"') {
            end++;
        }
        return new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
    }

    /** By topic. */
    public synchronized Map<String, Count> counts(Channel channel) {
        Map<String, Count> counts = new LinkedHashMap<>();
        lines.getOrDefault(channel, Map.of())
                .forEach((topic, line) ->
                        counts.put(topic, new Count(line.frames, line.bytes, fingerprint(line.digest))));
        return counts;
    }

    /** The text of frames that were to be kept, in their order. */
    public synchronized List<String> kept() {
        return List.copyOf(kept);
    }

    private static String fingerprint(MessageDigest running) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) running.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
