package io.jaybit.simulator.venue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts frames and keeps a fingerprint of them, topic by topic. Confined to the exchange's thread. */
public final class FrameTally {
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /**
     * What was counted of one topic.
     *
     * @param sha256 of all frames in their order, each followed by a line feed; hexadecimal
     */
    public record Count(long frames, long bytes, String sha256) {}

    private static final class Line {
        private final MessageDigest digest = sha256();
        private long frames;
        private long bytes;
    }

    void add(String topic, byte[] frame) {
        Line line = lines.computeIfAbsent(topic, name -> new Line());
        line.frames++;
        line.bytes += frame.length;
        line.digest.update(frame);
        line.digest.update((byte) '\n');
    }

    /** By topic, in the order in which they were first heard of. */
    public Map<String, Count> counts() {
        Map<String, Count> counts = new LinkedHashMap<>();
        lines.forEach((topic, line) -> counts.put(topic, new Count(line.frames, line.bytes, fingerprint(line.digest))));
        return counts;
    }

    private static String fingerprint(MessageDigest running) {
        try {
            MessageDigest copy = (MessageDigest) running.clone();
            return HexFormat.of().formatHex(copy.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 cannot be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-256", e);
        }
    }
}
