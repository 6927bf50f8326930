package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Asking for topics, and every kind of answer. */
class SubscribingTest {
    private static final Topic BOOK = linear("orderbook.50.BTCUSDT");
    private static final Topic TRADES = linear("publicTrade.BTCUSDT");
    private static final Topic BAD = linear("orderbook.500.BTCUSDT");

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void aTopicBecomesLiveOnAConnectionOpenedForIt() {
        venue.subscribe(BOOK, TRADES);

        venue.run(Duration.ofSeconds(1));

        assertThat(venue.notices(Notice.Connected.class)).hasSize(1);
        assertThat(venue.notices(Notice.TopicLive.class))
                .extracting(Notice.TopicLive::topic)
                .containsExactlyInAnyOrder(BOOK, TRADES);
        assertThat(venue.notices(Notice.FirstData.class)).hasSize(2);
        assertThat(venue.health().connections()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(ConnectionState.LIVE);
            assertThat(row.topics()).isEqualTo(2);
        });
    }

    @Test
    void aRefusedTopicIsDroppedFromItsRequestAndTheGoodOnesLive() {
        venue.refusals.put(BAD.name(), ScriptedVenue.NOT_FOUND);
        List<Topic> good = symbols("tickers.", 9);

        venue.subscribe(good);
        venue.subscribe(BAD);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.sent("subscribe").get(0).request().args()).hasSize(10);
        assertThat(venue.notices(Notice.TopicRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.topic()).isEqualTo(BAD);
            assertThat(refused.reason()).isEqualTo("error:handler not found,topic:orderbook.500.BTCUSDT");
            assertThat(refused.retryIn()).isNull();
        });
        assertThat(good).allMatch(venue::isLive);
        assertThat(venue.sent("subscribe")).hasSize(2);
        assertThat(venue.health().topics()).hasSize(9);
    }

    @Test
    void aRefusalThatNamesNobodyIsBisectedUntilTheBadOnesAreAlone() {
        venue.namesRefused = false;
        venue.refusals.put("tickers.S03USDT", "bad request");
        venue.refusals.put("tickers.S07USDT", "bad request");
        List<Topic> topics = symbols("tickers.", 10);

        venue.subscribe(topics);
        venue.run(Duration.ofSeconds(3));

        assertThat(venue.notices(Notice.TopicRefused.class))
                .extracting(refused -> refused.topic().name())
                .containsExactlyInAnyOrder("tickers.S03USDT", "tickers.S07USDT");
        assertThat(topics.stream().filter(venue::isLive)).hasSize(8);
        assertThat(venue.sent("subscribe")).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void aRefusalWithoutIdFindsItsRequestByTheTopicItNames() {
        venue.echoesIds = false;
        venue.refusals.put("tickers.NOPEUSDT", "Invalid symbol :");
        List<Topic> good = symbols("tickers.", 25).stream()
                .map(topic -> spot(topic.name()))
                .toList();

        venue.subscribe(good);
        venue.subscribe(spot("tickers.NOPEUSDT"));
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.notices(Notice.TopicRefused.class))
                .extracting(refused -> refused.topic().name())
                .containsExactly("tickers.NOPEUSDT");
        assertThat(good).allMatch(venue::isLive);
    }

    @Test
    void anAnswerWithoutIdOrNameEndsAskingForMoreThanOneThingAtATime() {
        venue.echoesIds = false;
        venue.namesRefused = false;
        venue.refusals.put("tickers.S03USDT", "bad request");
        venue.subscribe(symbols("tickers.", 10));
        venue.run(Duration.ofMillis(70));

        venue.subscribe(symbols("publicTrade.", 30));
        venue.run(Duration.ofMillis(20));
        assertThat(venue.sent("subscribe")).hasSize(2);
        venue.run(Duration.ofSeconds(5));

        assertThat(symbols("publicTrade.", 30)).allMatch(venue::isLive);
        assertThat(venue.notices(Notice.TopicRefused.class)).hasSize(1);
    }

    @Test
    void optionAnswersListWhatFailedAndOneRequestIsUnderWayAtATime() {
        Topic bad = option("orderbook.25.NOPE");
        List<Topic> good = IntStream.range(0, 24)
                .mapToObj(i -> option("tickers.BTC-25SEP26-" + (90_000 + i) + "-C-USDT"))
                .toList();
        venue.refusals.put(bad.name(), "");

        venue.subscribe(bad);
        venue.subscribe(good);
        venue.run(Duration.ofMillis(70));
        assertThat(venue.sent("subscribe")).hasSize(2);
        venue.run(Duration.ofSeconds(2));

        assertThat(good).allMatch(venue::isLive);
        assertThat(venue.notices(Notice.TopicRefused.class))
                .extracting(Notice.TopicRefused::topic)
                .containsExactly(bad);
    }

    @Test
    void aPartialSuccessLeavesTheAcceptedOnesAlone() {
        venue.refusesWhole = false;
        venue.refusals.put("foo", "Batch subscription partially succeeded and partially failed.");

        venue.subscribe(spot("tickers.BTCUSDT"), spot("foo"));
        venue.run(Duration.ofSeconds(1));

        assertThat(venue.isLive(spot("tickers.BTCUSDT"))).isTrue();
        assertThat(venue.notices(Notice.TopicRefused.class)).hasSize(1);
        assertThat(venue.sent("subscribe")).hasSize(1);
    }

    @Test
    void alreadySubscribedIsASuccessAndTheRestIsAskedForAgain() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofMillis(30));
        venue.socket().topics.put(BOOK.name(), "from before");

        venue.run(Duration.ofSeconds(1));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.notices(Notice.TopicRefused.class)).isEmpty();
    }

    @Test
    void aRequestTooLargeIsMadeSmaller() {
        venue.mostArgs = 4;
        List<Topic> topics = symbols("tickers.", 20);

        venue.subscribe(topics);
        venue.run(Duration.ofSeconds(2));

        assertThat(topics).allMatch(venue::isLive);
        assertThat(venue.notices(Notice.TopicRefused.class)).isEmpty();
    }

    @Test
    void dataBeforeTheAckProvesTheTopicLive() {
        venue.dataBeforeAck = Duration.ofSeconds(3);

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.books.get(BOOK)).isTrue();
        venue.run(Duration.ofSeconds(5));
        assertThat(venue.notices(Notice.TopicLive.class)).hasSize(1);
        assertThat(venue.notices(Notice.FirstData.class)).hasSize(1);
        assertThat(venue.notices(Notice.Unexpected.class)).isEmpty();
    }

    @Test
    void anAckThatNeverComesIsAskedForAgainThenTheSocketIsReplaced() {
        Topic liquidations = linear("allLiquidation.BTCUSDT");
        venue.silent.add(liquidations.name());
        venue.losesAck = request -> true;

        venue.subscribe(liquidations);
        venue.run(Duration.ofSeconds(15));
        assertThat(venue.sent("subscribe")).hasSize(2);
        assertThat(venue.closes).isEmpty();
        venue.run(Duration.ofSeconds(10));

        assertThat(venue.closes).containsExactly("no answer to subscribe within 10 s");
        assertThat(venue.notices(Notice.Disconnected.class)).hasSize(1);
        venue.losesAck = request -> false;
        venue.run(Duration.ofSeconds(30));
        assertThat(venue.isLive(liquidations)).isTrue();
    }

    @Test
    void anAckThatNeverComesForOneTopicDoesNotTouchTheLiveOnes() {
        Topic mute = linear("allLiquidation.BTCUSDT");
        venue.silent.add(mute.name());
        venue.losesAck = request -> request.args().contains(mute.name());
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(5));

        venue.subscribe(mute);
        venue.run(Duration.ofMinutes(5));

        assertThat(venue.closes).isEmpty();
        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.notices(Notice.TopicRefused.class)).isNotEmpty().allSatisfy(refused -> {
            assertThat(refused.topic()).isEqualTo(mute);
            assertThat(refused.reason()).contains("no answer");
            assertThat(refused.retryIn()).isNotNull();
        });
        assertThat(venue.sent("subscribe")).hasSizeLessThan(20);
    }

    @Test
    void aLostRequestIsSentAgain() {
        boolean[] lost = {false};
        venue.losesRequest = request -> request.op().equals("subscribe") && !lost[0] && (lost[0] = true);

        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(12));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.closes).isEmpty();
    }

    @Test
    void rpiBooksWhoseAcksLackAnIdHaveRequestsOfTheirOwn() {
        Topic rpi = linear("orderbook.rpi.BTCUSDT");

        venue.subscribe(BOOK, rpi, TRADES);
        venue.run(Duration.ofSeconds(1));

        assertThat(venue.sent("subscribe"))
                .extracting(frame -> frame.request().args())
                .containsExactly(List.of(BOOK.name(), TRADES.name()), List.of(rpi.name()));
        assertThat(venue.isLive(rpi)).isTrue();
    }

    @Test
    void aTopicThatNeverProvedItselfIsRefusedForGoodEvenAfterAnAck() {
        venue.subscribe(BOOK, BAD);
        venue.silent.add(BAD.name());
        venue.run(Duration.ofSeconds(5));
        venue.refusals.put(BAD.name(), ScriptedVenue.NOT_FOUND);

        venue.drop(venue.socket(), "reset by peer");
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.notices(Notice.TopicRefused.class))
                .singleElement()
                .extracting(Notice.TopicRefused::retryIn)
                .isNull();
        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void aPassingRefusalIsTriedAgainAndSaidSo() {
        venue.refusals.put(BOOK.name(), "internal error, topic:");
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(5));

        venue.refusals.clear();
        venue.run(Duration.ofSeconds(20));

        assertThat(venue.notices(Notice.TopicRefused.class))
                .singleElement()
                .extracting(Notice.TopicRefused::retryIn)
                .isNotNull();
        assertThat(venue.isLive(BOOK)).isTrue();
    }

    @Test
    void oneOfManyIsUnsubscribedAndTheOthersGoOn() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(5));

        venue.unsubscribe(BOOK);
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.notices(Notice.TopicClosed.class)).hasSize(1);
        assertThat(venue.deliveries(BOOK)).isZero();
        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.health().topics()).hasSize(1);
    }

    @Test
    void aRefusedUnsubscribeOfManyIsRepeatedForEach() {
        venue.refusesWholeUnsubscribes = true;
        venue.subscribe(BOOK, TRADES, linear("tickers.BTCUSDT"));
        venue.run(Duration.ofSeconds(5));
        venue.socket().topics.remove(BOOK.name());

        venue.unsubscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.deliveries(TRADES)).isZero();
        assertThat(venue.health().topics()).hasSize(1);
        assertThat(venue.sent("unsubscribe")).hasSize(3);
    }

    @Test
    void theLastTopicClosesItsConnectionAfterALinger() {
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(5));

        venue.unsubscribe(BOOK);
        venue.run(Duration.ofSeconds(4));
        assertThat(venue.closes).isEmpty();
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.closes).containsExactly("no topics left");
        assertThat(venue.notices(Notice.Disconnected.class))
                .singleElement()
                .extracting(Notice.Disconnected::retryIn)
                .isNull();
        assertThat(venue.health().connections()).isEmpty();
    }

    @Test
    void unsubscribingBeforeTheAckEndsUnsubscribed() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofMillis(35));
        assertThat(venue.row(BOOK).state()).isEqualTo(TopicState.REQUESTED);

        venue.unsubscribe(BOOK);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.deliveries(BOOK)).isZero();
        assertThat(venue.notices(Notice.TopicLive.class))
                .extracting(Notice.TopicLive::topic)
                .containsExactly(TRADES);
        assertThat(venue.health().topics()).hasSize(1);
    }

    @Test
    void unsubscribingAndSubscribingAtOnceEndsLiveWithAFreshSnapshot() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(5));

        venue.unsubscribe(BOOK);
        venue.books.put(BOOK, false);
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.books.get(BOOK)).isTrue();
        assertThat(venue.sent("unsubscribe")).hasSize(1);
        assertThat(venue.deliveries(BOOK)).isEqualTo(1);
    }

    @Test
    void wavingBetweenTheAcksEndsAsTheLastWishSaid() {
        venue.subscribe(BOOK);
        venue.run(Duration.ofMillis(35));
        for (int i = 0; i < 5; i++) {
            venue.unsubscribe(BOOK);
            venue.run(Duration.ofMillis(15));
            venue.subscribe(BOOK);
            venue.run(Duration.ofMillis(15));
        }
        venue.run(Duration.ofSeconds(3));
        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.deliveries(BOOK)).isEqualTo(1);

        venue.unsubscribe(BOOK);
        venue.run(Duration.ofSeconds(3));
        assertThat(venue.deliveries(BOOK)).isZero();
        assertThat(venue.health().topics()).isEmpty();
    }

    @Test
    void framesOfATopicOnItsWayOutAreNotToBeBelieved() {
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        int socket = venue.socket().id;

        venue.unsubscribe(BOOK);

        assertThat(venue.session.onData(socket, BOOK, 0, venue.now(), venue.epoch()))
                .isFalse();
    }

    @Test
    void aTopicThatGoesOnAfterItsUnsubscribeIsUnsubscribedAgain() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(5));
        venue.unsubscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        VenueRequest again = new VenueRequest("subscribe", "x", List.of(BOOK.name()));

        venue.serve(venue.socket(), again);
        venue.run(Duration.ofSeconds(20));

        assertThat(venue.deliveries(BOOK)).isZero();
        assertThat(venue.health().strays()).isPositive();
    }

    @Test
    void topicsOfTheTradeSocketAndWithoutASignerAreMistakes() {
        assertThatThrownBy(() -> venue.subscribe(Topic.of(Channel.TRADE, "order")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no topics");
        assertThatThrownBy(() -> venue.subscribe(Topic.of(Channel.PRIVATE, "order")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/v5/private needs a login");
    }

    @Test
    void closingEndsEverythingAtOnce() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(1));

        venue.session.close(venue.now(), venue.epoch());
        venue.session.close(venue.now(), venue.epoch());
        venue.run(Duration.ofMinutes(5));

        assertThat(venue.closes).containsExactly("closed by the user");
        assertThat(venue.notices(Notice.TopicClosed.class)).hasSize(2);
        assertThat(venue.health().connections()).isEmpty();
        assertThat(venue.health().topics()).isEmpty();
        assertThatThrownBy(() -> venue.subscribe(BOOK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the session is closed");
    }

    private static Topic linear(String name) {
        return Topic.of(Channel.LINEAR, name);
    }

    private static Topic spot(String name) {
        return Topic.of(Channel.SPOT, name);
    }

    private static Topic option(String name) {
        return Topic.of(Channel.OPTION, name);
    }

    private static List<Topic> symbols(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> linear(String.format("%sS%02dUSDT", kind, i)))
                .toList();
    }
}
