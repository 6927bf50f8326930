package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameSink;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;

/** Takes the frames of a raw log and passes over the rest. Confined to one thread. */
public class FrameVisitor implements RawRecordVisitor {
    private final FrameSink frames;

    public FrameVisitor(FrameSink frames) {
        this.frames = frames;
    }

    @Override
    public void onUncleanEnd(UncleanEnd end) {}

    @Override
    public void onLost(Loss loss, long epochNanos, long nanos) {}

    @Override
    public void onDamage(RecordDamage damage) {}

    @Override
    public void onUnknown(long sequence, String problem) {}

    @Override
    public void onFrame(Frame frame) {
        frames.onFrame(frame);
    }

    @Override
    public void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {}

    @Override
    public void onNotice(Notice notice, long nanos) {}

    @Override
    public void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {}

    @Override
    public void onForgotten(Topic topic, long epochNanos, long nanos) {}

    @Override
    public void onTimer(long epochNanos, long nanos) {}

    @Override
    public void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {}

    @Override
    public void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {}

    @Override
    public void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {}

    @Override
    public void onRequest(long id, String request, long epochNanos, long nanos) {}

    @Override
    public void onReply(long id, int status, String text, long epochNanos, long nanos) {}
}
