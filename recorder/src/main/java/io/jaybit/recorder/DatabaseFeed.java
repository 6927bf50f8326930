package io.jaybit.recorder;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseAwayException;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.feed.EventWriter;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.feed.RowTarget;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.Runs;
import io.jaybit.recorder.play.Playback;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings the database level with the raw log, and keeps it so: the log is the truth, and rows are made from it alone, whether it was written a
 * moment or a crash ago. Confined to one thread.
 *
 * <p>How far the rows of the log are committed is kept beside the database, and from time to time what is known there: books, sweeps, totals and
 * coverage. After a restart that is taken up again, and the log is played from there; where there is nothing to take up, from the begin of the run that was
 * being read, or of the one in which its hour began. Rows that were committed are not written again, and where in doubt a row's natural key keeps it one.
 */
final class DatabaseFeed implements Closeable {
    private static final int MOST_AT_ONCE = 5_000;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long COMMIT_NANOS = 1_000_000_000L;

    private final Database database;
    private final FeedPosition.Store positions;
    private final RawLogReader reader;
    private final SavedStates states;
    private final EventWriter writer;
    private final Playback playback;
    private final Following following;
    private FeedPosition committed;
    private final long saveNanos;
    private long savedEpochNanos;
    private long committedNanos;
    private volatile long sequence;
    private volatile long behindNanos;
    private long epochNanos;

    DatabaseFeed(
            RecordingFolder folder,
            Database database,
            FeedPosition.Store positions,
            FeedPlan plan,
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies,
            Consumer<String> messages)
            throws IOException {
        this.database = database;
        this.positions = positions;
        FeedPosition before = positions.read();
        this.committed = known(folder, before, messages);
        this.following = new Following();
        this.states = new SavedStates(folder, messages);
        this.saveNanos = plan.saved().toNanos();
        this.writer = new EventWriter(following, plan);
        this.playback = new Playback(decoders, ownDecoder, replies, writer);
        this.reader = RawLogReader.open(folder.log(), messages);
        this.sequence = committed.sequence();
        this.epochNanos = committed.epochNanos();
        SavedState saved = states.upTo(committed.sequence());
        if (saved == null) {
            seekFarBack(folder);
        } else {
            goOnFrom(saved);
        }
    }

    /** A position of another log, or of a part of it that a loss of power took away, is none. */
    private static FeedPosition known(RecordingFolder folder, FeedPosition before, Consumer<String> messages)
            throws IOException {
        if (before.sequence() == 0 || Runs.canBe(folder.log(), before.sequence(), before.epochNanos())) {
            return before;
        }
        messages.accept(
                "the log is not the one that the database was made of, or has lost its end; all rows are made again from it");
        return FeedPosition.NONE;
    }

    private void goOnFrom(SavedState saved) throws IOException {
        saved.restore(playback);
        saved.restore(writer);
        following.goOnFrom(saved);
        savedEpochNanos = saved.epochNanos();
        reader.seek(saved.sequence() + 1);
    }

    private void seekFarBack(RecordingFolder folder) throws IOException {
        long hour = Math.floorDiv(committed.epochNanos(), HOUR_NANOS) * HOUR_NANOS;
        if (committed.runEpochNanos() > hour) {
            reader.seek(Runs.at(folder.log(), hour));
        } else {
            // What was deleted for its age is no hole.
            reader.seek(Math.max(Runs.first(folder.log()), committed.run()));
        }
    }

    /** Number of the last record that is in the database, or soon will be. For any thread. */
    long sequence() {
        return sequence;
    }

    /** How old the record was when it was read. For any thread. */
    long behindNanos() {
        return behindNanos;
    }

    /**
     * Takes some of what is new.
     *
     * @param nowNanos the monotonic clock
     * @param nowEpochNanos the wall clock
     * @return false if there was nothing
     * @throws DatabaseAwayException if the database is not there; this feed is of no use any more then
     * @throws IOException if the log cannot be read
     */
    boolean pump(long nowNanos, long nowEpochNanos) throws IOException {
        following.nowNanos = nowNanos;
        int taken = 0;
        try {
            while (taken < MOST_AT_ONCE && reader.next(playback)) {
                taken++;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        behindNanos = epochNanos == 0 ? 0 : nowEpochNanos - epochNanos;
        database.commitDue(nowNanos);
        if (nowNanos - committedNanos >= COMMIT_NANOS) {
            committedNanos = nowNanos;
            commit();
        }
        return taken > 0;
    }

    /** Has everything so far in the database. */
    void commit() throws IOException {
        FeedPosition now = following.position();
        if (!now.equals(committed)) {
            database.commit();
            positions.write(now);
            committed = now;
            if (epochNanos - savedEpochNanos >= saveNanos) {
                save();
            }
        }
    }

    /** Only what is committed may be saved: who takes it up again does not write rows that come before. */
    private void save() throws IOException {
        if (writer.isSettled() && committed.sequence() == following.record) {
            savedEpochNanos = epochNanos;
            states.write(SavedState.of(
                    following.record, epochNanos, following.begunRun, following.begunEpochNanos, playback, writer));
        }
    }

    /** Lets go of it without a last word: what was not committed is made again. */
    void abandon() throws IOException {
        reader.close();
    }

    @Override
    public void close() throws IOException {
        try {
            commit();
            if (committed.epochNanos() > savedEpochNanos) {
                save();
            }
        } finally {
            reader.close();
        }
    }

    /** Writes rows, once the log is where the database was at the opening. */
    private final class Following implements RowTarget {
        private final long known = committed.sequence();
        private long record;
        private long run = committed.run();
        private long runEpochNanos = committed.runEpochNanos();
        private long begunRun = run;
        private long begunEpochNanos = runEpochNanos;
        private long nowNanos;

        private void goOnFrom(SavedState saved) {
            record = saved.sequence();
            begunRun = saved.run();
            begunEpochNanos = saved.runEpochNanos();
        }

        private FeedPosition position() {
            return record <= known ? committed : new FeedPosition(record, epochNanos, run, runEpochNanos);
        }

        @Override
        public void onRecord(long number, long recordEpochNanos) {
            record = number;
            if (number > known) {
                sequence = number;
                epochNanos = recordEpochNanos;
            }
        }

        @Override
        public void onRun(long startedEpochNanos) {
            begunRun = record;
            begunEpochNanos = startedEpochNanos;
        }

        @Override
        public <E> boolean append(Table<E> table, E event) {
            if (record <= known) {
                return table.fits(event);
            }
            if (table.equals(MarketTables.COVERAGE)) {
                // What lies between the runs is told now, and the run before is not needed any more.
                run = begunRun;
                runEpochNanos = begunEpochNanos;
            }
            try {
                return database.append(table, event, nowNanos);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
