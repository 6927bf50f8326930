package io.jaybit.recorder.log;

import io.jaybit.journal.Journal;
import io.jaybit.journal.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the files that are full: gives each an index, compresses it, deletes the oldest when asked. A monitor; one thread repeats {@link
 * #doWork}, any may delete, and may wait for a file to be compressed then.
 */
final class Janitor {
    private static final String TEMPORARY = ".tmp";

    private final Path directory;
    private final DiskWriter writer;
    private final int level;
    private final Times times;
    private final Consumer<RawLogEvent> events;
    /** Nothing is left to do for these. */
    private final Set<Long> done = new HashSet<>();

    private final Map<Long, SegmentIndex> indexes = new HashMap<>();
    /** The file that the run before ended with has no index by rights. */
    private final long newestAtOpening;

    private volatile boolean stopping;

    Janitor(Path directory, DiskWriter writer, RawLogOptions options, Times times, Consumer<RawLogEvent> events)
            throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.level = options.compressionLevel();
        this.times = times;
        this.events = events;
        List<Segment> segments = Journal.segments(directory);
        newestAtOpening =
                segments.isEmpty() ? 0 : segments.get(segments.size() - 1).firstSequence();
        removeLeftovers(segments);
    }

    /** What a crash left half done, and indexes whose files are gone. */
    private void removeLeftovers(List<Segment> segments) throws IOException {
        Set<Path> wanted = new HashSet<>();
        segments.forEach(segment -> wanted.add(SegmentIndex.file(directory, segment.firstSequence())));
        List<Path> unwanted;
        try (Stream<Path> files = Files.list(directory)) {
            unwanted = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(Segment.COMPRESSED + TEMPORARY)
                                || name.endsWith(SegmentIndex.ENDING + TEMPORARY)
                                || (name.endsWith(SegmentIndex.ENDING) && !wanted.contains(file));
                    })
                    .toList();
        }
        for (Path file : unwanted) {
            Files.deleteIfExists(file);
        }
    }

    /** Has the files indexed and compressed that became full since; what fails is told, and tried again by the next call. */
    synchronized void doWork() {
        try {
            for (Segment segment : closed()) {
                if (stopping) {
                    return;
                }
                if (!done.contains(segment.firstSequence())) {
                    tryToLookAfter(segment);
                }
            }
        } catch (IOException e) {
            note(e.getMessage());
        }
    }

    private void tryToLookAfter(Segment segment) {
        try {
            lookAfter(segment);
            done.add(segment.firstSequence());
        } catch (IOException | RuntimeException e) {
            note(segment.file() + " is left as it is for now: " + e.getMessage());
        }
    }

    private List<Segment> closed() throws IOException {
        List<Segment> closed = new ArrayList<>(Journal.segments(directory));
        closed.removeIf(segment -> segment.firstSequence() >= writer.openSegment());
        return closed;
    }

    private void lookAfter(Segment segment) throws IOException {
        Path compressed = segment.file().resolveSibling(Segment.compressedName(segment.firstSequence()));
        if (!segment.isCompressed() && Files.exists(compressed)) {
            // Compressing was not finished. The plain one is right in any case.
            writer.delete(compressed);
        }
        index(segment.firstSequence());
        if (level > 0 && !segment.isCompressed()) {
            segment.compress(level);
            writer.delete(segment.file());
        }
    }

    private SegmentIndex index(long firstSequence) throws IOException {
        SegmentIndex known = indexes.get(firstSequence);
        if (known != null) {
            return known;
        }
        @Nullable SegmentIndex index = null;
        String problem = firstSequence < newestAtOpening ? "is missing" : "";
        try {
            index = SegmentIndex.read(directory, firstSequence);
        } catch (IllegalArgumentException e) {
            problem = "cannot be used (" + e.getMessage() + ")";
        }
        if (index == null) {
            if (!problem.isEmpty()) {
                note(SegmentIndex.file(directory, firstSequence) + " " + problem + "; it is made anew");
            }
            index = SegmentIndex.build(directory, firstSequence);
            index.write(directory);
        }
        // Topics and minutes are not needed here, and there may be many.
        SegmentIndex small = index.withoutDetails();
        indexes.put(firstSequence, small);
        return small;
    }

    private void note(@Nullable String text) {
        events.accept(new RawLogEvent.Noted(String.valueOf(text), times.epochNanos()));
    }

    /**
     * Deletes, oldest first, full files whose records are all older.
     *
     * @return how many
     */
    synchronized int deleteOlderThan(Duration age) throws IOException {
        refuseAfterTheEnd();
        long limit = times.epochNanos() - TimeUnit.NANOSECONDS.convert(age);
        List<Segment> closed = closed();
        int count = 0;
        for (int i = 0; i < closed.size(); i++) {
            SegmentIndex index = index(closed.get(i).firstSequence());
            if (!index.hasRecords()) {
                continue; // goes with the next one
            }
            if (index.latestEpochNanos() >= limit) {
                break;
            }
            count = i + 1;
        }
        for (Segment segment : closed.subList(0, count)) {
            delete(segment);
        }
        return count;
    }

    /**
     * Deletes full files, oldest first, until all together are no longer than this, or only the open one is left.
     *
     * @return how many
     */
    synchronized int keepAtMost(long bytes) throws IOException {
        refuseAfterTheEnd();
        long total = 0;
        for (Segment segment : Journal.segments(directory)) {
            total += bytes(segment);
        }
        int count = 0;
        for (Segment segment : closed()) {
            if (total <= bytes) {
                break;
            }
            total -= bytes(segment);
            delete(segment);
            count++;
        }
        return count;
    }

    private void refuseAfterTheEnd() throws IOException {
        if (stopping) {
            throw new IOException("the recording is closed, its files are not deleted any more");
        }
    }

    private long bytes(Segment segment) throws IOException {
        Path index = SegmentIndex.file(directory, segment.firstSequence());
        return segment.bytes() + (Files.exists(index) ? Files.size(index) : 0);
    }

    private void delete(Segment segment) throws IOException {
        Path compressed = segment.file().resolveSibling(Segment.compressedName(segment.firstSequence()));
        if (!compressed.equals(segment.file())) {
            writer.delete(compressed);
        }
        writer.delete(segment.file());
        Files.deleteIfExists(SegmentIndex.file(directory, segment.firstSequence()));
        done.remove(segment.firstSequence());
        indexes.remove(segment.firstSequence());
    }

    /** Has {@link #doWork} return when the file is done that it is busy with. */
    void stop() {
        stopping = true;
    }
}
