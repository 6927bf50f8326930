package io.jaybit.recorder.log;

import io.jaybit.journal.Damage;
import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalException;
import io.jaybit.journal.JournalReader;
import io.jaybit.journal.JournalVisitor;
import io.jaybit.journal.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw log, also while it is written to, by this process or another. Writes nothing itself. Confined to one thread.
 *
 * <pre>{@code
 * try (RawLogReader reader = RawLogReader.open(directory, System.err::println)) {
 *     long last = reader.readFrom(epochNanos, visitor);
 *     while (wanted()) {
 *         last = reader.follow(visitor);
 *     }
 * }
 * }</pre>
 */
public final class RawLogReader implements Closeable {
    private final Path directory;
    private final Consumer<String> messages;
    private final JournalReader journal;
    private final RecordDecoder decoder = new RecordDecoder();
    private final Step step = new Step();
    private final Map<Long, SegmentIndex> indexes = new HashMap<>();

    private RawLogReader(Path directory, Consumer<String> messages, JournalReader journal) {
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
    }

    /**
     * @param messages is told what is unusual and costs nothing, e.g. an index that had to be made anew
     * @throws IOException if there is no such directory
     */
    public static RawLogReader open(Path directory, Consumer<String> messages) throws IOException {
        return new RawLogReader(directory, messages, JournalReader.open(directory, 0));
    }

    /**
     * Reads up to the end, as it is now.
     *
     * @param fromSequence number of the first record that is wanted; 1 for all that there is
     * @return number of the last record, read or missing; one less than {@code fromSequence} if there was none
     * @throws IOException if a file cannot be read, which is another thing than a file with damage
     */
    public long read(long fromSequence, RawRecordVisitor visitor) throws IOException {
        seek(fromSequence);
        return follow(visitor);
    }

    /** Reads from the first record on whose wall time is {@code epochNanos} or later; see {@link #read}. */
    public long readFrom(long epochNanos, RawRecordVisitor visitor) throws IOException {
        seekTime(epochNanos);
        return follow(visitor);
    }

    /** Goes on behind what was read last, up to the end, as it is now; see {@link #read}. */
    public long follow(RawRecordVisitor visitor) throws IOException {
        boolean more;
        do {
            more = next(visitor);
        } while (more);
        return journal.lastSequence();
    }

    /** Goes to a record: {@link #next} and {@link #follow} begin there. */
    public void seek(long fromSequence) throws IOException {
        long from = Math.max(fromSequence, 1);
        if (from == 1) {
            // What was deleted on purpose is no damage to those who want all that there is.
            List<Segment> segments = Journal.segments(directory);
            from = segments.isEmpty() ? 1 : segments.get(0).firstSequence();
        }
        journal.seek(from - 1);
        step.begin(Long.MIN_VALUE);
    }

