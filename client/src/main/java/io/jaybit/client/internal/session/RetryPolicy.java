package io.jaybit.client.internal.session;

import java.time.Duration;

/**
 * How long one connection rests after each kind of failure. Where the venue bans or throttles the address, every connection rests
 * with it. Confined to the session's thread.
 */
final class RetryPolicy {
    private static final long REPLACE_FIRST = Duration.ofMinutes(1).toNanos();
    private static final long REPLACE_LONGEST = Duration.ofMinutes(30).toNanos();

    private final World world;
    private final Backoff connects;
    private final Backoff tls;
    private final Backoff logins;
    private int failuresInRow;
    private long nextReplacement;
    private long replacementSpacing = REPLACE_FIRST;

    RetryPolicy(World world) {
        this.world = world;
        SessionConfig.Retries config = world.config.retries();
        this.connects = new Backoff(config.connectFirst(), config.connectLongest(), world.random);
        this.tls = new Backoff(config.tlsFirst(), config.tlsLongest(), world.random);
        this.logins = new Backoff(config.loginFirst(), config.loginLongest(), world.random);
    }

    /** Failures and early losses since it was last stable. */
    int failuresInRow() {
        return failuresInRow;
    }

    /** After a socket that did not come about. */
    long after(OpenFailure failure) {
        failuresInRow++;
        SessionConfig.Retries config = world.config.retries();
        if (failure.kind() == OpenFailure.Kind.TLS) {
            return tls.next();
        }
        if (failure.httpStatus() == 403) {
            return everybodyRests(config.forbidden());
        }
        if (failure.httpStatus() == 429) {
            Duration wish = failure.retryAfter();
            return everybodyRests(wish == null || wish.isNegative() || wish.isZero() ? config.tooMany() : wish);
        }
        Duration wish = failure.retryAfter();
        long rest = connects.next();
        return wish == null
                ? rest
                : Math.max(rest, Math.min(wish.toNanos(), config.forbidden().toNanos()));
    }

    /** After an attempt that failed without saying why. */
    long afterFailure() {
        failuresInRow++;
        return connects.next();
    }

    long afterRefusedLogin() {
        failuresInRow++;
        return logins.next();
    }

    void loggedIn() {
        logins.reset();
    }

    /** After a socket that had been ready for so long. */
    long afterLoss(long readyNanos) {
        if (readyNanos >= world.config.retries().stableAfter().toNanos()) {
            connects.reset();
            tls.reset();
            failuresInRow = 0;
        }
        failuresInRow++;
        return connects.next();
    }

    /** Whether a socket may be given up for the health of its topics; each time it takes twice as long until the next. */
    boolean mayReplace() {
        long now = world.now();
        if (now < nextReplacement) {
            return false;
        }
        boolean longAgo = now - nextReplacement > REPLACE_LONGEST;
        replacementSpacing = longAgo ? REPLACE_FIRST : Math.min(replacementSpacing * 2, REPLACE_LONGEST);
        nextReplacement = now + replacementSpacing;
        return true;
    }

    /** A failure in words, with what can be done. */
    String describe(OpenFailure failure) {
        if (failure.httpStatus() == 403) {
            return "HTTP 403: the venue serves neither the US nor mainland China, or has banned this address for asking"
                    + " too often (" + failure.reason() + ")";
        }
        if (failure.httpStatus() == 429) {
            return "HTTP 429: too many connections from this address (" + failure.reason() + ")";
        }
        return failure.reason();
    }

    private long everybodyRests(Duration rest) {
        long nanos = Math.min(rest.toNanos(), Duration.ofHours(1).toNanos());
        long withJitter = nanos + world.random.nextLong(nanos / 10 + 1);
        world.budget.rest(world.callersNanos(world.now()), withJitter);
        return withJitter;
    }
}
