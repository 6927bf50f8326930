package io.jaybit.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jaybit.simulator.wire.StreamPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One recorded data frame and what a server must know of it. Immutable. */
final class TapeFrame {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> TIMES =
            Set.of("ts", "cts", "T", "creationTime", "start", "end", "timestamp", "updateTime");

    private final StreamPath path;
    private final String topic;
    private final byte[] text;
    private final boolean snapshot;
    private final long epochMillis;
    private final long updateId;
    private final long seq;

    private TapeFrame(
            StreamPath path, String topic, byte[] text, boolean snapshot, long epochMillis, long updateId, long seq) {
        this.path = path;
        this.topic = topic;
        this.text = text;
        this.snapshot = snapshot;
        this.epochMillis = epochMillis;
        this.updateId = updateId;
        this.seq = seq;
    }

    /**
     * @return null for an ack, a pong, anything else without a topic
     * @throws IOException if the line is not one JSON object
     */
    static @Nullable TapeFrame parse(StreamPath path, byte[] line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            String topic = null;
            boolean snapshot = false;
            long time = 0;
            long u = 0;
            long seq = 0;
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new IOException("cut off");
                }
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    depth++;
                } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    depth--;
                } else if (token != JsonToken.FIELD_NAME && parser.currentName() != null) {
                    String key = parser.currentName();
                    if (depth == 1 && token == JsonToken.VALUE_STRING) {
                        topic = key.equals("topic") ? parser.getText() : topic;
                        snapshot |= key.equals("type") && parser.getText().equals("snapshot");
                    } else if (token == JsonToken.VALUE_NUMBER_INT) {
                        if (depth == 1 && (key.equals("ts") || key.equals("creationTime"))) {
                            time = parser.getLongValue();
                        } else if (depth == 2 && key.equals("u")) {
                            u = parser.getLongValue();
                        } else if (key.equals("seq")) {
                            seq = Math.max(seq, parser.getLongValue());
                        }
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("text after the object");
            }
            return topic == null ? null : new TapeFrame(path, topic, line, snapshot, time, u, seq);
        }
    }

    StreamPath path() {
        return path;
    }

    String topic() {
        return topic;
    }

    /** The frame as recorded; not to be changed. */
    byte[] text() {
        return text;
    }

    /** Venue time of the push; 0 where the frame has none. */
    long epochMillis() {
        return epochMillis;
    }

    /** 0 where the frame has none. */
    long updateId() {
        return updateId;
    }

    /** The greatest of the frame; 0 where it has none. */
    long seq() {
        return seq;
    }

    /** Whether frames of its topic build on each other, so that a newcomer must begin at a snapshot. */
    boolean isState() {
        return topic.startsWith("orderbook.") || topic.startsWith("tickers.") || topic.startsWith("insurance.");
    }

    /** Whether a newcomer may begin here. */
    boolean isStart() {
        return snapshot || updateId == 1;
    }

    /** The symbol at the end of the topic; the pool or base coin where it has no symbol. */
    String target() {
        int dots = topic.startsWith("orderbook.") || topic.startsWith("kline.") ? 2 : 1;
        int from = 0;
        for (int i = 0; i < dots; i++) {
            from = topic.indexOf('.', from) + 1;
        }
        return topic.substring(from);
    }

    /**
     * The frame as it would read on a later lap: times, update ids and sequences moved on, trade ids made new.
     *
     * @param updateIds added to {@code u}, except to 1, which says that the venue restarted
     */
    byte[] shifted(long millis, long updateIds, long sequences, int lap) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
        int copied = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String key = parser.currentName();
                if (token == JsonToken.FIELD_NAME || key == null || !token.isScalarValue()) {
                    continue;
                }
                String now = moved(key, parser.getText(), millis, updateIds, sequences, lap);
                if (now != null) {
                    int quote = token == JsonToken.VALUE_STRING ? 1 : 0;
                    int at = (int) parser.currentTokenLocation().getByteOffset() + quote;
                    out.write(text, copied, at - copied);
                    out.writeBytes(now.getBytes(StandardCharsets.UTF_8));
                    copied = at + parser.getTextLength();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a frame that was readable is not: " + topic, e);
        }
        out.write(text, copied, text.length - copied);
        return out.toByteArray();
    }

    private static @Nullable String moved(
            String key, String value, long millis, long updateIds, long sequences, int lap) {
        if (key.equals("i")) {
            return anotherId(value, lap);
        }
        boolean number =
                !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return null;
        }
        long was = Long.parseLong(value);
        if (TIMES.contains(key)) {
            return Long.toString(was + millis);
        }
        return switch (key) {
            case "u" -> was <= 1 ? null : Long.toString(was + updateIds);
            case "seq", "cs" -> Long.toString(was + sequences);
            default -> null;
        };
    }

    /** Same length and kind, another id for each lap. */
    private static String anotherId(String id, int lap) {
        StringBuilder changed = new StringBuilder(id);
        int rest = lap;
        for (int i = id.length() - 1; i > 0 && rest > 0; i--) {
            int digit = Character.digit(id.charAt(i), 16);
            boolean decimal = id.indexOf('-') < 0;
            if (digit >= 0) {
                int radix = decimal ? 10 : 16;
                int sum = digit + rest % radix;
                changed.setCharAt(i, Character.forDigit(sum % radix, radix));
                rest = rest / radix + sum / radix;
            }
        }
        return changed.toString();
    }
}
