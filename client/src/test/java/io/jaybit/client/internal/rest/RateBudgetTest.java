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
        budget.take(0);
        budget.take(0);

        assertThat(budget.delayNanos(0)).isZero();
        assertThat(budget.used(0)).isEqualTo(2);
    }

    @Test
    void theNextOneWaitsUntilTheOldestHasLeftTheWindow() {
        budget.take(0);
        budget.take(2 * SECOND);
        budget.take(2 * SECOND);

        assertThat(budget.delayNanos(3 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(budget.delayNanos(5 * SECOND)).isZero();
    }

    @Test
    void whileBlockedNothingIsSent() {
        budget.block(Duration.ofMinutes(10), SECOND);

        assertThat(budget.delayNanos(2 * SECOND)).isEqualTo(599 * SECOND);
        assertThat(budget.delayNanos(601 * SECOND)).isZero();
    }

    @Test
    void aShorterBlockDoesNotEndALongerOne() {
        budget.block(Duration.ofMinutes(10), 0);
        budget.block(Duration.ofSeconds(1), 0);

        assertThat(budget.blockedNanos(2 * SECOND)).isEqualTo(598 * SECOND);
    }

    @Test
    void aClockThatBeginsBelowZeroAndWrapsIsNoTrouble() {
        long start = Long.MAX_VALUE - SECOND;
        budget.take(start);
        budget.take(start);
        budget.take(start);
        budget.block(Duration.ofSeconds(3), start);

        assertThat(budget.delayNanos(start + 2 * SECOND)).isEqualTo(3 * SECOND);
        assertThat(budget.delayNanos(start + 5 * SECOND)).isZero();
    }

    @Test
    void noWindowEverHoldsMoreThanTheBudget() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RateBudget any = new RateBudget(5, Duration.ofNanos(100));
            long now = random.nextInt(50);
            long[] sent = new long[300];
            for (int i = 0; i < sent.length; i++) {
                now += any.delayNanos(now) + random.nextInt(30);
                any.take(now);
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
