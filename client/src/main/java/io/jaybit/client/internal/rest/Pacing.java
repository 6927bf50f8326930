package io.jaybit.client.internal.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the venue's answers mean for the requests to come. What it says of an endpoint holds back that endpoint of this client; what
 * it says of the address goes into the budget, which all clients share. Takes time as an argument; confined to the I/O thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate limit</a>: {@code X-Bapi-Limit-Status} is what is
 * left of an endpoint's window of one second, {@code X-Bapi-Limit-Reset-Timestamp} when there is more on the venue's clock. It is
 * the present where nothing was exceeded; then the window itself is waited for.
 */
public final class Pacing {
    private static final Duration BAN = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** Nobody waits for longer; a clock that is wrong by an hour must not stop us for one. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RateBudget budget;
    private final Map<String, Long> heldUntil = new HashMap<>();

    public Pacing(RateBudget budget) {
        this.budget = budget;
    }

    /** How long an endpoint is held back; 0 if it is not. */
    public long heldNanos(String endpoint, long nowNanos) {
        Long until = heldUntil.get(endpoint);
        if (until == null) {
            return 0;
        }
        if (until - nowNanos <= 0) {
            heldUntil.remove(endpoint);
            return 0;
        }
        return until - nowNanos;
    }

    /**
     * Nothing is left of an endpoint's window.
     *
     * @param resetEpochMillis when there is more, on the venue's clock; empty where it did not say
     * @param venueEpochMillis the venue's clock now
     * @param tries how often the request that heard of it was tried in vain
     */
    public void exhausted(
            String endpoint, OptionalLong resetEpochMillis, long venueEpochMillis, int tries, long nowNanos) {
        long wait = resetEpochMillis.orElse(0) - venueEpochMillis;
        Duration pause = wait > 0 ? Duration.ofMillis(wait) : backOff(tries);
        heldUntil.put(endpoint, nowNanos + atMost(pause).toNanos());
    }

    /** HTTP 429: the venue as a whole is too busy. What it wants to wait for longer than anybody would is a ban. */
    void throttled(@Nullable Duration wish, int tries, String reason, long nowNanos) {
        if (wish != null && wish.compareTo(LONGEST_WAIT) > 0) {
            budget.ban(wish, 429, reason, nowNanos);
        } else {
            budget.pause(wish == null ? backOff(tries) : wish, nowNanos);
        }
    }

    /**
     * HTTP 403.
     *
     * @return whether it was for too many requests, so that all have to stop; else the venue does not serve this address at all
     */
    boolean forbidden(String text, long nowNanos) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean tooMany = lower.contains("too frequent") || lower.contains("too many");
        if (tooMany) {
            budget.ban(BAN, 403, text, nowNanos);
        }
        return tooMany;
    }

    private static Duration backOff(int tries) {
        return atMost(WINDOW.multipliedBy(1L << Math.min(tries, 10)));
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
