package io.jaybit.station.cli;

import io.jaybit.recorder.log.RawRecordVisitor;
import io.jaybit.recorder.play.Playback;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/** What is replayed, record by record. Confined to one thread. */
interface Records extends Closeable {
    /**
     * Goes to the place from which one has to read to know how things stood then; before anything is read.
     *
     * @param playback gets what is known of that place
     */
    void seek(long epochNanos, Playback playback) throws IOException;

    /**
     * Tells one record if its time is before {@code epochNanos}.
     *
     * @return false at the end, and while a record waits
     */
    boolean nextBefore(long epochNanos, RawRecordVisitor visitor) throws IOException;

    /** Time of the record that waits; empty if none does. */
    OptionalLong waitingEpochNanos();
}
