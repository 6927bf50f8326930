package io.jaybit.client.internal.rest;

import java.time.Duration;

/**
 * When the next request may be sent: one budget for every request of a client, below what the venue allows an address. Takes time
 * as an argument (monotonic nanoseconds); confined to one thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate limit</a>: 600 requests in 5 s over all its REST
 * hosts; who breaks that gets HTTP 403 and must stop all requests for 10 minutes.
 */
public final class RateBudget {
    /** Of the venue's 600; the rest is for others behind the same address. */
    private static final int REQUESTS = 400;

    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final long windowNanos;
    /** When the last requests were sent, in a ring. */
    private final long[] sent;

    private long count;
    private boolean blocked;
    private long blockedUntilNanos;

    public RateBudget() {
        this(REQUESTS, WINDOW);
    }

    /** @param requests most of them in any {@code window} */
    RateBudget(int requests, Duration window) {
        if (requests < 1) {
            throw new IllegalArgumentException("a budget of " + requests + " requests");
        }
        this.sent = new long[requests];
        this.windowNanos = window.toNanos();
    }

    /** How long to wait before the next request; 0 if it may be sent now. */
    public long delayNanos(long nowNanos) {
        long delay = blockedNanos(nowNanos);
        if (count >= sent.length) {
            long oldest = sent[(int) (count % sent.length)];
            delay = Math.max(delay, oldest + windowNanos - nowNanos);
        }
        return Math.max(0, delay);
    }

    /** Counts a request that is being sent. */
    public void take(long nowNanos) {
        sent[(int) (count % sent.length)] = nowNanos;
        count++;
    }

    /** Nothing may be sent for {@code pause}, from now; a longer one that was ordered before stays. */
    public void block(Duration pause, long nowNanos) {
        long until = nowNanos + pause.toNanos();
        if (blockedNanos(nowNanos) == 0 || until - blockedUntilNanos > 0) {
            blocked = true;
            blockedUntilNanos = until;
        }
    }

    /** What is left of a {@link #block}; 0 without one. */
    public long blockedNanos(long nowNanos) {
        if (blocked && blockedUntilNanos - nowNanos <= 0) {
            blocked = false;
        }
        return blocked ? blockedUntilNanos - nowNanos : 0;
    }

    /** Requests that count now. */
    public int used(long nowNanos) {
        int used = 0;
        for (long i = Math.max(0, count - sent.length); i < count; i++) {
            if (nowNanos - sent[(int) (i % sent.length)] < windowNanos) {
                used++;
            }
        }
        return used;
    }
}
