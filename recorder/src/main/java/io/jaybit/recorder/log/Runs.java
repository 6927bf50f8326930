package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.journal.Journal;
import io.jaybit.journal.Segment;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the runs of the recording process begin in a raw log: each with a file of its own. Stateless. */
public final class Runs {
    private Runs() {}

    /**
     * The run that was under way at a time: whoever wants to know how things stood then has to read from its begin, for nothing is known of them
     * before.
     *
     * @param epochNanos wall clock
     * @return number of the record with which it began; of the first record there is, if that is later
     */
    public static long at(Path directory, long epochNanos) throws IOException {
        List<Segment> segments = Journal.segments(directory);
        long first = segments.isEmpty() ? 1 : segments.get(0).firstSequence();
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
        return first;
    }

    /** Looks at one record. */
    private static final class FirstRecord implements RawRecordVisitor {
        private final long wanted;
        private boolean isStart;
        private long epochNanos;

        private FirstRecord(long wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onRecord(long sequence, RecordKind kind, long recordEpochNanos, long nanos) {
            if (sequence == wanted) {
                isStart = kind == RecordKind.STARTED;
                epochNanos = recordEpochNanos;
            }
        }

        @Override
        public void onUncleanEnd(UncleanEnd end) {}

        @Override
        public void onLost(Loss loss, long lossEpochNanos, long nanos) {}

        @Override
        public void onDamage(RecordDamage damage) {}

        @Override
        public void onUnknown(long sequence, String problem) {}

        @Override
        public void onFrame(Frame frame) {}

        @Override
        public void onSent(int connectionId, Channel channel, String text, long sentEpochNanos, long nanos) {}

        @Override
        public void onNotice(Notice notice, long nanos) {}

        @Override
        public void onInvalidated(Topic topic, StaleReason reason, long staleEpochNanos, long nanos) {}

        @Override
        public void onForgotten(Topic topic, long forgottenEpochNanos, long nanos) {}

        @Override
        public void onTimer(long timerEpochNanos, long nanos) {}

        @Override
        public void onClock(long offsetNanos, long errorNanos, long clockEpochNanos, long nanos) {}

        @Override
        public void onFullSnapshot(BookUpdate snapshot, long snapshotEpochNanos, long nanos) {}

        @Override
        public void onFullSnapshotFailed(Topic topic, long failedEpochNanos, long nanos) {}

        @Override
        public void onRequest(long id, String request, long requestEpochNanos, long nanos) {}

        @Override
        public void onReply(long id, int status, String text, long replyEpochNanos, long nanos) {}
    }
}
