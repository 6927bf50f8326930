package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.Signer;
import io.jaybit.market.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a session; immutable. {@link #defaults} is what the venue's pages and observation advise.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 *
 * @param signer logs in on private and trade sockets; null where none are used
 */
public record SessionConfig(
        Limits limits,
        Timeouts timeouts,
        Retries retries,
        Silence silence,
        @Nullable Signer signer) {

    /**
     * How much goes where.
     *
     * @param topicsPerConnection most topics of one connection
     * @param optionArgs most topics of one option connection, the venue's 2,000; {@code topicsPerConnection} may be stricter
     * @param argsCharacters most characters of {@code args} on one connection, quotes and commas counted; the venue's 21,000
     * @param argsPerRequest most topics of one request; the venue takes 10 on spot
     * @param requestsInFlight most unanswered requests on one connection; 1 where acks have no id
     * @param connects most new connections in {@code connectWindow}; the venue's 500 less a share for others behind the same address
     * @param connectSpacing what lies between two connects at least, on average
     */
    public record Limits(
            int topicsPerConnection,
            int optionArgs,
            int argsCharacters,
            int argsPerRequest,
            int requestsInFlight,
            int connects,
            Duration connectWindow,
            Duration connectSpacing) {
        public Limits {
            List<String> problems = new ArrayList<>();
            atLeastOne("topicsPerConnection", topicsPerConnection, problems);
            atLeastOne("optionArgs", optionArgs, problems);
            atLeastOne("argsPerRequest", argsPerRequest, problems);
            atLeastOne("requestsInFlight", requestsInFlight, problems);
            atLeastOne("connects", connects, problems);
            if (argsCharacters < 256) {
                problems.add("argsCharacters must be at least 256, is " + argsCharacters);
            }
            positive("connectWindow", connectWindow, problems);
            notNegative("connectSpacing", connectSpacing, problems);
            refuse(problems);
        }

        /** Most topics of one connection of a channel. */
        int topicsOn(Channel channel) {
            return channel == Channel.OPTION ? Math.min(topicsPerConnection, optionArgs) : topicsPerConnection;
        }

        public static Limits defaults() {
            return new Limits(200, 2_000, 21_000, 10, 8, 450, Duration.ofMinutes(5), Duration.ofMillis(50));
        }
    }

    /**
     * How long is waited.
     *
     * @param open for the outcome of a connect
     * @param answer for an ack or a login reply
     * @param ping between two pings; each is up to a tenth earlier
     * @param pong for a pong
     * @param linger until a connection without topics is closed
     * @param loginValidity how far ahead of the venue's clock a login expires
     */
    public record Timeouts(
            Duration open, Duration answer, Duration ping, Duration pong, Duration linger, Duration loginValidity) {
        public Timeouts {
            List<String> problems = new ArrayList<>();
            positive("open", open, problems);
            positive("answer", answer, problems);
            positive("ping", ping, problems);
            positive("pong", pong, problems);
            positive("linger", linger, problems);
            positive("loginValidity", loginValidity, problems);
            if (pong.compareTo(ping) >= 0) {
                problems.add("pong must be shorter than ping, is " + pong + " against " + ping);
            }
            refuse(problems);
        }

        public static Timeouts defaults() {
            return new Timeouts(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));
        }
    }

    /**
     * How long is rested before trying again. Where a first and a longest one are given, each rest is twice the one before, of
     * which a random part of up to a half is taken off.
     *
     * @param stableAfter how long a connection must have been ready for its back-off to begin anew
     * @param forbidden after HTTP 403: the country or the address is banned; holds for every connection
     * @param tooMany after HTTP 429 without {@code Retry-After}; holds for every connection
     */
    public record Retries(
            Duration connectFirst,
            Duration connectLongest,
            Duration stableAfter,
            Duration tlsFirst,
            Duration tlsLongest,
            Duration loginFirst,
            Duration loginLongest,
            Duration forbidden,
            Duration tooMany,
            Duration quarantineFirst,
            Duration quarantineLongest,
            Duration cureRestFirst,
            Duration cureRestLongest) {
        public Retries {
            List<String> problems = new ArrayList<>();
            ascending("connectFirst", connectFirst, "connectLongest", connectLongest, problems);
            positive("stableAfter", stableAfter, problems);
            ascending("tlsFirst", tlsFirst, "tlsLongest", tlsLongest, problems);
            ascending("loginFirst", loginFirst, "loginLongest", loginLongest, problems);
            positive("forbidden", forbidden, problems);
            positive("tooMany", tooMany, problems);
            ascending("quarantineFirst", quarantineFirst, "quarantineLongest", quarantineLongest, problems);
            ascending("cureRestFirst", cureRestFirst, "cureRestLongest", cureRestLongest, problems);
            refuse(problems);
        }

        public static Retries defaults() {
            return new Retries(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5));
        }
    }

    /**
     * When a topic's own silence is a sign of illness.
     *
     * @param floor nothing shorter ever is
     * @param ceiling a topic that should speak is not left silent for longer, however slow it was before
     * @param firstFrame within which a book or ticker must begin
     * @param cure within which a rung of the cure must help
     */
    public record Silence(Duration floor, Duration ceiling, Duration firstFrame, Duration cure) {
        public Silence {
            List<String> problems = new ArrayList<>();
            ascending("floor", floor, "ceiling", ceiling, problems);
            positive("firstFrame", firstFrame, problems);
            positive("cure", cure, problems);
            refuse(problems);
        }

        public static Silence defaults() {
            return new Silence(
                    Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(15));
        }
    }

    public static SessionConfig defaults() {
        return new SessionConfig(Limits.defaults(), Timeouts.defaults(), Retries.defaults(), Silence.defaults(), null);
    }

    public SessionConfig withSigner(@Nullable Signer signer) {
        return new SessionConfig(limits, timeouts, retries, silence, signer);
    }

    public SessionConfig withLimits(Limits limits) {
        return new SessionConfig(limits, timeouts, retries, silence, signer);
    }

    public SessionConfig withTimeouts(Timeouts timeouts) {
        return new SessionConfig(limits, timeouts, retries, silence, signer);
    }

    public SessionConfig withRetries(Retries retries) {
        return new SessionConfig(limits, timeouts, retries, silence, signer);
    }

    public SessionConfig withSilence(Silence silence) {
        return new SessionConfig(limits, timeouts, retries, silence, signer);
    }

    private static void atLeastOne(String name, int value, List<String> problems) {
        if (value < 1) {
            problems.add(name + " must be at least 1, is " + value);
        }
    }

    private static void positive(String name, Duration value, List<String> problems) {
        if (value.isNegative() || value.isZero()) {
            problems.add(name + " must be positive, is " + value);
        }
    }

    private static void notNegative(String name, Duration value, List<String> problems) {
        if (value.isNegative()) {
            problems.add(name + " must not be negative, is " + value);
        }
    }

    private static void ascending(String first, Duration from, String second, Duration to, List<String> problems) {
        positive(first, from, problems);
        if (to.compareTo(from) < 0) {
            problems.add(second + " must be at least " + first + ", is " + to + " against " + from);
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
