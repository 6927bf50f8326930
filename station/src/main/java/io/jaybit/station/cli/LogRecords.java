package io.jaybit.station.cli;

import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.RawRecordVisitor;
import io.jaybit.recorder.log.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Those of a recording. */
final class LogRecords implements Records {
    private final Path log;
    private final RawLogReader reader;

    /** @throws IOException if there is no such log */
    LogRecords(Path log) throws IOException {
        this.log = log;
        this.reader = RawLogReader.open(log, Messages::say);
    }

    @Override
    public void seek(long epochNanos) throws IOException {
        reader.seek(epochNanos == Long.MIN_VALUE ? 1 : Runs.at(log, epochNanos));
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
