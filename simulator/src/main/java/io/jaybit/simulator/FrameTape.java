package io.jaybit.simulator;

import io.jaybit.simulator.wire.StreamPath;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded frames in the order in which they are to be played, held in memory. Immutable.
 *
 * <p>One frame a line; {@code .gz} is unpacked. Recorded acks and pongs are left out, as the server gives its own. Several files
 * are merged by the frames' times, each file keeping its own order.
 */
public final class FrameTape {
    /** The longest pause that is played; a hole of an hour is not waited for. */
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** The longest between recordings of different times, and before the tape starts over. */
    private static final long LONGEST_CHANGE_MILLIS = 2_000;

    private final List<TapeFrame> frames;
    private final int control;
    private final int unreadable;
    private final long[] times;
    private final int[] files;
    private final List<Range> ranges;
    private final Map<String, Span> topics = new HashMap<>();
    private final long lapMillis;
    private final long lapSequences;

    /** What of a topic is on the tape: where its frames and its snapshots are, and how far its update ids reach. */
    private static final class Span {
        private final List<Integer> places = new ArrayList<>();
        private final List<Integer> starts = new ArrayList<>();
        private long leastUpdateId = Long.MAX_VALUE;
        private long greatestUpdateId;
    }

    /** From the earliest to the latest time of a file. */
    private record Range(long from, long to) {
        static Range of(List<TapeFrame> frames) {
            long[] known = frames.stream()
                    .mapToLong(TapeFrame::epochMillis)
                    .filter(time -> time != 0)
                    .toArray();
            return new Range(
                    Arrays.stream(known).min().orElse(0),
                    Arrays.stream(known).max().orElse(0));
        }

        boolean overlaps(Range other) {
            return from <= other.to && other.from <= to;
        }
    }

    /** @param files the number of the file of each frame */
    private FrameTape(List<TapeFrame> frames, int[] files, List<Range> ranges, int control, int unreadable) {
        this.frames = List.copyOf(frames);
        this.files = files;
        this.ranges = ranges;
        this.control = control;
        this.unreadable = unreadable;
        this.times = new long[frames.size()];
        long before = 0;
        long leastSeq = Long.MAX_VALUE;
        long greatestSeq = 0;
        boolean klines = false;
        for (int i = 0; i < frames.size(); i++) {
            TapeFrame frame = frames.get(i);
            long time = frame.epochMillis();
            before = time == 0 ? before : time;
            times[i] = before;
            if (frame.seq() > 0) {
                leastSeq = Math.min(leastSeq, frame.seq());
                greatestSeq = Math.max(greatestSeq, frame.seq());
            }
            klines |= frame.topic().startsWith("kline.");
            Span span = topics.computeIfAbsent(key(frame.path(), frame.topic()), topic -> new Span());
            span.places.add(i);
            if (frame.isState() && frame.isStart()) {
                span.starts.add(i);
            }
            if (frame.updateId() > 1) {
                span.leastUpdateId = Math.min(span.leastUpdateId, frame.updateId());
                span.greatestUpdateId = Math.max(span.greatestUpdateId, frame.updateId());
            }
        }
        long step = klines ? 60_000 : 1_000;
        long length = last(true) - last(false);
        lapMillis = length / step * step + step;
        lapSequences = greatestSeq == 0 ? 0 : greatestSeq - leastSeq + 1;
    }

    /** Collects frames of any source. Confined to one thread. */
    public static final class Builder {
        private final List<List<TapeFrame>> files = new ArrayList<>();
        private int control;
        private int unreadable;
        private String lastComplaint = "";

        /** Begins another file; its frames are merged with those of the others by time. */
        public Builder file() {
            files.add(new ArrayList<>());
            return this;
        }

        /** Adds a line; one that is not JSON is counted and left out. */
        public Builder add(StreamPath path, byte[] line) {
            if (files.isEmpty()) {
                file();
            }
            try {
                TapeFrame frame = TapeFrame.parse(path, line);
                if (frame == null) {
                    control++;
                } else {
                    files.get(files.size() - 1).add(frame);
                }
            } catch (IOException notAFrame) {
                unreadable++;
                lastComplaint = String.valueOf(notAFrame.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("");
            }
            return this;
        }

        /**
         * Adds every line of a file.
         *
         * @throws IOException if the file cannot be read
         */
        public Builder add(StreamPath path, Path file) throws IOException {
            file();
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                    InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
                ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
                byte[] block = new byte[1 << 16];
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    int from = 0;
                    for (int i = 0; i < count; i++) {
                        if (block[i] == '\n') {
                            line.write(block, from, i - from);
                            addLine(path, line);
                            from = i + 1;
                        }
                    }
                    line.write(block, from, count - from);
                }
                addLine(path, line);
            }
            return this;
        }

        private void addLine(StreamPath path, ByteArrayOutputStream line) {
            byte[] text = line.toByteArray();
            line.reset();
            int length = text.length;
            while (length > 0 && text[length - 1] <= ' ') {
                length--;
            }
            if (length > 0) {
                add(path, Arrays.copyOf(text, length));
            }
        }

