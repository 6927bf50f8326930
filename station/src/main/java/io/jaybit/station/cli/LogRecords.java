package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.SavedStates;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.RawRecordVisitor;
import io.jaybit.recorder.log.Runs;
import io.jaybit.recorder.play.Playback;
import java.io.IOException;
import java.util.OptionalLong;

/** Those of a recording. */
final class LogRecords implements Records {
    /** What is computed from prints of a time needs some of the time before. */
    private static final long BEFORE_NANOS = 60_000_000_000L;

    private final RecordingFolder folder;
    private final boolean withOwn;
    private final RawLogReader reader;

    /**
     * @param withOwn whether the state of the own account matters
     * @throws IOException if there is no such log
     */
    LogRecords(RecordingFolder folder, boolean withOwn) throws IOException {
        this.folder = folder;
        this.withOwn = withOwn;
        this.reader = RawLogReader.open(folder.log(), Messages::say);
    }

    @Override
    public void seek(long epochNanos, Playback playback) throws IOException {
        if (epochNanos == Long.MIN_VALUE) {
            reader.seek(1);
            return;
        }
        long run = Runs.at(folder.log(), epochNanos);
        OptionalLong known = new SavedStates(folder, Messages::say)
                .restoreBetween(run, epochNanos - BEFORE_NANOS, withOwn, playback);
        reader.seek(known.orElse(run));
    }

    @Override
    public boolean nextBefore(long epochNanos, RawRecordVisitor visitor) throws IOException {
        return reader.nextBefore(epochNanos, visitor);
    }

    @Override
    public OptionalLong waitingEpochNanos() {
        return reader.waitingEpochNanos();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
