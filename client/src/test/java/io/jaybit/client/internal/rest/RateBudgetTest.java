package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateBudget budget = new RateBudget(3, Duration.ofSeconds(5));

    @Test
    void theFirstRequestsNeedNotWait() {
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(0)).isZero();

        assertThat(budget.used(0)).isEqualTo(2);
    }

    @Test
    void theNextOneWaitsUntilTheOldestHasLeftTheWindow() {
        budget.take(0);
        budget.take(2 * SECOND);
        budget.take(2 * SECOND);

        assertThat(budget.take(3 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(budget.used(3 * SECOND)).isEqualTo(3);
        assertThat(budget.take(5 * SECOND)).isZero();
    }

    @Test
    void duringAPauseNothingIsSentAndAShorterOneDoesNotEndIt() {
        budget.pause(Duration.ofSeconds(20), 0);
        budget.pause(Duration.ofSeconds(1), 0);

        assertThat(budget.take(2 * SECOND)).isEqualTo(18 * SECOND);
        assertThat(budget.ban(2 * SECOND)).isNull();
        assertThat(budget.take(20 * SECOND)).isZero();
    }

    @Test
    void duringABanNothingIsSentAndItsReasonIsKnown() {
        budget.ban(Duration.ofMinutes(10), 403, "access too frequent", SECOND);

        assertThat(budget.take(2 * SECOND)).isEqualTo(599 * SECOND);
        assertThat(budget.ban(600 * SECOND)).isEqualTo(new RateBudget.Ban(601 * SECOND, 403, "access too frequent"));
        assertThat(budget.ban(601 * SECOND)).isNull();
        assertThat(budget.take(601 * SECOND)).isZero();
    }

    @Test
    void aClockThatBeginsBelowZeroAndWrapsIsNoTrouble() {
        long start = Long.MAX_VALUE - SECOND;
        budget.take(start);
        budget.take(start);
        budget.take(start);
        budget.pause(Duration.ofSeconds(3), start);

        assertThat(budget.take(start + 2 * SECOND)).isEqualTo(3 * SECOND);
        assertThat(budget.take(start + 5 * SECOND)).isZero();
    }

    @Test
    void noWindowEverHoldsMoreThanTheBudget() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RateBudget any = new RateBudget(5, Duration.ofNanos(100));
            long now = random.nextInt(50);
            long[] sent = new long[300];
            for (int i = 0; i < sent.length; i++) {
                now += random.nextInt(30);
                for (long wait = any.take(now); wait > 0; wait = any.take(now)) {
                    now += wait;
                }
                sent[i] = now;
                if (i >= 5) {
                    assertThat(now - sent[i - 5])
                            .as("seed %d request %d", seed, i)
                            .isGreaterThanOrEqualTo(100);
                }
            }
        }
    }
}
