package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotientTest {
    @Test
    void roundsHalfToEvenAndOnlyOnDemand() {
        assertThat(quotient("1", "8").round(2)).isEqualTo(new BigDecimal("0.12"));
        assertThat(quotient("3", "8").round(2)).isEqualTo(new BigDecimal("0.38"));
        assertThat(quotient("-1", "8").round(2)).isEqualTo(new BigDecimal("-0.12"));
        assertThat(quotient("2", "3").round(5)).isEqualTo(new BigDecimal("0.66667"));
    }

    @Test
    void equalByValue() {
        assertThat(quotient("1", "3")).isEqualTo(quotient("2", "6"));
        assertThat(quotient("0.5", "0.25")).isEqualTo(quotient("2.000", "1"));
        assertThat(quotient("0", "3")).isEqualTo(quotient("0.00", "7"));
        assertThat(quotient("1E+3", "1")).isEqualTo(quotient("1000", "1"));
        assertThat(quotient("1", "3")).isNotEqualTo(quotient("0.333333333333", "1"));
    }

    @Test
    void equalQuotientsHaveEqualHashes() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal above = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(9) - 3);
            BigDecimal below = BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(9) - 3);
            BigDecimal factor = BigDecimal.valueOf(1 + random.nextInt(50), random.nextInt(9) - 4);
            Quotient one = new Quotient(above, below);
            Quotient other = new Quotient(above.multiply(factor), below.multiply(factor));

            assertThat(one).as("seed %d", seed).isEqualTo(other).hasSameHashCodeAs(other);
        }
    }

    @Test
    void isOrderedByValue() {
        assertThat(quotient("1", "3")).isLessThan(quotient("334", "1000"));
        assertThat(quotient("-1", "3")).isLessThan(quotient("0", "1"));
        assertThat(quotient("2", "4")).isEqualByComparingTo(quotient("1", "2"));
    }

    @Test
    void timesAWholeNumber() {
        assertThat(quotient("1", "3").times(3)).isEqualTo(quotient("1", "1"));
    }

    @Test
    void showsPeopleUpToTwelveDigitsAfterThePoint() {
        assertThat(quotient("1", "3")).hasToString("0.333333333333");
        assertThat(quotient("100", "2")).hasToString("50");
        assertThat(quotient("1E+3", "1")).hasToString("1000");
        assertThat(quotient("0", "5")).hasToString("0");
    }

    @Test
    void aDenominatorIsPositive() {
        assertThatThrownBy(() -> quotient("1", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quotient("1", "-2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
    }

    private static Quotient quotient(String numerator, String denominator) {
        return new Quotient(new BigDecimal(numerator), new BigDecimal(denominator));
    }
}
