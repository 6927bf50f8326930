package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.List;

/** Keeps every call as a list of its arguments, so that what was handed in can be compared with what is read. */
final class Tape implements RawRecordVisitor {
    /** Inputs, and what the log says of itself, in their order. */
    final List<List<Object>> calls = new ArrayList<>();
    /** Of the records, in their order. */
    final List<Long> sequences = new ArrayList<>();
    /** Of the frames. */
    final List<Long> frameSequences = new ArrayList<>();

    /** Those with this name. */
    List<List<Object>> calls(String name) {
        return calls.stream().filter(call -> call.get(0).equals(name)).toList();
    }

    /** The inputs alone. */
    List<List<Object>> inputs() {
        List<String> own = List.of("started", "closed", "lost", "unclean", "damage", "unknown");
        return calls.stream().filter(call -> !own.contains(call.get(0))).toList();
    }

    /** Texts of the frames. */
    List<String> frames() {
        return calls("frame").stream().map(call -> (String) call.get(3)).toList();
    }

    /** Names of all calls. */
    List<Object> names() {
        return calls.stream().map(call -> call.get(0)).toList();
    }

    @Override
    public void onRecord(long sequence, RecordKind kind, long epochNanos, long nanos) {
        sequences.add(sequence);
    }

    @Override
    public void onFrame(Frame f) {
        frameSequences.add(f.sequence());
        calls.add(List.of(
                "frame", f.connectionId(), f.channel(), f.toString(), f.receivedEpochNanos(), f.receivedNanos()));
    }

    @Override
    public void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {
        calls.add(List.of("sent", connectionId, channel, text, epochNanos, nanos));
    }

    @Override
    public void onNotice(Notice notice, long nanos) {
        calls.add(List.of("notice", notice, nanos));
    }

    @Override
    public void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {
        calls.add(List.of("invalidated", topic, reason, epochNanos, nanos));
    }

    @Override
    public void onForgotten(Topic topic, long epochNanos, long nanos) {
        calls.add(List.of("forgotten", topic, epochNanos, nanos));
    }

    @Override
    public void onTimer(long epochNanos, long nanos) {
        calls.add(List.of("timer", epochNanos, nanos));
    }

    @Override
    public void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {
        calls.add(List.of("clock", offsetNanos, errorNanos, epochNanos, nanos));
    }

    @Override
    public void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {
        calls.add(List.of("snapshot", picture(snapshot), epochNanos, nanos));
    }

    @Override
    public void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {
        calls.add(List.of("snapshotFailed", topic, epochNanos, nanos));
    }

    @Override
    public void onRequest(long id, String request, long epochNanos, long nanos) {
        calls.add(List.of("request", id, request, epochNanos, nanos));
    }

    @Override
    public void onReply(long id, int status, String text, long epochNanos, long nanos) {
        calls.add(List.of("reply", id, status, text, epochNanos, nanos));
    }

    @Override
    public void onStarted(RunStarted run, long epochNanos, long nanos) {
        calls.add(List.of("started", run, epochNanos, nanos));
    }

    @Override
    public void onClosed(long epochNanos, long nanos) {
        calls.add(List.of("closed", epochNanos, nanos));
    }

    @Override
    public void onUncleanEnd(UncleanEnd end) {
        calls.add(List.of("unclean", end));
    }

    @Override
    public void onLost(Loss loss, long epochNanos, long nanos) {
        calls.add(List.of("lost", loss, epochNanos, nanos));
    }

    @Override
    public void onDamage(RecordDamage damage) {
        calls.add(List.of("damage", damage));
    }

    @Override
    public void onUnknown(long sequence, String problem) {
        calls.add(List.of("unknown", sequence, problem));
    }

    private static List<Object> picture(BookUpdate b) {
        return List.of(
                b.topic(),
                b.symbol(),
                b.isSnapshot(),
                b.isUnrepresentable(),
                b.updateId(),
                b.hasSeq() ? b.seq() : "no seq",
                b.hasMatchedTime() ? b.matchedEpochMillis() : "no time",
                b.pushedEpochMillis(),
                b.receivedEpochNanos(),
                picture(b.bids()),
                picture(b.asks()));
    }

    private static List<Object> picture(BookUpdate.Levels levels) {
        List<Object> picture = new ArrayList<>();
        for (int i = 0; i < levels.count(); i++) {
            picture.add(List.of(
                    levels.price(i),
                    levels.priceScale(i),
                    levels.size(i),
                    levels.sizeScale(i),
                    levels.rpiSize(i),
                    levels.rpiSizeScale(i)));
        }
        return picture;
    }
}
