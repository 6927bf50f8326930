package io.jaybit.book;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counts one thread adds to and any thread reads. */
final class BookTally {
    static final int FRAMES = 0;
    static final int SNAPSHOTS = 1;
    static final int DELTAS = 2;
    static final int GAPS = 3;
    static final int REPEATS = 4;
    static final int IGNORED = 5;
    static final int RESTARTS = 6;
    static final int CROSSINGS = 7;
    static final int UNREPRESENTABLE = 8;

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[UNREPRESENTABLE + 1];

    void count(int what) {
        COUNT.setOpaque(counts, what, counts[what] + 1);
    }

    /** Frames so far; for the writer. */
    long frames() {
        return counts[FRAMES];
    }

    void writeTo(StateWriter to) {
        for (long count : counts) {
            to.writeLong(count);
        }
    }

    void restore(StateReader from) {
        for (int what = 0; what < counts.length; what++) {
            COUNT.setOpaque(counts, what, from.readLong());
        }
    }

    private long read(int what) {
        return (long) COUNT.getOpaque(counts, what);
    }

    BookCounters counters() {
        return new BookCounters(
                read(FRAMES),
                read(SNAPSHOTS),
                read(DELTAS),
                read(GAPS),
                read(REPEATS),
                read(IGNORED),
                read(RESTARTS),
                read(CROSSINGS),
                read(UNREPRESENTABLE));
    }
}
