package io.jaybit.simulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.desk.RateLimits.Grant;
import io.jaybit.simulator.desk.RateLimits.Rate;
import org.junit.jupiter.api.Test;

/** How often one may ask. */
class LimitsTest {
    private static final long NOW = 1_784_900_000_000L;
    private static final Rate CREATE = Rate.perSecond("order/create", 10);

    private final RateLimits limits = new RateLimits();

    @Test
    void theWindowRolls() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.take(1, CREATE, 1, NOW + i * 50L)).isEqualTo(new Grant(10, 1, 9 - i, NOW + i * 50L));
        }

        assertThat(limits.take(1, CREATE, 1, NOW + 999)).isEqualTo(new Grant(10, 0, 0, NOW + 1_000));
        assertThat(limits.take(1, CREATE, 1, NOW + 1_000)).isEqualTo(new Grant(10, 1, 0, NOW + 1_000));
        assertThat(limits.take(1, CREATE, 1, NOW + 1_001)).isEqualTo(new Grant(10, 0, 0, NOW + 1_050));
    }

    @Test
    void usersAndEndpointsDoNotShare() {
        limits.take(1, CREATE, 10, NOW);

        assertThat(limits.take(2, CREATE, 1, NOW).granted()).isOne();
        assertThat(limits.take(1, Rate.perSecond("order/cancel", 10), 1, NOW).granted())
                .isOne();
    }

    @Test
    void theFirstOrdersOfABatchGetWhatIsLeft() {
        limits.take(1, CREATE, 7, NOW);

        assertThat(limits.take(1, CREATE, 5, NOW + 1)).isEqualTo(new Grant(10, 3, 0, NOW + 1_000));
    }

    @Test
    void sixHundredRequestsInFiveSecondsAreAllowedAndOneMoreBansForTenMinutes() {
        IpLimit ip = new IpLimit();
        for (int i = 0; i < 600; i++) {
            assertThat(ip.admits("1.2.3.4", NOW + i)).isTrue();
        }

        assertThat(ip.admits("1.2.3.4", NOW + 4_999)).isFalse();
        assertThat(ip.admits("1.2.3.4", NOW + 4_999 + 599_999)).isFalse();
        assertThat(ip.admits("5.6.7.8", NOW + 5_000)).isTrue();
        assertThat(ip.admits("1.2.3.4", NOW + 4_999 + 600_000)).isTrue();
        assertThat(IpLimit.tooFrequent().status()).isEqualTo(403);
    }

    @Test
    void aSteadyRateBelowTheIpLimitIsNeverBanned() {
        IpLimit ip = new IpLimit();

        for (int i = 0; i < 100_000; i++) {
            assertThat(ip.admits("1.2.3.4", NOW + i * 9L)).isTrue();
        }
    }
}