        /** Why the last unreadable line was left out; empty if there was none. */
        public String lastComplaint() {
            return lastComplaint;
        }

        public FrameTape build() {
            List<TapeFrame> merged = new ArrayList<>();
            int[] fileOf = new int[files.stream().mapToInt(List::size).sum()];
            int[] next = new int[files.size()];
            for (int file = earliest(next); file >= 0; file = earliest(next)) {
                fileOf[merged.size()] = file;
                merged.add(files.get(file).get(next[file]++));
            }
            return new FrameTape(merged, fileOf, files.stream().map(Range::of).toList(), control, unreadable);
        }

        private int earliest(int[] next) {
            int earliest = -1;
            for (int i = 0; i < next.length; i++) {
                boolean more = next[i] < files.get(i).size();
                if (more && (earliest < 0 || time(i, next) < time(earliest, next))) {
                    earliest = i;
                }
            }
            return earliest;
        }

        private long time(int file, int[] next) {
            return files.get(file).get(next[file]).epochMillis();
        }
    }

    /** How many frames will be played. */
    public int size() {
        return frames.size();
    }

    /** Recorded acks and pongs that were left out. */
    public int controlFrames() {
        return control;
    }

    /** Lines that were not JSON and were left out. */
    public int unreadableLines() {
        return unreadable;
    }

    /** Names of the topics of a path, sorted. */
    public List<String> topics(StreamPath path) {
        TreeSet<String> names = new TreeSet<>();
        for (TapeFrame frame : frames) {
            if (frame.path() == path) {
                names.add(frame.topic());
            }
        }
        return List.copyOf(names);
    }

    /** The frames of a topic as recorded, in the order in which they are played. */
    public List<String> frames(StreamPath path, String topic) {
        Span span = topics.get(key(path, topic));
        return span == null
                ? List.of()
                : span.places.stream()
                        .map(place -> new String(frames.get(place).text(), StandardCharsets.UTF_8))
                        .toList();
    }

    TapeFrame frame(int place) {
        return frames.get(place);
    }

    /**
     * How long to wait between two frames that a client gets one after the other: as recorded, at most 5 s; at most 2 s between
     * files whose times do not overlap, and before a lap.
     *
     * @param before place of the frame that was sent last; negative if there was none
     * @param newLap whether {@code place} is on the next lap
     */
    long pauseMillis(int before, int place, boolean newLap) {
        if (before < 0) {
            return 0;
        }
        long recorded = times[place] + (newLap ? lapMillis : 0) - times[before];
        boolean change = newLap || !ranges.get(files[before]).overlaps(ranges.get(files[place]));
        return times[before] == 0
                ? 0
                : Math.max(0, Math.min(recorded, change ? LONGEST_CHANGE_MILLIS : LONGEST_PAUSE_MILLIS));
    }

    boolean has(StreamPath path, String topic) {
        return topics.containsKey(key(path, topic));
    }

    /**
     * What somebody who subscribes between the frames must get first: the last snapshot before the place and all that built on it;
     * nothing for topics that keep no state.
     */
    List<Integer> catchUp(StreamPath path, String topic, int place) {
        Span span = topics.get(key(path, topic));
        if (span == null) {
            return List.of();
        }
        int start = lastBefore(span.starts, place);
        if (start < 0) {
            return List.of();
        }
        return span.places.stream().filter(at -> at >= start && at < place).toList();
    }

    /** Whether a delta stands before the first snapshot of its topic: on the first lap it is played, later it would be a gap. */
    boolean isOrphan(int place) {
        TapeFrame frame = frames.get(place);
        Span span = span(frame);
        return frame.isState() && !span.starts.isEmpty() && place < span.starts.get(0);
    }

    /** The frame's text on a lap, from 0. */
    byte[] text(int place, int lap) {
        TapeFrame frame = frames.get(place);
        if (lap == 0) {
            return frame.text();
        }
        Span span = span(frame);
        long updateIds = span.greatestUpdateId == 0 ? 0 : span.greatestUpdateId - span.leastUpdateId + 1;
        return frame.shifted(lapMillis * lap, updateIds * lap, lapSequences * lap, lap);
    }

    /** Venue time of a frame on a lap; 0 on an empty tape. */
    long epochMillis(int place, int lap) {
        return frames.isEmpty() ? 0 : frames.get(place).epochMillis() + lapMillis * lap;
    }

    private Span span(TapeFrame frame) {
        return Objects.requireNonNull(topics.get(key(frame.path(), frame.topic())));
    }

    private long last(boolean greatest) {
        long found = 0;
        for (TapeFrame frame : frames) {
            long time = frame.epochMillis();
            if (time != 0 && (found == 0 || (greatest ? time > found : time < found))) {
                found = time;
            }
        }
        return found;
    }

    private static int lastBefore(List<Integer> places, int limit) {
        int at = Collections.binarySearch(places, limit);
        int index = at >= 0 ? at - 1 : -at - 2;
        return index < 0 ? -1 : places.get(index);
    }

    private static String key(StreamPath path, @Nullable String topic) {
        return path.name() + '/' + topic;
    }
}
