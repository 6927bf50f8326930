package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Virtual hours of everything that can go wrong, each from a seed that anybody can run again. */
class SessionSimulationTest {
    private static final boolean LONG = Boolean.getBoolean("jaybit.long");

    @Test
    void whateverHappenedEveryGoodTopicIsLiveOnceTheTroubleIsOver() {
        long first = Long.getLong("jaybit.seed", 1);
        int count = System.getProperty("jaybit.seed") != null ? 1 : LONG ? 10_000 : 200;
        System.out.println("session trials: seeds " + first + " to " + (first + count - 1));
        for (long seed = first; seed < first + count; seed++) {
            try {
                new Trial(seed).run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Djaybit.seed=" + seed + " runs it alone): " + failure.getMessage(),
                        failure);
            }
        }
    }

    @Test
    void manyReconnectsLeaveNothingBehind() {
        ScriptedVenue venue = ScriptedVenue.plain();
        venue.keepsHistory = false;
        venue.period = Duration.ofSeconds(20);
        List<Topic> topics = IntStream.range(0, 300)
                .mapToObj(i -> Topic.of(Channel.LINEAR, "orderbook.50.S" + i + "USDT"))
                .toList();
        venue.subscribe(topics);
        venue.run(Duration.ofMinutes(2));

        int reconnects = LONG ? 1_000 : 50;
        for (int i = 0; i < reconnects; i++) {
            venue.openSockets().forEach(socket -> venue.drop(socket, "reset by peer"));
            venue.run(Duration.ofSeconds(70));
        }

        assertThat(topics).allMatch(venue::isLive);
        assertThat(topics).allMatch(topic -> venue.deliveries(topic) == 1);
        assertThat(venue.session.openSockets()).isEqualTo(2);
        assertThat(venue.health().topics()).hasSize(300);
        assertThat(venue.health().connections()).hasSize(2);
        assertThat(venue.health().reconnects()).isEqualTo(2L * reconnects);
    }

    @Test
    void comingAndGoingLeavesNothingBehind() {
        ScriptedVenue venue = ScriptedVenue.plain();
        venue.keepsHistory = false;
        for (int i = 0; i < 500; i++) {
            Topic topic = Topic.of(Channel.SPOT, "tickers.S" + i + "USDT");
            venue.subscribe(topic);
            venue.run(Duration.ofMillis(i % 7 * 20));
            venue.unsubscribe(topic);
        }
        venue.run(Duration.ofSeconds(30));

        assertThat(venue.health().topics()).isEmpty();
        assertThat(venue.health().connections()).isEmpty();
        assertThat(venue.session.openSockets()).isZero();
        assertThat(venue.openSockets()).isEmpty();
    }
}
