package io.jaybit.station.cli;

import io.jaybit.recorder.log.RawRecordVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/** What is replayed, record by record. Confined to one thread. */
interface Records extends Closeable {
    /** Goes to the place from which one has to read to know how things stood then; before anything is read. */
    void seek(long epochNanos) throws IOException;

    /**
     * Tells one record if its time is before {@code epochNanos}.
     *
     * @return false at the end, and while a record waits
     */
    boolean nextBefore(long epochNanos, RawRecordVisitor visitor) throws IOException;

    /** Time of the record that waits; empty if none does. */
    OptionalLong waitingEpochNanos();
}
