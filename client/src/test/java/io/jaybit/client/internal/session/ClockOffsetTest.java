package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 1_784_900_000_000L * MILLI;

    private final ClockOffset clock = new ClockOffset();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(clock.estimate()).isNull();
        assertThat(clock.latestVenueEpochNanos(START)).isEqualTo(START);
    }

    @Test
    void aPongWithTheVenuesTimeBoundsTheOffsetOnBothSides() {
        // Sent at 0, answered by a clock that is 100 ms ahead at 20 ms, received at 50 ms.
        clock.exchange((START + 120 * MILLI) / MILLI, START, START + 50 * MILLI);

        assertThat(clock.estimate()).isNotNull().satisfies(estimate -> {
            assertThat(estimate.offsetNanos() - estimate.errorNanos()).isEqualTo(70 * MILLI);
            assertThat(estimate.offsetNanos() + estimate.errorNanos()).isBetween(120 * MILLI, 122 * MILLI);
        });
    }

    @Test
    void withoutTheVenuesTimeInPongsTheShortestRoundTripIsTheUpperBound() {
        clock.frame((START + 300 * MILLI) / MILLI, START + 10 * MILLI);
        assertThat(clock.estimate()).isNull();

        clock.roundTrip(30 * MILLI);

        assertThat(clock.estimate()).isEqualTo(new ClockEstimate(305 * MILLI, 15 * MILLI));
    }

    @Test
    void theTruthLiesWithinTheErrorWhateverTheDelays() {
        for (int seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ClockOffset learned = new ClockOffset();
            long offset = random.nextLong(-5_000 * MILLI, 5_000 * MILLI);
            long now = START;
            for (int i = 0; i < 500; i++) {
                now += random.nextLong(500 * MILLI);
                long delay = random.nextLong(5 * MILLI, 200 * MILLI);
                learned.frame((now - delay + offset) / MILLI, now);
                if (i % 40 == 0) {
                    long there = random.nextLong(5 * MILLI, 200 * MILLI);
                    long back = random.nextLong(5 * MILLI, 200 * MILLI);
                    learned.exchange((now + there + offset) / MILLI, now, now + there + back);
                    now += there + back;
                }
            }

            assertThat(learned.estimate()).as("seed %d", seed).isNotNull().satisfies(estimate -> {
                assertThat(Math.abs(estimate.offsetNanos() - offset)).isLessThanOrEqualTo(estimate.errorNanos());
                assertThat(estimate.errorNanos()).isLessThan(100 * MILLI);
            });
        }
    }

    @Test
    void aClockThatWasSetIsFollowed() {
        clock.exchange(START / MILLI, START - 5 * MILLI, START + 5 * MILLI);
        long later = START + Duration.ofSeconds(30).toNanos();

        clock.exchange(later / MILLI - 2_000, later - 5 * MILLI, later + 5 * MILLI);

        assertThat(clock.estimate())
                .isNotNull()
                .satisfies(estimate -> assertThat(Math.abs(estimate.offsetNanos() + 2_000 * MILLI))
                        .isLessThanOrEqualTo(estimate.errorNanos()));
    }

    @Test
    void oldBoundsFadeAfterMinutes() {
        clock.frame((START + 900 * MILLI) / MILLI, START);
        for (int second = 1; second <= 300; second++) {
            long now = START + Duration.ofSeconds(second).toNanos();
            clock.frame(now / MILLI - 20, now);
            clock.roundTrip(40 * MILLI);
        }

        assertThat(clock.estimate()).isEqualTo(new ClockEstimate(0, 20 * MILLI));
    }
}
