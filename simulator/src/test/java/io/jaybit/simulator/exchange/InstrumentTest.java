package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ticks and steps as money. */
class InstrumentTest {
    private final Instrument linear = Instruments.btcUsdt();

    @Test
    void aValueIsSizeTimesPrice() {
        assertThat(linear.value(1_500, 650_000)).isEqualTo("97500.00000");
        assertThat(Instruments.btcUsd().value(65_000, 650_000)).isEqualTo("1.00000000");
    }

    @Test
    void valuesAreExactWhereLongsOverflow() {
        Random dice = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long steps = dice.nextLong() >> dice.nextInt(64);
            long ticks = dice.nextLong() >> dice.nextInt(64);

            BigDecimal size = new BigDecimal("0.001").multiply(BigDecimal.valueOf(steps));
            BigDecimal price = new BigDecimal("0.10").multiply(BigDecimal.valueOf(ticks));
            assertThat(linear.sizeOf(steps)).isEqualTo(size);
            assertThat(linear.priceOf(ticks)).isEqualTo(price);
            assertThat(linear.value(steps, ticks)).isEqualTo(size.multiply(price));
        }
    }
}
