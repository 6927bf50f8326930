package io.jaybit.client.internal.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The rate of new connections to one host: at most so many in any window, spread a little, and none while the host wants to be left
 * alone. Safe for any thread: all sessions of a process share it. Times are the monotonic clock's.
 *
 * <p>The venue takes 500 in 5 minutes from one address (venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate limit</a>).
 */
public final class ConnectionBudget {
    private final long windowNanos;
    private final long spacingNanos;
    private final RandomGenerator random;
    /** When the last connects happened; a ring as long as the limit, so that its oldest entry decides. */
    private final long[] connects;

    private int next;
    private int count;
    private long notBeforeNanos;
    private boolean resting;

    public ConnectionBudget(SessionConfig.Limits limits, RandomGenerator random) {
        this(limits.connects(), limits.connectWindow(), limits.connectSpacing(), random);
    }

    ConnectionBudget(int connects, Duration window, Duration spacing, RandomGenerator random) {
        this.connects = new long[connects];
        this.windowNanos = window.toNanos();
        this.spacingNanos = spacing.toNanos();
        this.random = random;
    }

    /** Takes the right to connect once, now; false where there is none yet. */
    synchronized boolean tryTake(long nowNanos) {
        if (waitNanos(nowNanos) > 0) {
            return false;
        }
        connects[next] = nowNanos;
        next = (next + 1) % connects.length;
        count = Math.min(count + 1, connects.length);
        pause(nowNanos, spacingNanos == 0 ? 0 : spacingNanos / 2 + random.nextLong(spacingNanos));
        return true;
    }

    /** How long until {@link #tryTake} will succeed, if nobody comes before; 0 for now. */
    synchronized long waitNanos(long nowNanos) {
        long wait = resting ? Math.max(0, notBeforeNanos - nowNanos) : 0;
        if (count == connects.length) {
            wait = Math.max(wait, connects[next] + windowNanos - nowNanos);
        }
        return wait;
    }

    /** The host asked to be left alone for so long. */
    synchronized void rest(long nowNanos, long forNanos) {
        pause(nowNanos, forNanos);
    }

    /** How many connects count against the limit. */
    synchronized int used(long nowNanos) {
        int used = 0;
        for (int i = 0; i < count; i++) {
            if (nowNanos - connects[i] < windowNanos) {
                used++;
            }
        }
        return used;
    }

    private void pause(long nowNanos, long forNanos) {
        long until = nowNanos + forNanos;
        if (!resting || until - notBeforeNanos > 0) {
            notBeforeNanos = until;
            resting = true;
        }
    }
}
