package io.jaybit.station.cli;

import io.jaybit.recorder.play.Playback;
import io.jaybit.station.pipeline.ReplayRows;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One run over a recording. Confined to the main thread. */
final class Replay {
    /** As long as this the keys may wait. */
    private static final long BATCH_NANOS = 50_000_000L;

    private static final int BATCH_RECORDS = 5_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LOOK_MILLIS = 100;

    private final Records records;
    private final Playback playback;
    private final ReplayRows rows;
    private final Out out;
    private final Interrupt interrupt;
    private final @Nullable ReplayScreen screen;
    private final ReplayPace pace;
    private final ReplayKeys keys;

    /**
     * @param times how much faster than it was
     * @param screen null where nobody is there to press keys
     */
    Replay(
            Records records,
            Playback playback,
            ReplayRows rows,
            Out out,
            Interrupt interrupt,
            double times,
            @Nullable ReplayScreen screen) {
        this.records = records;
        this.playback = playback;
        this.rows = rows;
        this.out = out;
        this.interrupt = interrupt;
        this.screen = screen;
        this.pace = new ReplayPace(times);
        this.keys = new ReplayKeys(pace);
    }

    /**
     * Plays.
     *
     * @param from epoch nanoseconds; what is before is read in silence, as far back as is needed to know how things stood
     * @param to what is from there on is not played
     */
    void run(long from, long to, @Nullable Duration length) throws IOException {
        rows.showFrom(from);
        records.seek(from, playback);
        long start = System.nanoTime();
        while (!isEnough(start, length) && records.nextBefore(Math.min(from, to), playback)) {
            // How things stood has to be known, not seen.
        }
        OptionalLong next = records.waitingEpochNanos();
        pace.begin(next.isPresent() ? Math.max(from, next.getAsLong()) : from, System.nanoTime());
        while (!isEnough(start, length) && next.isPresent() && next.getAsLong() < to) {
            if (screen != null) {
                screen.clear();
            }
            play(to);
            next = records.waitingEpochNanos();
            if (next.isPresent() && next.getAsLong() < to) {
                out.flush();
                await(pace.untilNanos(next.getAsLong(), System.nanoTime()));
                rows.showFrom(Math.max(from, pace.soughtEpochNanos()));
            }
        }
    }

    private boolean isEnough(long start, @Nullable Duration length) {
        return out.isFull() || keys.isOver() || interrupt.isRequested() || ReplayCommand.isOver(start, length);
    }

    /** Plays what may be played, as long as that does not take long. */
    private void play(long to) throws IOException {
        long begin = System.nanoTime();
        long limit = Math.min(to, pace.position(begin));
        int told = 0;
        boolean more = true;
        while (more && !out.isFull() && !interrupt.isRequested()) {
            more = records.nextBefore(limit, playback);
            if (more && ++told % BATCH_RECORDS == 0 && System.nanoTime() - begin > BATCH_NANOS) {
                // The next one waits, so that its time is known.
                records.nextBefore(Long.MIN_VALUE, playback);
                break;
            }
        }
        if (told > 0) {
            pace.played(rows.epochNanos(), System.nanoTime());
        }
    }

    /** Waits and heeds keys. */
    private void await(long nanos) {
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        try {
            if (screen == null || screen.isGone()) {
                if (millis > 0) {
                    interrupt.await(Math.min(millis, LOOK_MILLIS));
                }
                return;
            }
            long now = pace.position(System.nanoTime());
            screen.show(keys.status(now == Long.MAX_VALUE ? rows.epochNanos() : now));
            int key = screen.key(Math.min(millis, LOOK_MILLIS));
            if (key < 0) {
                keys.quiet();
            }
            while (key >= 0) {
                keys.press((char) key, rows.epochNanos(), System.nanoTime());
                key = screen.key(1);
            }
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
