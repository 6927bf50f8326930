package io.jaybit.station.cli;

import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.Runs;
import io.jaybit.recorder.play.Playback;
import io.jaybit.station.pipeline.ReplayRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run over a recording. Confined to the main thread. */
final class Replay {
    /** What is further behind than this was held up by somebody, and is not made up for. */
    private static final long HELD_UP_NANOS = 1_000_000_000L;

    private final RawLogReader reader;
    private final Playback playback;
    private final ReplayRows rows;
    private final Out out;
    private final Interrupt interrupt;
    private final Path log;

    Replay(Path log, RawLogReader reader, Playback playback, ReplayRows rows, Out out, Interrupt interrupt) {
        this.log = log;
        this.reader = reader;
        this.playback = playback;
        this.rows = rows;
        this.out = out;
        this.interrupt = interrupt;
    }

    /**
     * Plays.
     *
     * @param from epoch nanoseconds; what is before is read in silence, from the begin of the process that recorded it
     * @param times how much faster than it was
     */
    void run(long from, long to, double times, @Nullable Duration length) throws IOException {
        rows.showFrom(from);
        reader.seek(from == Long.MIN_VALUE ? 1 : Runs.at(log, from));
        long start = System.nanoTime();
        long anchorNanos = 0;
        long anchorEpoch = 0;
        while (!out.isFull() && !interrupt.isRequested() && !ReplayCommand.isOver(start, length)) {
            if (!reader.next(playback)) {
                return;
            }
            long now = rows.epochNanos();
            if (now >= to) {
                return;
            }
            if (now < from || Double.isInfinite(times)) {
                continue;
            }
            long wall = System.nanoTime();
            long due = anchorNanos + (long) ((now - anchorEpoch) / times);
            if (anchorNanos == 0 || wall - due > HELD_UP_NANOS) {
                anchorNanos = wall;
                anchorEpoch = now;
            } else if (due > wall) {
                out.flush();
                pause(due - wall);
            }
        }
    }

    private void pause(long nanos) {
        try {
            interrupt.await(Math.max(1, nanos / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was played. */
    void tell() {
        Messages.say("replay: " + RecordCommand.counted(playback.frames()) + " frames, "
                + RecordCommand.counted(rows.shown()) + " rows"
                + (rows.first() == 0
                        ? ""
                        : ", from " + ReplayCommand.shown(rows.first()) + " to "
                                + ReplayCommand.shown(rows.epochNanos()))
                + (playback.unreadable() == 0 ? "" : ", " + playback.unreadable() + " unreadable")
                + (playback.unknown() == 0 ? "" : ", " + playback.unknown() + " records of a newer version"));
    }
}
