package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the venue's answers mean for later requests, in virtual time. */
class PacingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long VENUE = 1_784_900_000_000L;
    private static final String TIME = "/v5/market/time";

    private final RateBudget budget = new RateBudget();
    private final Pacing pacing = new Pacing(budget);

    @Test
    void anEndpointOfWhichNothingIsLeftWaitsUntilItsResetOnTheVenuesClock() {
        pacing.exhausted(TIME, OptionalLong.of(VENUE + 700), VENUE, 0, 5 * SECOND);

        assertThat(pacing.heldNanos(TIME, 5 * SECOND)).isEqualTo(7 * SECOND / 10);
        assertThat(pacing.heldNanos(TIME, 5 * SECOND + 7 * SECOND / 10)).isZero();
    }

    @Test
    void otherEndpointsAndOtherClientsDoNotWait() {
        pacing.exhausted(TIME, OptionalLong.of(VENUE + 700), VENUE, 0, 0);

        assertThat(pacing.heldNanos("/v5/market/tickers", 0)).isZero();
        assertThat(new Pacing(budget).heldNanos(TIME, 0)).isZero();
        assertThat(budget.take(0)).isZero();
    }

    @Test
    void aResetThatIsThePresentOrMissingMeansAWindow() {
        pacing.exhausted(TIME, OptionalLong.of(VENUE), VENUE, 0, 0);
        assertThat(pacing.heldNanos(TIME, 0)).isEqualTo(SECOND);

        pacing.exhausted(TIME, OptionalLong.empty(), VENUE, 0, 0);
        assertThat(pacing.heldNanos(TIME, 0)).isEqualTo(SECOND);
    }

    @Test
    void aResetBeyondReasonHoldsForHalfAMinute() {
        pacing.exhausted(TIME, OptionalLong.of(VENUE + 3_600_000), VENUE, 0, 0);
        assertThat(pacing.heldNanos(TIME, 0)).isEqualTo(30 * SECOND);

        pacing.exhausted(TIME, OptionalLong.of(Long.MAX_VALUE), VENUE, 0, 0);
        assertThat(pacing.heldNanos(TIME, 0)).isEqualTo(30 * SECOND);
    }

    @Test
    void whoIsRefusedAgainAndAgainWaitsLongerAndLonger() {
        long[] waits = new long[8];
        for (int tries = 0; tries < waits.length; tries++) {
            pacing.exhausted(TIME, OptionalLong.empty(), VENUE, tries, 0);
            waits[tries] = pacing.heldNanos(TIME, 0) / SECOND;
        }

        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 30, 30, 30);
    }

    @Test
    void aBusyVenueIsLeftAloneByAllClients() {
        pacing.throttled(null, 1, "too many requests", 0);

        assertThat(budget.take(SECOND)).isEqualTo(SECOND);
        assertThat(budget.ban(SECOND)).isNull();
        assertThat(budget.take(2 * SECOND)).isZero();
    }

    @Test
    void theVenuesOwnWishComesFirstAndALongOneIsABan() {
        pacing.throttled(Duration.ofSeconds(7), 0, "too many requests", 0);
        assertThat(budget.take(0)).isEqualTo(7 * SECOND);

        pacing.throttled(Duration.ofMinutes(3), 0, "too many requests", 0);
        assertThat(budget.ban(0)).isEqualTo(new RateBudget.Ban(180 * SECOND, 429, "too many requests"));
    }

    @Test
    void accessTooFrequentStopsAllClientsForTenMinutes() {
        assertThat(pacing.forbidden("access too frequent", 0)).isTrue();

        assertThat(budget.take(599 * SECOND)).isEqualTo(SECOND);
        assertThat(budget.take(600 * SECOND)).isZero();
    }

    @Test
    void aCountryThatIsNotServedStopsNobodyElse() {
        assertThat(pacing.forbidden("The Amazon CloudFront distribution is configured to block access", 0))
                .isFalse();

        assertThat(budget.take(0)).isZero();
    }
}
