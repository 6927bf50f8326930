package io.jaybit.recorder.log;

import io.jaybit.journal.Damage;
import io.jaybit.journal.JournalReader;
import io.jaybit.journal.JournalVisitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a closed file of the log holds. Immutable.
 *
 * @param firstSequence number of its first record
 * @param lastSequence number of its last record; one less than the first if none can be read
 * @param missing records between them that cannot be read
 * @param earliestEpochNanos earliest wall time of a record, meaningless if there is none
 * @param latestEpochNanos latest wall time of a record, which is not that of the last one where the clock was set back
 * @param frames how many there are of each channel and topic, as {@code linear/orderbook.50.BTCUSDT}; behind the stroke is nothing for
 *     frames that name no topic in their first 512 bytes
 * @param minutes where each minute begins
 */
public record SegmentIndex(
        long firstSequence,
        long lastSequence,
        long missing,
        long earliestEpochNanos,
        long latestEpochNanos,
        Map<String, Long> frames,
        List<Minute> minutes) {
    /**
     * The first record of a minute later than all before it.
     *
     * @param epochNanos begin of the minute; every record before this one has an earlier time
     * @param offset in the file as it is without compression
     */
    public record Minute(long epochNanos, long sequence, long offset) {}

    static final String ENDING = ".index";

    private static final String TITLE = "jaybit-index 1";
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final byte[] TOPIC = "\"topic\":".getBytes(StandardCharsets.UTF_8);
    private static final int TOPIC_WITHIN = 512;

    public SegmentIndex {
        frames = Collections.unmodifiableMap(new TreeMap<>(frames));
        minutes = List.copyOf(minutes);
    }

    /** Whether any record can be read. */
    public boolean hasRecords() {
        return lastSequence - firstSequence + 1 > missing;
    }

    SegmentIndex withoutDetails() {
        return new SegmentIndex(
                firstSequence, lastSequence, missing, earliestEpochNanos, latestEpochNanos, Map.of(), List.of());
    }

    static Path file(Path directory, long firstSequence) {
        return directory.resolve(String.format(Locale.ROOT, "%020d", firstSequence) + ENDING);
    }

    /** Where to begin so as to miss no record of this time or later; null for the file's begin. */
    @Nullable
    Minute before(long epochNanos) {
        Minute found = null;
        for (Minute minute : minutes) {
            if (minute.epochNanos() <= epochNanos) {
                found = minute;
            }
        }
        return found;
    }

    /** Reads a whole file of the log. */
    static SegmentIndex build(Path directory, long firstSequence) throws IOException {
        try (JournalReader reader = JournalReader.open(directory, firstSequence - 1)) {
            Builder builder = new Builder(firstSequence, reader);
            boolean more;
            do {
                more = !builder.done && reader.next(builder);
            } while (more);
            return builder.index();
        }
    }

    void write(Path directory) throws IOException {
        Path file = file(directory, firstSequence);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        append(
                text,
                new Fields.Line()
                        .add("records")
                        .add(firstSequence)
                        .add(lastSequence)
                        .add(missing));
        append(text, new Fields.Line().add("time").add(earliestEpochNanos).add(latestEpochNanos));
        frames.forEach((topic, count) ->
                append(text, new Fields.Line().add("frames").add(topic).add(count)));
        for (Minute minute : minutes) {
            append(
                    text,
                    new Fields.Line()
                            .add("minute")
                            .add(minute.epochNanos())
                            .add(minute.sequence())
                            .add(minute.offset()));
        }
        append(text, new Fields.Line().add("crc32c").add(checksum(text)));
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void append(StringBuilder text, Fields.Line line) {
        text.append(line).append('\n');
    }

    private static String checksum(CharSequence text) {
        CRC32C crc = new CRC32C();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /**
     * @return null if there is none
     * @throws IllegalArgumentException if it is damaged
     */
    static @Nullable SegmentIndex read(Path directory, long firstSequence) throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(file(directory, firstSequence)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        }
        int end = text.lastIndexOf("crc32c\t");
        if (!text.startsWith(TITLE + "\n")
                || end < 0
                || !text.substring(end).equals("crc32c\t" + checksum(text.substring(0, end)) + "\n")) {
            throw new IllegalArgumentException("no whole index");
        }
        SegmentIndex index = parse(text.substring(TITLE.length() + 1, end));
        if (index.firstSequence != firstSequence) {
            throw new IllegalArgumentException("the index of another file");
        }
        return index;
    }

    private static SegmentIndex parse(String text) {
        long[] numbers = new long[5];
        Map<String, Long> frames = new TreeMap<>();
        List<Minute> minutes = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Fields fields = Fields.of(line);
            String name = fields.text();
            switch (name) {
                case "records" -> {
                    numbers[0] = fields.number();
                    numbers[1] = fields.number();
                    numbers[2] = fields.number();
                }
                case "time" -> {
                    numbers[3] = fields.number();
                    numbers[4] = fields.number();
                }
                case "frames" -> frames.put(fields.text(), fields.number());
                case "minute" -> minutes.add(new Minute(fields.number(), fields.number(), fields.number()));
                default -> throw new IllegalArgumentException("an index knows no \"" + name + "\"");
            }
        }
        return new SegmentIndex(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], frames, minutes);
    }

    /** The topic that a frame names in its first bytes; empty if none. */
    static String topic(byte[] bytes, int offset, int length) {
        int end = offset + Math.min(length, TOPIC_WITHIN);
        for (int at = offset; at + TOPIC.length < end; at++) {
            if (bytes[at] == '"' && matches(bytes, at)) {
                int start = at + TOPIC.length;
                while (start < end && bytes[start] == ' ') {
                    start++;
                }
                int stop = start + 1;
                while (stop < end && bytes[stop] != '"') {
                    stop++;
                }
                boolean whole = stop < end && bytes[start] == '"';
                return whole ? new String(bytes, start + 1, stop - start - 1, StandardCharsets.UTF_8) : "";
            }
        }
        return "";
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < TOPIC.length; i++) {
            if (bytes[at + i] != TOPIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Builder implements JournalVisitor {
        private final long first;
        private final JournalReader reader;
        private final Map<String, Count> frames = new TreeMap<>();
        private final List<Minute> minutes = new ArrayList<>();
        private boolean done;
        private long last;
        private long records;
        private long earliest = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;
        private long minute = Long.MIN_VALUE;

        private Builder(long first, JournalReader reader) {
            this.first = first;
            this.last = first - 1;
            this.reader = reader;
        }

        @Override
        public void record(long sequence, ByteBuffer bytes) {
            if (reader.segment() != first) {
                done = true;
                return;
            }
            last = sequence;
            records++;
            if (bytes.remaining() < Chunk.HEAD) {
                return; // told as unknown to those who read
            }
            int at = bytes.position();
            long epochNanos = bytes.getLong(at + 1);
            earliest = Math.min(earliest, epochNanos);
            latest = Math.max(latest, epochNanos);
            long now = Math.floorDiv(epochNanos, MINUTE_NANOS);
            if (now > minute) {
                minute = now;
                minutes.add(new Minute(now * MINUTE_NANOS, sequence, reader.offset()));
            }
            if (bytes.get(at) == RecordKind.FRAME.code() && bytes.remaining() >= RecordDecoder.FRAME_HEAD) {
                count(bytes, at);
            }
        }

        private void count(ByteBuffer bytes, int at) {
            int start = at + RecordDecoder.FRAME_HEAD;
            String topic = topic(bytes.array(), bytes.arrayOffset() + start, bytes.limit() - start);
            int code = bytes.get(start - 1);
            String channel = ChannelCode.isKnown(code) ? ChannelCode.word(ChannelCode.channel(code)) : "channel" + code;
            frames.computeIfAbsent(channel + "/" + topic, key -> new Count()).frames++;
        }

        @Override
        public void damaged(Damage damage) {
            // told to those who read; here it shows as the records that are missing
        }

        private SegmentIndex index() {
            Map<String, Long> counts = new TreeMap<>();
            frames.forEach((topic, count) -> counts.put(topic, count.frames));
            return new SegmentIndex(first, last, last - first + 1 - records, earliest, latest, counts, minutes);
        }
    }

    private static final class Count {
        private long frames;
    }
}
