package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done next for one sick topic, and how soon. Confined to the session's thread.
 *
 * <p>Resubscribe, at most three times a minute; then once alone on a fresh connection, at most every five minutes; then rest, each
 * time longer. Ten minutes of health make it forget how long it rested.
 */
final class CureLadder {
    private static final int RESUBSCRIBES = 3;
    private static final long RESUBSCRIBES_WINDOW = Duration.ofMinutes(1).toNanos();
    private static final long FRESH_SPACING = Duration.ofMinutes(5).toNanos();
    private static final long FORGETS_AFTER = Duration.ofMinutes(10).toNanos();

    private final long cureNanos;
    private final Backoff rest;
    private final long[] resubscribes = new long[RESUBSCRIBES];

    private @Nullable StaleReason reason;
    private @Nullable Rung rung;
    private long deadline = World.NEVER;
    private long lastFresh;
    private int resubscribeCount;
    private int freshCount;
    private final int[] attempts = new int[Rung.values().length];
    private long wellSince;
    private int taken;

    CureLadder(SessionConfig config, RandomGenerator random) {
        this.cureNanos = config.silence().cure().toNanos();
        this.rest =
                new Backoff(config.retries().cureRestFirst(), config.retries().cureRestLongest(), random);
    }

    boolean isSick() {
        return reason != null;
    }

    /** What ails it; null when it is well. */
    @Nullable
    StaleReason reason() {
        return reason;
    }

    /** The rung it stands on; null when it is well or nothing was done yet. */
    @Nullable
    Rung rung() {
        return rung;
    }

    /** Which attempt on this rung, from 1, since it was last well for long. */
    int attempt() {
        return rung == null ? 0 : attempts[rung.ordinal()];
    }

    /** How many rungs were ever taken. */
    int taken() {
        return taken;
    }

    /** It fell ill; the first rung is due at once. */
    void fellIll(StaleReason why, long now) {
        if (now - wellSince > FORGETS_AFTER) {
            rest.reset();
            Arrays.fill(attempts, 0);
        }
        reason = why;
        rung = null;
        deadline = now;
    }

    /**
     * A silent topic speaks while it is left alone. What it built is void, so it needs a snapshot, and need not wait for it.
     *
     * @return whether that brought the next rung forward
     */
    boolean speaksAgain(long now) {
        long earliest = Math.max(now, mayResubscribeFrom());
        if (rung != Rung.REST || earliest >= deadline) {
            return false;
        }
        deadline = earliest;
        return true;
    }

    /** When the next rung is due. */
    long deadline() {
        return deadline;
    }

    /** Takes the next rung. */
    Rung climb(long now, boolean freshIsPossible) {
        Rung next = next(now, freshIsPossible);
        rung = next;
        attempts[next.ordinal()]++;
        taken++;
        switch (next) {
            case RESUBSCRIBE -> {
                resubscribes[resubscribeCount % RESUBSCRIBES] = now;
                resubscribeCount++;
                deadline = now + cureNanos;
            }
            case FRESH_CONNECTION -> {
                lastFresh = now;
                freshCount++;
                deadline = now + cureNanos;
            }
            case REST -> deadline = now + rest.next();
        }
        return next;
    }

    /** The venue accepted it again: from here the rung has its time to help. */
    void subscribedAgain(long now) {
        if (rung == Rung.RESUBSCRIBE || rung == Rung.FRESH_CONNECTION) {
            deadline = now + cureNanos;
        }
    }

    void isWell(long now) {
        reason = null;
        rung = null;
        deadline = World.NEVER;
        wellSince = now;
    }

    private long mayResubscribeFrom() {
        return resubscribeCount < RESUBSCRIBES
                ? 0
                : resubscribes[resubscribeCount % RESUBSCRIBES] + RESUBSCRIBES_WINDOW;
    }

    private Rung next(long now, boolean freshIsPossible) {
        if ((rung == null || rung == Rung.REST) && now >= mayResubscribeFrom()) {
            return Rung.RESUBSCRIBE;
        }
        boolean mayOpen = freshCount == 0 || now - lastFresh >= FRESH_SPACING;
        if (rung != Rung.FRESH_CONNECTION && freshIsPossible && mayOpen) {
            return Rung.FRESH_CONNECTION;
        }
        return Rung.REST;
    }
}
