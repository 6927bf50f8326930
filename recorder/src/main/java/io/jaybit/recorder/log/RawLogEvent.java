package io.jaybit.recorder.log;

/** What happens to the recording itself. Times are our wall clock, epoch nanoseconds. Immutable. */
public sealed interface RawLogEvent {
    long epochNanos();

    /**
     * The disk does not take what is written to it. It is tried again every second; until it works, inputs wait in memory, and nothing is
     * lost before that is full.
     */
    record DiskFailing(String reason, long epochNanos) implements RawLogEvent {}

    /** The disk works again, and what waited is written. */
    record DiskWorks(long epochNanos) implements RawLogEvent {}

    /** Recording pauses: from this input on they are dropped, and counted. */
    record Paused(String reason, long epochNanos) implements RawLogEvent {}

    /** Recording goes on. The loss stands in the log too, in the place of what is lost. */
    record Resumed(Loss loss, long epochNanos) implements RawLogEvent {}

    /** Something unusual that costs no input: a file that had to be mended, or could not be compressed. */
    record Noted(String text, long epochNanos) implements RawLogEvent {}
}
