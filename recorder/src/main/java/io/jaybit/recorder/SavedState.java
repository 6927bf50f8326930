package io.jaybit.recorder;

import io.jaybit.feed.FrameDecoder;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.feed.EventWriter;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.feed.RowTarget;
import io.jaybit.recorder.play.Playback;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What was known after a record of the log: books, tickers, coverage, open sweeps and totals. Immutable. Times are wall clock, epoch nanoseconds. */
final class SavedState {
    private static final String KIND = "jaybit feed";
    private static final int VERSION = 1;

    private final long sequence;
    private final long epochNanos;
    private final long run;
    private final long runEpochNanos;
    private final boolean own;
    /** Books and tickers. */
    private final byte[] playback;
    /** All the rest. */
    private final byte[] writer;

    private SavedState(
            long sequence, long epochNanos, long run, long runEpochNanos, boolean own, byte[] playback, byte[] writer) {
        this.sequence = sequence;
        this.epochNanos = epochNanos;
        this.run = run;
        this.runEpochNanos = runEpochNanos;
        this.own = own;
        this.playback = playback;
        this.writer = writer;
    }

    /** For a state that is only looked at. */
    private static final class Nowhere implements RowTarget {
        @Override
        public <E> boolean append(Table<E> table, E event) {
            return true;
        }
    }

    private static FrameDecoder noDecoder(Object what) {
        throw new IllegalStateException("nothing of " + what + " is played here");
    }

    static SavedState of(
            long sequence, long epochNanos, long run, long runEpochNanos, Playback playback, EventWriter writer) {
        StateWriter books = new StateWriter();
        playback.writeTo(books);
        StateWriter rest = new StateWriter();
        writer.writeTo(rest);
        return new SavedState(
                sequence, epochNanos, run, runEpochNanos, playback.hasOwn(), books.toByteArray(), rest.toByteArray());
    }

    /** Number of the record. */
    long sequence() {
        return sequence;
    }

    long epochNanos() {
        return epochNanos;
    }

    /** Number of the record with which the run of the process began; 0 if not known. */
    long run() {
        return run;
    }

    long runEpochNanos() {
        return runEpochNanos;
    }

    /** Whether something of the own account, which is not in here, was taken in since then. */
    boolean own() {
        return own;
    }

    /** @throws IllegalArgumentException if it is of another version */
    void restore(Playback into) {
        StateReader from = new StateReader(playback);
        into.restore(from);
        from.end();
    }

    /** @throws IllegalArgumentException if it is of another version */
    void restore(EventWriter into) {
        StateReader from = new StateReader(writer);
        into.restore(from);
        from.end();
    }

    byte[] toBytes() throws IOException {
        StateWriter to = new StateWriter().writeText(KIND).writeInt(VERSION);
        to.writeLong(sequence).writeLong(epochNanos).writeLong(run).writeLong(runEpochNanos);
        to.writeBoolean(own).writeBytes(playback).writeBytes(writer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(to.toByteArray());
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if it is damaged
     * @throws IllegalArgumentException if it is of another version
     */
    static SavedState of(byte[] bytes) throws IOException {
        byte[] plain;
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            plain = zip.readAllBytes();
        }
        StateReader from = new StateReader(plain);
        from.expect(KIND, VERSION);
        long sequence = from.readLong();
        long epochNanos = from.readLong();
        long run = from.readLong();
        long runEpochNanos = from.readLong();
        boolean own = from.readBoolean();
        byte[] playback = from.readBytes();
        SavedState state = new SavedState(sequence, epochNanos, run, runEpochNanos, own, playback, from.readBytes());
        from.end();
        // What cannot be restored must not be found out half-way.
        EventWriter scratch = new EventWriter(new Nowhere(), FeedPlan.usual());
        state.restore(new Playback(SavedState::noDecoder, SavedState::noDecoder, scratch));
        state.restore(scratch);
        return state;
    }
}
