package io.jaybit.recorder.log;

import io.jaybit.feed.InputSink;

/**
 * Is handed what was recorded, in the order in which it was taken in: the calls of an {@link InputSink} again, and what the log says of
 * itself. A frame's sequence is the number of its record.
 */
public interface RawRecordVisitor extends InputSink {
    /** Comes before the call for each record. */
    default void onRecord(long sequence, RecordKind kind, long epochNanos, long nanos) {}

    /** A run of the process began. From here on the monotonic clock is another one. */
    default void onStarted(RunStarted run, long epochNanos, long nanos) {}

    /** The run ended cleanly. */
    default void onClosed(long epochNanos, long nanos) {}

    /** The run before the next one did not end cleanly; comes before its {@link #onStarted}. */
    void onUncleanEnd(UncleanEnd end);

    /** Inputs came here that could not be recorded. */
    void onLost(Loss loss, long epochNanos, long nanos);

    /** Records that stood here cannot be read. */
    void onDamage(RecordDamage damage);

    /** A record that is whole but that this program does not understand: a newer one wrote it. */
    void onUnknown(long sequence, String problem);
}
