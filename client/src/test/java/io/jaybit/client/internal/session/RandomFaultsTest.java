package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.venue.FaultSchedule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client's session and books against the simulated exchange, with whatever chance lets go wrong. */
class RandomFaultsTest {
    private static final boolean LONG = Boolean.getBoolean("jaybit.long");
    private static final Duration TROUBLE = Duration.ofSeconds(60);
    /** Longer than any rest that the client takes. */
    private static final Duration CALM = Duration.ofMinutes(25);

    private static final List<Topic> TOPICS = List.of(
            Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.200.BTCUSDT"),
            Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"),
            Topic.of(Channel.LINEAR, "tickers.BTCUSDT"),
            Topic.of(Channel.SPOT, "orderbook.50.BTCUSDT"),
            Topic.of(Channel.SPOT, "publicTrade.BTCUSDT"));

    @Test
    void whateverWentWrongTheBooksAreTheExchangesOnceItIsOver() {
        long first = Long.getLong("jaybit.seed", 1);
        int count = System.getProperty("jaybit.seed") != null ? 1 : LONG ? 5_000 : 100;
        System.out.println("fault schedules: seeds " + first + " to " + (first + count - 1));
        for (long seed = first; seed < first + count; seed++) {
            FaultSchedule schedule = FaultSchedule.random(seed, TROUBLE.toMillis());
            try {
                live(seed, schedule);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Djaybit.seed=" + seed + " runs it alone): " + failure.getMessage()
                                + "\nwith\n" + schedule,
                        failure);
            }
        }
    }

    private static void live(long seed, FaultSchedule schedule) {
        SimulatedVenue venue = new SimulatedVenue(
                ExchangeConfig.calm(seed).withPreset(null).withFaults(schedule), SessionConfig.defaults(), 20);
        Bustle linear = new Bustle(venue.exchange, venue.market(Category.LINEAR, "BTCUSDT"), seed, 50);
        Bustle spot = new Bustle(venue.exchange, venue.market(Category.SPOT, "BTCUSDT"), seed + 1, 70);
        venue.subscribe(TOPICS.toArray(Topic[]::new));
        venue.run(TROUBLE);
        for (long waited = 0; waited < CALM.toSeconds() && !TOPICS.stream().allMatch(venue::isHealed); waited += 5) {
            venue.run(Duration.ofSeconds(5));
        }
        linear.end();
        spot.end();
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.wrongs).isEmpty();
        assertThat(TOPICS)
                .allSatisfy(topic -> assertThat(venue.isHealed(topic))
                        .as("%s, %s", venue.row(topic), topic.kind().isBook() ? venue.line.book(topic) : "")
                        .isTrue());
        assertThat(TOPICS)
                .filteredOn(topic -> topic.kind().isBook())
                .allSatisfy(topic -> assertThat(venue.differenceOf(topic)).isEmpty());
        assertThat(venue.tradesHeard()).isPositive();
    }
}
