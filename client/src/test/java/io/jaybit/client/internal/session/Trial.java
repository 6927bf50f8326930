package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One life of a session: a venue and a network with every fault that chance offers, a user who comes and goes, then calm; and what
 * must be true all the time and in the end. A trial is its seed.
 */
final class Trial {
    private static final Signer SIGNER = new Signer(ApiKey.hmac("demoKey0123456789", "demoSecret9876543210"));
    private static final List<Channel> CHANNELS =
            List.of(Channel.LINEAR, Channel.LINEAR, Channel.SPOT, Channel.OPTION, Channel.PRIVATE);

    private final RandomGenerator random;
    private final ScriptedVenue venue;
    private final int connects;
    private final SessionConfig config;
    private final List<Topic> good = new ArrayList<>();
    private final Set<Topic> bad = new LinkedHashSet<>();
    /** What the user wants now. */
    private final Set<Topic> wanted = new LinkedHashSet<>();

    private final Map<Topic, String> refusedForGood = new HashMap<>();
    private int sentThisMinute;

    Trial(long seed) {
        random = new SplittableRandom(seed * 7919);
        connects = 15 + random.nextInt(80);
        SessionConfig.Limits limits = new SessionConfig.Limits(
                4 + random.nextInt(30),
                2_000,
                300 + random.nextInt(2_000),
                1 + random.nextInt(10),
                1 + random.nextInt(8),
                connects,
                Duration.ofMinutes(5),
                Duration.ofMillis(50));
        config = SessionConfig.defaults().withLimits(limits).withSigner(SIGNER);
        venue = new ScriptedVenue(config, seed);
        venue.keepsHistory = false;
        venue.onNotice = this::hear;
        venue.onSend = request -> sentThisMinute += request.op().equals("ping") ? 0 : 1;
        venue.period = Duration.ofSeconds(3 + random.nextInt(10));
        venue.latency = Duration.ofMillis(1 + random.nextInt(200));
        venue.clockAhead = Duration.ofMillis(random.nextInt(4_000) - 2_000);
        venue.echoesIds = random.nextInt(4) != 0;
        if (venue.echoesIds) {
            // Without ids only the order tells which answer is whose, and this would change it.
            venue.dataBeforeAck = Duration.ofMillis(random.nextInt(3) * random.nextInt(400));
        }
        venue.namesRefused = random.nextInt(3) != 0;
        venue.refusesWhole = random.nextInt(4) != 0;
        venue.refusesWholeUnsubscribes = random.nextBoolean();
        makeTopics();
    }

    void run() {
        good.forEach(this::want);
        bad.forEach(this::want);
        int minutes = 20 + random.nextInt(100);
        for (int i = 0; i < minutes; i++) {
            minuteOfTrouble();
        }
        calm();
        for (int i = 0; i < 25; i++) {
            minute();
        }
        good.forEach(this::want);
        for (int i = 0; i < 25; i++) {
            minute();
        }
        checkHealed();
        leaveEverything();
    }