    /** Goes to the first record whose wall time is {@code epochNanos} or later: {@link #next} and {@link #follow} begin there. */
    public void seekTime(long epochNanos) throws IOException {
        List<Segment> segments = Journal.segments(directory);
        long first = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).firstSequence();
        SegmentIndex.Minute place = null;
        for (int i = 0; i + 1 < segments.size(); i++) {
            SegmentIndex index = index(segments.get(i).firstSequence());
            if (index.hasRecords() && index.latestEpochNanos() >= epochNanos) {
                first = index.firstSequence();
                place = index.before(epochNanos);
                break;
            }
        }
        if (place == null || !journal.seek(first, place.offset(), place.sequence())) {
            journal.seek(first - 1);
        }
        step.begin(epochNanos);
    }

    /** What the closed files hold, oldest first. */
    public List<SegmentIndex> indexes() throws IOException {
        List<SegmentIndex> found = new ArrayList<>();
        List<Segment> segments = Journal.segments(directory);
        for (int i = 0; i + 1 < segments.size(); i++) {
            found.add(index(segments.get(i).firstSequence()));
        }
        return found;
    }

    private SegmentIndex index(long firstSequence) throws IOException {
        SegmentIndex known = indexes.get(firstSequence);
        if (known != null) {
            return known;
        }
        SegmentIndex index = null;
        String problem = "is missing";
        try {
            index = SegmentIndex.read(directory, firstSequence);
        } catch (IllegalArgumentException e) {
            problem = "cannot be used (" + e.getMessage() + ")";
        }
        if (index == null) {
            messages.accept(SegmentIndex.file(directory, firstSequence) + " " + problem
                    + "; what it says is taken from the file itself");
            index = SegmentIndex.build(directory, firstSequence);
        }
        indexes.put(firstSequence, index);
        return index;
    }

    /** Number of the last record that was read, or told missing. */
    public long lastSequence() {
        return journal.lastSequence();
    }

    /**
     * Reads one record, and tells what damage stands before it.
     *
     * @return false at the end, as it is now
     */
    public boolean next(RawRecordVisitor visitor) throws IOException {
        return nextBefore(Long.MAX_VALUE, visitor);
    }

    /**
     * Reads one record, and tells what damage stands before it, if its wall time is before {@code epochNanos}. Otherwise it waits for the next
     * call, and {@link #waitingEpochNanos} says for when.
     *
     * @return false at the end, as it is now, and while a record waits
     */
    public boolean nextBefore(long epochNanos, RawRecordVisitor visitor) throws IOException {
        step.visitor = visitor;
        step.beforeEpochNanos = epochNanos;
        if (step.held != null) {
            return step.tellHeld(visitor);
        }
        do {
            step.skipped = false;
            if (!journal.next(step)) {
                step.tellDamage(OptionalLong.empty());
                return false;
            }
        } while (step.skipped);
        return step.held == null;
    }

    /** Wall time of the record that waits because it is not before what {@link #nextBefore} was told; empty if none does. */
    public OptionalLong waitingEpochNanos() {
        return step.held == null ? OptionalLong.empty() : OptionalLong.of(step.heldEpochNanos);
    }

    /** Takes the journal's records one by one. */
    private final class Step implements JournalVisitor {
        private final List<Damage> damage = new ArrayList<>();
        private @Nullable RawRecordVisitor visitor;
        private boolean skipped;
        /** Records from this time on wait. */
        private long beforeEpochNanos = Long.MAX_VALUE;
        /** The one that waits. */
        private byte @Nullable [] held;

        private long heldSequence;
        private long heldEpochNanos;
        /** Records before the first one of this time are not told. */
        private long fromEpochNanos = Long.MIN_VALUE;
        /** Of the record before; meaningless without one. */
        private @Nullable RecordKind lastKind;

        private boolean hasLast;
        private long lastSequence;
        private long lastEpochNanos;

        private void begin(long from) {
            fromEpochNanos = from;
            hasLast = false;
            held = null;
            damage.clear();
        }

        private boolean tellHeld(RawRecordVisitor told) throws JournalException {
            byte[] bytes = held;
            if (bytes == null || heldEpochNanos >= beforeEpochNanos) {
                return false;
            }
            held = null;
            tell(heldSequence, ByteBuffer.wrap(bytes), told);
            return true;
        }

        @Override
        public void damaged(Damage found) {
            damage.add(found);
        }

        @Override
        public void record(long sequence, ByteBuffer bytes) throws JournalException {
            RawRecordVisitor told = visitor;
            boolean whole = bytes.remaining() >= Chunk.HEAD;
            long epochNanos = whole ? bytes.getLong(bytes.position() + 1) : lastEpochNanos;
            RecordKind kind = whole ? RecordKind.of(bytes.get(bytes.position())) : null;
            skipped = told == null || epochNanos < fromEpochNanos;
            if (told == null || epochNanos < fromEpochNanos) {
                damage.clear();
                remember(sequence, kind, epochNanos);
                return;
            }
            fromEpochNanos = Long.MIN_VALUE;
            if (epochNanos >= beforeEpochNanos) {
                held = new byte[bytes.remaining()];
                bytes.get(held);
                heldSequence = sequence;
                heldEpochNanos = epochNanos;
                return;
            }
            tell(sequence, bytes, told);
        }

        private void tell(long sequence, ByteBuffer bytes, RawRecordVisitor told) throws JournalException {
            boolean whole = bytes.remaining() >= Chunk.HEAD;
            long epochNanos = whole ? bytes.getLong(bytes.position() + 1) : lastEpochNanos;
            RecordKind kind = whole ? RecordKind.of(bytes.get(bytes.position())) : null;
            if (kind == RecordKind.STARTED && damage.isEmpty()) {
                tellUncleanEnd(sequence, epochNanos, told);
            }
            tellDamage(OptionalLong.of(epochNanos));
            remember(sequence, kind, epochNanos);
            decoder.decode(sequence, bytes, told);
        }

        private void remember(long sequence, @Nullable RecordKind kind, long epochNanos) {
            hasLast = true;
            lastSequence = sequence;
            lastKind = kind;
            lastEpochNanos = epochNanos;
        }

        private void tellDamage(OptionalLong toEpochNanos) {
            RawRecordVisitor told = visitor;
            if (damage.isEmpty() || told == null) {
                return;
            }
            OptionalLong from = hasLast ? OptionalLong.of(lastEpochNanos) : OptionalLong.empty();
            List<Damage> all = List.copyOf(damage);
            damage.clear();
            all.forEach(one -> told.onDamage(new RecordDamage(one, from, toEpochNanos)));
        }

        private void tellUncleanEnd(long started, long epochNanos, RawRecordVisitor told) throws JournalException {
            if (!hasLast && started > 1) {
                readBefore(started);
            }
            if (hasLast && lastKind != RecordKind.CLOSED) {
                told.onUncleanEnd(new UncleanEnd(lastSequence, lastEpochNanos, epochNanos));
            }
        }

        /** Reading began at the begin of a run: how the one before ended stands in a record that is not wanted otherwise. */
        private void readBefore(long started) throws JournalException {
            List<Segment> segments = Journal.segments(directory);
            if (segments.isEmpty() || segments.get(0).firstSequence() >= started) {
                return; // deleted on purpose
            }
            try (JournalReader reader = JournalReader.open(directory, started - 2)) {
                reader.next(new JournalVisitor() {
                    @Override
                    public void record(long sequence, ByteBuffer bytes) {
                        if (sequence == started - 1 && bytes.remaining() >= Chunk.HEAD) {
                            int at = bytes.position();
                            remember(sequence, RecordKind.of(bytes.get(at)), bytes.getLong(at + 1));
                        }
                    }

                    @Override
                    public void damaged(Damage found) {
                        // then nobody knows how that run ended
                    }
                });
            }
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
