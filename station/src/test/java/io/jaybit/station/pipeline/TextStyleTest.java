package io.jaybit.station.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TextStyleTest {
    private static final long TIME = 1_784_900_002_344L;

    private final TextStyle terminal = new TextStyle(ZoneOffset.UTC, false, true);

    @Test
    void aRowBeginsWithDateAndTimeAndOnATerminalWithTheTime() {
        assertThat(TextStyle.PLAIN.head(TIME, "BTCUSDT", 12)).isEqualTo("2026-07-24 13:33:22.344  BTCUSDT       ");
        assertThat(terminal.head(TIME, "BTCUSDT", 12)).isEqualTo("13:33:22.344 BTCUSDT      ");
    }

    @Test
    void moneyHasSeparatorsAndIsNeverScientific() {
        assertThat(TextStyle.money(new BigDecimal("1E+7"))).isEqualTo("10,000,000.00");
        assertThat(TextStyle.wholeMoney(new BigDecimal("-1234.5"))).isEqualTo("-1,234");
    }
}
