package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** When a pool starts and stops deleveraging. */
class InsurancePoolTest {
    private static final long HOUR = 3_600_000;

    private final InsurancePool pool = new InsurancePool("USDT", "BTCUSDT", 0);

    @Test
    void aPoolThatNeverHadAnythingDoesNotDeleverage() {
        assertThat(pool.isDeleveraging()).isFalse();
        assertThat(pool.drawdown()).isZero();
    }

    @Test
    void aPoolThatIsUsedUpDeleveragesUntilItHasSomething() {
        add("100", 0);
        add("-101", 1);
        assertThat(pool.isDeleveraging()).isTrue();

        add("150", 2);

        assertThat(pool.isDeleveraging()).isFalse();
    }

    @Test
    void aLargePoolDeleveragesWhenItHasLostThirtyPerCent() {
        add("100000", 0);
        add("-30000", 1);
        assertThat(pool.isDeleveraging()).isFalse();

        add("-1", 2);

        assertThat(pool.drawdown()).isEqualByComparingTo("-0.30001");
        assertThat(pool.isDeleveraging()).isTrue();
        add("5000", 3);
        assertThat(pool.isDeleveraging()).isTrue();
        add("2", 4);
        assertThat(pool.isDeleveraging()).isFalse();
    }

    @Test
    void aSmallPoolDoesNotDeleverageForItsLossesAlone() {
        add("10000", 0);
        add("-9000", 1);

        assertThat(pool.isDeleveraging()).isFalse();
    }

    @Test
    void thePeakIsForgottenAfterEightHours() {
        add("100000", 0);
        add("-20000", HOUR);
        assertThat(pool.peak()).isEqualByComparingTo("100000");

        add("-1000", 9 * HOUR);

        assertThat(pool.peak()).isEqualByComparingTo("80000");
    }

    private void add(String amount, long epochMillis) {
        pool.add(new BigDecimal(amount), epochMillis);
    }
}
