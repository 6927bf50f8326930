package io.jaybit.client.internal.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the next request may be sent to a family of hosts: one budget for every client of this process, below what the venue allows
 * an address. Takes time as an argument (monotonic nanoseconds); safe for any thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate limit</a>: 600 requests in 5 s over all its REST
 * hosts; who breaks that gets HTTP 403 and must stop all requests for 10 minutes.
 */
public final class RateBudget {
    /** Of the venue's 600; the rest is for others behind the same address. */
    static final int REQUESTS = 400;

    private static final Duration WINDOW = Duration.ofSeconds(5);

    /**
     * The venue turned this address away.
     *
     * @param untilNanos monotonic
     * @param httpStatus with which it did
     * @param reason the venue's text
     */
    public record Ban(long untilNanos, int httpStatus, String reason) {}

    private final long windowNanos;
    /** When the last requests were sent, in a ring. */
    private final long[] sent;

    private long count;
    private boolean paused;
    private long pausedUntilNanos;
    private @Nullable Ban ban;

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

    /** Takes the right to send one request now: 0, and it counts; or how long to wait before asking again. */
    public synchronized long take(long nowNanos) {
        long wait = waitNanos(nowNanos);
        if (wait == 0) {
            sent[(int) (count % sent.length)] = nowNanos;
            count++;
        }
        return wait;
    }

    private long waitNanos(long nowNanos) {
        Ban turnedAway = ban(nowNanos);
        long wait = turnedAway == null ? 0 : turnedAway.untilNanos() - nowNanos;
        paused &= pausedUntilNanos - nowNanos > 0;
        if (paused) {
            wait = Math.max(wait, pausedUntilNanos - nowNanos);
        }
        if (count >= sent.length) {
            long oldest = sent[(int) (count % sent.length)];
            wait = Math.max(wait, oldest + windowNanos - nowNanos);
        }
        return wait;
    }

    /** Nobody sends for {@code wait}, from now; a longer pause that was ordered before stays. */
    public synchronized void pause(Duration wait, long nowNanos) {
        long until = nowNanos + wait.toNanos();
        if (!paused || until - pausedUntilNanos > 0) {
            paused = true;
            pausedUntilNanos = until;
        }
    }

    /** The venue turns this address away: nobody sends, and nobody need wait, for {@code length} from now. */
    public synchronized void ban(Duration length, int httpStatus, String reason, long nowNanos) {
        long until = nowNanos + length.toNanos();
        Ban before = ban(nowNanos);
        if (before == null || until - before.untilNanos() > 0) {
            ban = new Ban(until, httpStatus, reason);
        }
    }

    /** The ban that is in force; null without one. */
    public synchronized @Nullable Ban ban(long nowNanos) {
        if (ban != null && ban.untilNanos() - nowNanos <= 0) {
            ban = null;
        }
        return ban;
    }

    /** Requests that count now. */
    public synchronized int used(long nowNanos) {
        int used = 0;
        for (long i = Math.max(0, count - sent.length); i < count; i++) {
            if (nowNanos - sent[(int) (i % sent.length)] < windowNanos) {
                used++;
            }
        }
        return used;
    }
}
