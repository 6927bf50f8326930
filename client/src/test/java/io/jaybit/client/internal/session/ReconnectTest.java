package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losing sockets, not getting any, and coming back. */
class ReconnectTest {
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic ORDERS = Topic.of(Channel.PRIVATE, "order");
    private static final Signer SIGNER = new Signer(ApiKey.hmac("demoKey0123456789", "demoSecret9876543210"));

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void everythingIsBackAfterTheSocketIsReset() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofMinutes(2));

        venue.drop(venue.socket(), "reset by peer");
        venue.run(Duration.ofMillis(1));
        assertThat(venue.invalidated).containsEntry(BOOK, StaleReason.DISCONNECTED);
        assertThat(venue.books.get(BOOK)).isFalse();
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.books.get(BOOK)).isTrue();
        assertThat(venue.notices(Notice.Disconnected.class)).singleElement().satisfies(lost -> {
            assertThat(lost.reason()).isEqualTo("reset by peer");
            assertThat(lost.lastHeardEpochNanos()).isLessThanOrEqualTo(lost.epochNanos());
            assertThat(lost.retryIn()).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void aCloseWhileSubscribingLosesNothing() {
        List<Topic> topics = IntStream.range(0, 150)
                .mapToObj(i -> Topic.of(Channel.LINEAR, "tickers.S" + i + "USDT"))
                .toList();
        venue.subscribe(topics);
        venue.run(Duration.ofMillis(50));
        assertThat(venue.sent("subscribe")).isNotEmpty();

        venue.drop(venue.socket(), "closed by the server (1001)");
        venue.run(Duration.ofSeconds(10));

        assertThat(topics).allMatch(venue::isLive);
        assertThat(topics).allMatch(topic -> venue.deliveries(topic) == 1);
    }

    @Test
    void aNewSocketDoesNotWaitForAnswersOfTheOldOne() {
        Topic trades = Topic.of(Channel.OPTION, "publicTrade.BTC");
        venue.subscribe(trades);
        venue.run(Duration.ofMillis(50));
        assertThat(venue.row(trades).state()).isEqualTo(TopicState.REQUESTED);

        venue.drop(venue.socket(), "reset by peer");
        venue.run(Duration.ofSeconds(1));

        assertThat(venue.isLive(trades)).isTrue();
    }

    @Test
    void nameFailuresAndRefusalsAreTriedForEverWithGrowingRests() {
        for (int i = 0; i < 30; i++) {
            venue.failures.add(OpenFailure.of(OpenFailure.Kind.DNS, "DNS: stream.example is unknown"));
        }

        venue.subscribe(BOOK);
        venue.run(Duration.ofMinutes(40));

        assertThat(venue.isLive(BOOK)).isTrue();
        List<Notice.ConnectFailed> failed = venue.notices(Notice.ConnectFailed.class);
        assertThat(failed).hasSize(30);
        assertThat(failed.get(0).retryIn()).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(failed.get(29).retryIn()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        assertThat(failed.get(29).attempt()).isEqualTo(30);
    }

    @Test
    void aBannedAddressRestsLongOnEveryConnectionAndSaysWhy() {
        venue.failures.add(OpenFailure.http(403, "HTTP 403 Forbidden", null));

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        venue.subscribe(Topic.of(Channel.SPOT, "tickers.BTCUSDT"));
        venue.run(Duration.ofMinutes(9));
        assertThat(venue.opens).hasSize(1);
        assertThat(venue.notices(Notice.ConnectFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.reason()).contains("403").contains("US nor mainland China");
            assertThat(failed.retryIn()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        });

        venue.run(Duration.ofMinutes(3));
        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void tooManyRequestsRestAsLongAsTheVenueAsks() {
        venue.failures.add(OpenFailure.http(429, "HTTP 429", Duration.ofSeconds(90)));

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(89));
        assertThat(venue.opens).hasSize(1);
        venue.run(Duration.ofSeconds(15));

        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void aCertificateOfAWrongHostIsReportedAndTriedSlowly() {
        for (int i = 0; i < 3; i++) {
            venue.failures.add(
                    OpenFailure.of(OpenFailure.Kind.TLS, "TLS: no name of the certificate matches stream.example"));
        }

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(10));

        assertThat(venue.opens).hasSize(1);
        assertThat(venue.notices(Notice.ConnectFailed.class))
                .singleElement()
                .extracting(Notice.ConnectFailed::reason)
                .asString()
                .contains("certificate");
        venue.run(Duration.ofMinutes(10));
        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void aConnectThatNeverEndsIsGivenUp() {
        venue.swallowsOpens = true;
        venue.subscribe(BOOK);
        venue.run(Duration.ofMillis(20_100));
        venue.swallowsOpens = false;

        venue.run(Duration.ofSeconds(5));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.notices(Notice.ConnectFailed.class)).hasSize(1);
    }

    @Test
    void aServerThatClosesAtOnceIsNotHammered() {
        venue.subscribe(BOOK);
        for (int i = 0; i < 3_600; i++) {
            venue.run(Duration.ofSeconds(1));
            venue.openSockets().forEach(socket -> venue.drop(socket, "closed"));
        }

        assertThat(venue.opens).hasSizeLessThan(100);
    }

    @Test
    void aTopicRefusedAfterItHadLivedIsTriedAgainAloneAndRarely() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofMinutes(2));
        venue.refusals.put(BOOK.name(), ScriptedVenue.NOT_FOUND);

        venue.drop(venue.socket(), "reset by peer");
        venue.run(Duration.ofHours(1));

        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.opens).hasSize(2);
        List<Notice.TopicRefused> refused = venue.notices(Notice.TopicRefused.class);
        assertThat(refused).hasSizeBetween(8, 16).allMatch(notice -> notice.retryIn() != null);
        assertThat(refused.get(refused.size() - 1).retryIn()).isGreaterThan(Duration.ofMinutes(5));
        venue.refusals.clear();
        venue.run(Duration.ofMinutes(11));
        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void aLoginComesFirstAndIsSignedAnewForEverySocket() {
        ScriptedVenue own = withKey();
        own.subscribe(ORDERS);
        own.run(Duration.ofMinutes(2));
        own.drop(own.socket(), "reset by peer");
        own.run(Duration.ofSeconds(5));

        assertThat(own.isLive(ORDERS)).isTrue();
        assertThat(own.sent.get(0).request().op()).isEqualTo("auth");
        assertThat(own.sent.get(1).request().op()).isEqualTo("subscribe");
        assertThat(own.sent.get(1).at() - own.sent.get(0).at()).isGreaterThanOrEqualTo(own.latency.toNanos() * 2);
        assertThat(own.sent("auth"))
                .hasSize(2)
                .extracting(frame -> frame.request().args().get(2))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLoginExpiresByTheVenuesClockOnceThatIsKnown() {
        ScriptedVenue own = withKey();
        own.clockAhead = Duration.ofSeconds(30);
        own.subscribe(ORDERS);
        own.run(Duration.ofMinutes(2));

        own.drop(own.socket(), "reset by peer");
        own.run(Duration.ofSeconds(5));

        ScriptedVenue.Sent last = own.sent("auth").get(1);
        long expires = Long.parseLong(last.request().args().get(1));
        long venuesTime = (ScriptedVenue.START_EPOCH_NANOS + last.at()) / 1_000_000 + 30_000;
        assertThat(expires).isBetween(venuesTime + 1_000, venuesTime + 10_000);
    }

    @Test
    void aRefusedLoginIsSaidAndNotHammered() {
        ScriptedVenue own = withKey();
        own.loginRefusal = "Params Error";

        own.subscribe(ORDERS);
        own.run(Duration.ofMinutes(30));

        assertThat(own.notices(Notice.LoginRefused.class))
                .hasSizeBetween(4, 9)
                .allMatch(refused -> refused.reason().equals("Params Error"));
        assertThat(own.sent("subscribe")).isEmpty();
        own.loginRefusal = "";
        own.run(Duration.ofMinutes(11));
        assertThat(own.isLive(ORDERS)).isTrue();
    }

    @Test
    void theTradeSocketIsHeldOpenWithoutTopics() {
        ScriptedVenue own = withKey();

        own.session.hold(Channel.TRADE, own.now(), own.epoch());
        own.run(Duration.ofMinutes(5));
        assertThat(own.notices(Notice.Connected.class)).hasSize(1);
        own.session.release(Channel.TRADE, own.now(), own.epoch());
        own.run(Duration.ofSeconds(6));

        assertThat(own.openSockets()).isEmpty();
    }

    @Test
    void wishesOfACallbackMadeAtOnceAreHeard() {
        Topic[] next = {TRADES};
        ScriptedVenue[] self = {venue};
        venue.onNotice = notice -> {
            if (notice instanceof Notice.TopicLive live && live.topic().equals(BOOK) && next[0] != null) {
                next[0] = null;
                self[0].session.subscribe(TRADES, self[0].now(), self[0].epoch());
                self[0].session.unsubscribe(BOOK, self[0].now(), self[0].epoch());
            }
        };

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.deliveries(BOOK)).isZero();
    }

    private static ScriptedVenue withKey() {
        return new ScriptedVenue(SessionConfig.defaults().withSigner(SIGNER), 1);
    }
}
