package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many topics over few connections, within the venue's limits. */
class ShardingTest {
    private static final Duration WHILE = Duration.ofSeconds(30);

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void aConnectionTakesTwoHundredTopicsTenARequest() {
        List<Topic> topics = of(Channel.LINEAR, "tickers.S%dUSDT", 1_000);

        venue.subscribe(topics);
        venue.run(WHILE);

        assertThat(topics).allMatch(venue::isLive);
        assertThat(venue.opens).hasSize(5);
        assertThat(venue.mostTopics).isEqualTo(200);
        assertThat(venue.mostArgsSeen).isEqualTo(10);
    }

    @Test
    void aConnectionTakesTwentyOneThousandCharacters() {
        SessionConfig.Limits limits = SessionConfig.Limits.defaults();
        ScriptedVenue wide = new ScriptedVenue(
                SessionConfig.defaults()
                        .withLimits(new SessionConfig.Limits(
                                5_000,
                                limits.optionArgs(),
                                limits.argsCharacters(),
                                limits.argsPerRequest(),
                                limits.requestsInFlight(),
                                limits.connects(),
                                limits.connectWindow(),
                                limits.connectSpacing())),
                1);
        wide.period = Duration.ofSeconds(10);
        List<Topic> topics = of(Channel.OPTION, "orderbook.25.BTC-25SEP26-%d-C-USDT", 2_500);

        wide.subscribe(topics);
        wide.run(WHILE);

        assertThat(wide.mostCharacters).isBetween(20_000, 21_000);
        assertThat(wide.mostTopics).isLessThanOrEqualTo(2_000);
        assertThat(wide.health().topics()).allMatch(row -> row.state() == TopicState.LIVE);
    }

    @Test
    void theTopicsOfASymbolShareAConnection() {
        List<Topic> topics = new ArrayList<>(of(Channel.LINEAR, "orderbook.50.S%dUSDT", 150));
        topics.addAll(of(Channel.LINEAR, "publicTrade.S%dUSDT", 150));
        topics.addAll(of(Channel.LINEAR, "tickers.S%dUSDT", 150));

        venue.subscribe(topics);
        venue.run(WHILE);

        for (int i = 0; i < 150; i++) {
            String symbol = ".S" + i + "USDT";
            assertThat(venue.openSockets().stream()
                            .filter(socket -> socket.topics.keySet().stream().anyMatch(name -> name.endsWith(symbol))))
                    .hasSize(1);
        }
    }

    @Test
    void aLaterTopicJoinsItsSymbolWhereThereIsRoom() {
        venue.subscribe(of(Channel.LINEAR, "tickers.S%dUSDT", 300));
        venue.run(WHILE);
        Topic book = Topic.of(Channel.LINEAR, "orderbook.50.S299USDT");

        venue.subscribe(book);
        venue.run(WHILE);

        assertThat(venue.row(book).connectionId())
                .isEqualTo(
                        venue.row(Topic.of(Channel.LINEAR, "tickers.S299USDT")).connectionId());
    }

    @Test
    void theSameNameOnTwoChannelsIsTwoTopics() {
        Topic spot = Topic.of(Channel.SPOT, "orderbook.50.BTCUSDT");
        Topic linear = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");

        venue.subscribe(spot, linear);
        venue.run(WHILE);
        venue.unsubscribe(spot);
        venue.run(WHILE);

        assertThat(venue.deliveries(spot)).isZero();
        assertThat(venue.isLive(linear)).isTrue();
        assertThat(venue.openSockets()).hasSize(1);
    }

    @Test
    void connectsKeepToTheVenuesRateHoweverManyAreWanted() {
        SessionConfig.Limits limits = SessionConfig.Limits.defaults();
        ScriptedVenue busy = new ScriptedVenue(
                SessionConfig.defaults()
                        .withLimits(new SessionConfig.Limits(
                                1,
                                limits.optionArgs(),
                                limits.argsCharacters(),
                                limits.argsPerRequest(),
                                limits.requestsInFlight(),
                                45,
                                limits.connectWindow(),
                                limits.connectSpacing())),
                1);
        busy.period = Duration.ofSeconds(10);
        List<Topic> topics = of(Channel.LINEAR, "tickers.S%dUSDT", 70);

        busy.subscribe(topics);
        busy.run(Duration.ofMinutes(11));

        assertThat(busy.health().topics()).allMatch(row -> row.state() == TopicState.LIVE);
        List<Long> opens = busy.opens;
        for (int i = 0; i + 45 < opens.size(); i++) {
            assertThat(opens.get(i + 45) - opens.get(i))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(5).toNanos());
        }
        assertThat(opens.get(10) - opens.get(0))
                .isGreaterThan(Duration.ofMillis(250).toNanos());
    }

    private static List<Topic> of(Channel channel, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Topic.of(channel, String.format(name, i)))
                .toList();
    }
}
