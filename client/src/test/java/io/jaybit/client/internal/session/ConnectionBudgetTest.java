package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ConnectionBudget budget =
            new ConnectionBudget(3, Duration.ofSeconds(10), Duration.ZERO, new SplittableRandom(1));
    private final List<Long> opens = new ArrayList<>();

    @Test
    void asManyAsTheLimitInAnyWindow() {
        assertThat(budget.tryTake(0)).isTrue();
        assertThat(budget.tryTake(4 * SECOND)).isTrue();
        assertThat(budget.tryTake(5 * SECOND)).isTrue();
        assertThat(budget.tryTake(6 * SECOND)).isFalse();
        assertThat(budget.waitNanos(6 * SECOND)).isEqualTo(4 * SECOND);
        assertThat(budget.used(6 * SECOND)).isEqualTo(3);

        assertThat(budget.tryTake(10 * SECOND)).isTrue();

        assertThat(budget.waitNanos(10 * SECOND)).isEqualTo(4 * SECOND);
        assertThat(budget.used(60 * SECOND)).isZero();
    }

    @Test
    void nobodyConnectsWhileTheHostWantsRest() {
        budget.rest(0, 30 * SECOND);
        budget.rest(0, 5 * SECOND);

        assertThat(budget.waitNanos(10 * SECOND)).isEqualTo(20 * SECOND);
        assertThat(budget.tryTake(29 * SECOND)).isFalse();
        assertThat(budget.tryTake(30 * SECOND)).isTrue();
    }

    @Test
    void connectsAreSpreadAndTheOriginOfTheClockDoesNotMatter() {
        ConnectionBudget spread =
                new ConnectionBudget(100, Duration.ofMinutes(5), Duration.ofMillis(50), new SplittableRandom(1));
        long now = Long.MAX_VALUE - SECOND / 10;
        int taken = 0;
        for (int millis = 0; millis < 1_000; millis++) {
            taken += spread.tryTake(now) ? 1 : 0;
            now += 1_000_000;
        }

        assertThat(taken).isBetween(14, 40);
    }

    @Test
    void twoSessionsThatShareItStayWithinTheLimitTogether() {
        Topic topic = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
        List<Client> clients = List.of(new Client(1), new Client(2));
        clients.forEach(client -> client.session.subscribe(topic, 0, 0));

        for (long now = 0; now < 600 * SECOND; now += SECOND / 20) {
            for (Client client : clients) {
                client.work(now);
            }
        }

        assertThat(clients).allSatisfy(client -> assertThat(client.attempts).isGreaterThan(5));
        for (int i = 3; i < opens.size(); i++) {
            assertThat(opens.get(i) - opens.get(i - 3)).isGreaterThanOrEqualTo(10 * SECOND);
        }
    }

    /** One that never gets a connection, and goes on trying. */
    private final class Client implements SessionOutput {
        private final SessionManager session;
        private int connectionId;
        private int attempts;

        private Client(int seed) {
            session = new SessionManager(SessionConfig.defaults(), this, new SplittableRandom(seed), budget);
        }

        private void work(long now) {
            session.doWork(now, now);
            if (connectionId != 0) {
                opens.add(now);
                attempts++;
                int failing = connectionId;
                connectionId = 0;
                session.onOpenFailed(failing, OpenFailure.of(OpenFailure.Kind.NETWORK, "no route"), now, now);
            }
        }

        @Override
        public void open(int id, Channel channel) {
            connectionId = id;
        }

        @Override
        public void send(int id, String text) {}

        @Override
        public void close(int id, String reason) {}

        @Override
        public void notice(Notice notice) {}

        @Override
        public void invalidate(Topic topic, StaleReason reason) {}
    }
}
