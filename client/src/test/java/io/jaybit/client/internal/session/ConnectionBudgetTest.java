package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ConnectionBudget budget =
            new ConnectionBudget(3, Duration.ofSeconds(10), Duration.ZERO, new SplittableRandom(1));

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
}
