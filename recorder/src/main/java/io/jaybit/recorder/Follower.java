package io.jaybit.recorder;

import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseAwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a database follow the log. Where it goes away, nothing is held for it: the log goes on, and when it is back the rows are made from where it is,
 * as after a restart. Confined to one thread, but for what says otherwise.
 */
final class Follower {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long FIRST_TRY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_TRY_NANOS = Duration.ofSeconds(5).toNanos();
    /** Another reason for the same is told so often at most. */
    private static final long REASON_NANOS = Duration.ofMinutes(1).toNanos();

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A database, what feeds it, and how far that is. */
    record Following(Database database, DatabaseFeed feed, KeptPosition position) {}

    /** Opens both. */
    @FunctionalInterface
    interface Opening {
        /** @throws DatabaseAwayException if the database is not there now */
        Following open() throws IOException;
    }

    private final Opening opening;
    private final LongSupplier onDisk;
    private final Consumer<String> messages;
    private volatile @Nullable Following current;
    private volatile long awaySinceNanos;
    private volatile boolean away;
    private volatile String awayReason = "";
    /** How far the database was when it was there last. */
    private volatile @Nullable KeptPosition reached;

    private String toldReason = "";
    private long reasonNanos;
    private boolean catchingUp;
    private long lacking;
    private long backNanos;
    private long tryNanos;
    private long pauseNanos = FIRST_TRY_NANOS;
    private final AtomicLong rowsBefore = new AtomicLong();
    private final AtomicLong refusedBefore = new AtomicLong();

    /** @param onDisk number of the last record that is in the log, for any thread */
    Follower(Opening opening, LongSupplier onDisk, Consumer<String> messages) {
        this.opening = opening;
        this.onDisk = onDisk;
        this.messages = messages;
    }

    /**
     * Takes some of what is new.
     *
     * @param nowNanos the monotonic clock
     * @param nowEpochNanos the wall clock
     * @return after how many nanoseconds there may be something to do again
     * @throws IOException if it cannot go on
     */
    long work(long nowNanos, long nowEpochNanos) throws IOException {
        try {
            Following following = current;
            if (following == null) {
                if (away && nowNanos < tryNanos) {
                    return tryNanos - nowNanos;
                }
                following = opening.open();
                current = following;
                reached = following.position();
                lacking = lackingIn(following);
            }
            boolean more = following.feed().pump(nowNanos, nowEpochNanos);
            isThere(nowNanos, more && lackingIn(following) > 0);
            return more ? 0 : PAUSE_NANOS;
        } catch (DatabaseAwayException gone) {
            leave();
            awayReason = gone.reason();
            return isAway(nowNanos, String.valueOf(gone.getMessage()));
        }
    }

    private long lackingIn(Following following) {
        return Math.max(0, onDisk.getAsLong() - following.feed().sequence());
    }

    private long isAway(long nowNanos, String reason) {
        if (!away) {
            away = true;
            awaySinceNanos = nowNanos;
            reasonNanos = nowNanos;
            toldReason = reason;
            messages.accept("THE DATABASE IS AWAY: " + reason
                    + "; the log goes on, it is tried again, and the rows are made when it is back");
        } else if (!reason.equals(toldReason) && nowNanos - reasonNanos >= REASON_NANOS) {
            reasonNanos = nowNanos;
            toldReason = reason;
            messages.accept("the database is still away: " + reason);
        }
        catchingUp = false;
        long pause = pauseNanos;
        tryNanos = nowNanos + pause;
        pauseNanos = Math.min(pauseNanos * 2, LAST_TRY_NANOS);
        return pause;
    }

    private void isThere(long nowNanos, boolean more) {
        if (away) {
            messages.accept("the database is there after " + (nowNanos - awaySinceNanos) / NANOS_PER_SECOND + " s"
                    + (lacking == 0
                            ? ", level with the log"
                            : String.format(Locale.ROOT, ", %,d records behind; their rows follow", lacking)));
            away = false;
            catchingUp = lacking > 0;
            backNanos = nowNanos;
            pauseNanos = FIRST_TRY_NANOS;
        }
        if (catchingUp && !more) {
            catchingUp = false;
            messages.accept("the database is level with the log again, " + (nowNanos - backNanos) / NANOS_PER_SECOND
                    + " s after it was back");
        }
    }

    /** Lets go of what is open, without a last word. */
    void leave() throws IOException {
        Following following = current;
        if (following != null) {
            current = null;
            rowsBefore.addAndGet(following.database().appended());
            refusedBefore.addAndGet(following.database().refused());
            following.feed().abandon();
            following.database().close();
        }
    }

    /** What is open now; null before the first time and while the database is away. For any thread. */
    @Nullable
    Following current() {
        return current;
    }

    /** Whether the database was looked for and is not there. For any thread. */
    boolean isAway() {
        return away;
    }

    /** Why it is not there, in a few words; empty while it is. For any thread. */
    String awayReason() {
        return away ? awayReason : "";
    }

    /** How many records of the log are not in the database; empty as long as it was never there to tell. For any thread. */
    OptionalLong recordsBehind() {
        KeptPosition position = reached;
        return position == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.max(0, onDisk.getAsLong() - position.last().sequence()));
    }

    /** For how long. For any thread. */
    long awayNanos(long nowNanos) {
        return away ? nowNanos - awaySinceNanos : 0;
    }

    /** How many rows were written. For any thread. */
    long rows() {
        Following following = current;
        return rowsBefore.get() + (following == null ? 0 : following.database().appended());
    }

    /** How many were not, since a number did not fit its column. For any thread. */
    long refused() {
        Following following = current;
        return refusedBefore.get()
                + (following == null ? 0 : following.database().refused());
    }

    /** Has everything that was taken in the database, if that is there. */
    void close() throws IOException {
        Following following = current;
        if (following == null) {
            if (away) {
                messages.accept(
                        "the database is still away: the rows that are missing are made when the recording is begun again");
            }
            return;
        }
        try {
            following.feed().close();
        } catch (DatabaseAwayException gone) {
            messages.accept("THE DATABASE IS AWAY: " + gone.getMessage()
                    + "; the rows that are missing are made when the recording is begun again");
        } finally {
            following.database().close();
        }
    }
}
