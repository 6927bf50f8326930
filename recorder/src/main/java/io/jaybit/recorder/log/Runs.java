package io.jaybit.recorder.log;

import io.jaybit.journal.Journal;
import io.jaybit.journal.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the runs of the recording process begin in a raw log: each with a file of its own. Stateless. */
public final class Runs {
    private Runs() {}

    /** Number of the first record that is still there; 1 if there is none yet. */
    public static long first(Path directory) throws IOException {
        List<Segment> segments = Journal.segments(directory);
        return segments.isEmpty() ? 1 : segments.get(0).firstSequence();
    }

    /**
     * The run that was under way at a time: whoever wants to know how things stood then has to read from its begin, for nothing is known of them
     * before.
     *
     * @param epochNanos wall clock
     * @return number of the record with which it began; of the first record there is, if that is later
     */
    public static long at(Path directory, long epochNanos) throws IOException {
        List<Segment> segments = Journal.segments(directory);
        try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            for (int i = segments.size() - 1; i >= 0; i--) {
                long begin = segments.get(i).firstSequence();
                FirstRecord record = new FirstRecord(begin);
                reader.seek(begin);
                if (reader.next(record) && record.isStart && record.epochNanos <= epochNanos) {
                    return begin;
                }
            }
        }
        return first(directory);
    }

    /**
     * Whether a log can be the one of which something is remembered: not if it ends before that record, or has another time there. A record that was
     * deleted or damaged says nothing against it.
     *
     * @param epochNanos the record's wall time
     */
    public static boolean canBe(Path directory, long sequence, long epochNanos) throws IOException {
        if (sequence < first(directory)) {
            return true;
        }
        FirstRecord record = new FirstRecord(sequence);
        try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            reader.seek(sequence);
            boolean more = reader.next(record);
            return more && (!record.isThere || record.epochNanos == epochNanos);
        }
    }

    /** Looks at one record. */
    private static final class FirstRecord extends FrameVisitor {
        private final long wanted;
        private boolean isThere;
        private boolean isStart;
        private long epochNanos;

        private FirstRecord(long wanted) {
            super(frame -> {});
            this.wanted = wanted;
        }

        @Override
        public void onRecord(long sequence, RecordKind kind, long recordEpochNanos, long nanos) {
            if (sequence == wanted) {
                isThere = true;
                isStart = kind == RecordKind.STARTED;
                epochNanos = recordEpochNanos;
            }
        }
    }
}