    private void makeTopics() {
        int count = 5 + random.nextInt(50);
        for (int i = 0; i < count; i++) {
            Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            String symbol = "S" + random.nextInt(count) + "USDT";
            String name = switch (random.nextInt(5)) {
                case 0 -> "tickers." + symbol;
                case 1 -> "publicTrade." + symbol;
                case 2 -> "orderbook.rpi." + symbol;
                default -> "orderbook.50." + symbol;
            };
            Topic topic = channel == Channel.PRIVATE
                    ? Topic.of(
                            channel,
                            List.of("order", "execution", "wallet", "position").get(random.nextInt(4)))
                    : Topic.of(channel, name);
            if (!good.contains(topic)) {
                good.add(topic);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Topic topic = Topic.of(CHANNELS.get(random.nextInt(4)), "orderbook.500.BAD" + i);
            bad.add(topic);
            venue.refusals.put(topic.name(), ScriptedVenue.NOT_FOUND);
        }
    }

    // --- the user ---

    private void want(Topic topic) {
        wanted.add(topic);
        refusedForGood.remove(topic);
        venue.subscribe(topic);
    }

    private void leave(Topic topic) {
        wanted.remove(topic);
        venue.unsubscribe(topic);
    }

    private void hear(Notice notice) {
        if (notice instanceof Notice.TopicRefused refused && refused.retryIn() == null) {
            wanted.remove(refused.topic());
            refusedForGood.put(refused.topic(), refused.reason());
        }
    }

    // --- trouble ---

    private void minuteOfTrouble() {
        for (int i = random.nextInt(3); i > 0; i--) {
            trouble();
            venue.run(Duration.ofMillis(random.nextLong(20_000)));
        }
        minute();
    }

    private void minute() {
        venue.run(Duration.ofSeconds(60));
        SessionHealth health = venue.health();
        for (ConnectionRow row : health.connections()) {
            assertThat(row.topics())
                    .as("topics of connection %d", row.connectionId())
                    .isLessThanOrEqualTo(config.limits().topicsPerConnection());
            assertThat(row.argsCharacters())
                    .as("characters of connection %d", row.connectionId())
                    .isLessThanOrEqualTo(config.limits().argsCharacters());
        }
        assertThat(venue.mostArgsSeen)
                .as("topics of one request")
                .isLessThanOrEqualTo(config.limits().argsPerRequest());
        assertThat(health.connectsInWindow()).as("connects").isLessThanOrEqualTo(connects);
        assertThat(sentThisMinute).as("requests in about a minute").isLessThan(100 + 12 * (good.size() + bad.size()));
        sentThisMinute = 0;
        assertConnectRate();
    }

    private void assertConnectRate() {
        List<Long> opens = venue.opens;
        for (int i = Math.max(0, opens.size() - 2 * connects); i + connects < opens.size(); i++) {
            assertThat(opens.get(i + connects) - opens.get(i))
                    .isGreaterThanOrEqualTo(config.limits().connectWindow().toNanos());
        }
    }

    private void trouble() {
        List<VenueSocket> sockets = venue.openSockets();
        VenueSocket socket = sockets.isEmpty() ? null : sockets.get(random.nextInt(sockets.size()));
        Topic topic = good.get(random.nextInt(good.size()));
        Duration soon = Duration.ofMillis(random.nextLong(180_000));
        switch (random.nextInt(19)) {
            case 0, 1 -> {
                if (socket != null) {
                    venue.drop(socket, "reset by peer");
                }
            }
            case 2 -> {
                if (socket != null) {
                    socket.mute = true;
                }
            }
            case 3 -> {
                if (socket != null) {
                    socket.deaf = true;
                    socket.mute = random.nextBoolean();
                }
            }
            case 4 -> venue.openSockets().forEach(each -> venue.drop(each, "the venue restarts"));
            case 5 -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    venue.failures.add(randomFailure());
                }
            }
            case 6 -> {
                int share = 1 + random.nextInt(10);
                venue.losesAck = request -> random.nextInt(10) < share;
                venue.after(soon, () -> venue.losesAck = request -> false);
            }
            case 7 -> {
                int share = 1 + random.nextInt(10);
                venue.losesRequest = request -> random.nextInt(10) < share;
                venue.after(soon, () -> venue.losesRequest = request -> false);
            }
            case 8 -> venue.latency = Duration.ofMillis(1 + random.nextInt(random.nextInt(8) == 0 ? 12_000 : 500));
            case 9 -> stall(topic);
            case 10 -> {
                if (socket != null) {
                    List.copyOf(socket.topics.keySet()).forEach(name -> stall(Topic.of(socket.channel, name)));
                }
            }
            case 11 -> {
                if (Boolean.TRUE.equals(venue.books.get(topic))) {
                    venue.breakBook(topic, random.nextBoolean() ? StaleReason.GAP : StaleReason.CROSSED);
                }
            }
            case 12 -> {
                venue.refusals.put(topic.name(), random.nextBoolean() ? "system busy, " : ScriptedVenue.NOT_FOUND);
                venue.after(soon, () -> venue.refusals.remove(topic.name()));
            }
            case 13 -> {
                venue.pongs = false;
                venue.after(soon, () -> venue.pongs = true);
            }
            case 14 -> {
                venue.swallowsOpens = true;
                venue.after(soon, () -> venue.swallowsOpens = false);
            }
            case 15 -> venue.freeze(Duration.ofMillis(random.nextLong(90_000)));
            case 16 -> {
                venue.snapshotsAreSick.add(topic);
                venue.after(soon, () -> venue.snapshotsAreSick.remove(topic));
            }
            case 17 -> {
                if (socket != null) {
                    socket.stalled.add(topic.name());
                    VenueRequest unasked = new VenueRequest("subscribe", "unasked", List.of(topic.name()));
                    if (socket.channel == topic.channel() && topic.channel() != Channel.PRIVATE) {
                        venue.serve(socket, unasked);
                    }
                }
            }
            default -> theUserMoves();
        }
    }

    /** Only topics whose silence can be told from having nothing to say. */
    private void stall(Topic topic) {
        if (topic.channel() != Channel.PRIVATE && topic.kind() != TopicKind.TRADE) {
            venue.stall(topic);
        }
    }

    private void theUserMoves() {
        for (int i = random.nextInt(10); i >= 0; i--) {
            Topic topic = good.get(random.nextInt(good.size()));
            if (wanted.contains(topic)) {
                leave(topic);
                if (random.nextBoolean()) {
                    venue.run(Duration.ofMillis(random.nextLong(300)));
                    want(topic);
                }
            } else {
                want(topic);
            }
        }
    }

    private OpenFailure randomFailure() {
        return switch (random.nextInt(7)) {
            case 0 -> OpenFailure.of(OpenFailure.Kind.DNS, "DNS: unknown host");
            case 1 -> OpenFailure.of(OpenFailure.Kind.REFUSED, "connection refused");
            case 2 -> OpenFailure.of(OpenFailure.Kind.TLS, "TLS: wrong host");
            case 3 -> OpenFailure.http(429, "HTTP 429", random.nextBoolean() ? Duration.ofSeconds(20) : null);
            case 4 -> OpenFailure.http(403, "HTTP 403", null);
            case 5 -> OpenFailure.http(502, "HTTP 502", null);
            default -> OpenFailure.of(OpenFailure.Kind.TIMEOUT, "timeout");
        };
    }

    // --- calm, and what must be true then ---

    private void calm() {
        venue.failures.clear();
        venue.swallowsOpens = false;
        venue.losesAck = request -> false;
        venue.losesRequest = request -> false;
        venue.latency = Duration.ofMillis(30);
        venue.pongs = true;
        venue.snapshotsAreSick.clear();
        good.forEach(topic -> venue.refusals.remove(topic.name()));
        for (VenueSocket socket : venue.openSockets()) {
            socket.stalled.clear();
            socket.mute = false;
            socket.deaf = false;
        }
    }

    private void checkHealed() {
        assertThat(refusedForGood.keySet()).as("refused for good").containsExactlyInAnyOrderElementsOf(bad);
        SessionHealth health = venue.health();
        assertThat(health.topics()).as("rows").hasSize(good.size());
        for (Topic topic : good) {
            assertThat(venue.isLive(topic)).as("%s is live: %s", topic, health).isTrue();
            assertThat(venue.deliveries(topic)).as("deliveries of %s", topic).isEqualTo(1);
            assertThat(topic.kind() == TopicKind.TRADE
                            || topic.channel() == Channel.PRIVATE
                            || Boolean.TRUE.equals(venue.books.get(topic)))
                    .as("book of %s", topic)
                    .isTrue();
            assertThat(venue.row(topic).cure()).as("cure of %s", topic).isNull();
        }
        assertThat(venue.openSockets()).hasSameSizeAs(health.connections());
    }

    private void leaveEverything() {
        good.forEach(this::leave);
        venue.run(Duration.ofMinutes(2));
        SessionHealth health = venue.health();
        assertThat(health.topics()).isEmpty();
        assertThat(health.connections()).isEmpty();
        assertThat(venue.openSockets()).isEmpty();
        assertThat(venue.session.openSockets()).isZero();
    }
}
