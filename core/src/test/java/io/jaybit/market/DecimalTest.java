package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "0.000000000000000000",
                "77141",
                "77141.0",
                "65010.10",
                "-0.50",
                "0.0000000000001",
                "-0.0000000000001",
                "123456789012345678",
                "-999999999999999999",
                "0.123456789012345678",
                "123456789.012345678",
                "007.5",
            })
    void textOutIsTheValueWithTheDigitsOfTheTextIn(String text) {
        Decimal decimal = Decimal.parse(text);

        assertThat(decimal.toString()).isEqualTo(text.replaceFirst("^(-?)0+(\\d)", "$1$2"));
        assertThat(decimal.toBigDecimal()).isEqualTo(new BigDecimal(text));
        assertThat(decimal.scale()).isEqualTo(new BigDecimal(text).scale());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "-.5",
                "+1",
                "1e5",
                "1E-7",
                "1,5",
                " 1",
                "1 ",
                "--1",
                "1-",
                "1.2.3",
                "NaN",
                "Infinity",
                "0x10",
                "١",
                "1_000"
            })
    void whatIsNotAPlainDecimalIsRefused(String text) {
        assertThatThrownBy(() -> Decimal.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890123456789",
                "9999999999999999999",
                "12345678901.23456789",
                "99999999999999999999999999999999999999",
                "0.0000000000000000000"
            })
    void moreDigitsThanFitAreRefusedNotRounded(String text) {
        assertThatThrownBy(() -> Decimal.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("more than 18 digits");
    }

    @Test
    void zerosInFrontCountForNothing() {
        assertThat(Decimal.parse("0000000000000000000000000001.5")).isEqualTo(Decimal.parse("1.5"));
    }

    @Test
    void aNegativeZeroIsZero() {
        assertThat(Decimal.parse("-0.00")).isEqualTo(Decimal.ZERO);
        assertThat(Decimal.parse("-0.00")).hasToString("0.00");
        assertThat(Decimal.parse("-0.00").signum()).isZero();
    }

    @Test
    void madeFromPartsItChecksThem() {
        assertThat(Decimal.of(-150, 2)).hasToString("-1.50");
        assertThat(Decimal.of(5, 18)).hasToString("0.000000000000000005");
        assertThatThrownBy(() -> Decimal.of(1, 19)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.of(1_000_000_000_000_000_000L, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.of(-1_000_000_000_000_000_000L, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.of(Long.MIN_VALUE, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalByValueOverAllScales() {
        assertThat(Decimal.parse("77141")).isEqualTo(Decimal.parse("77141.0"));
        assertThat(Decimal.parse("77141")).hasSameHashCodeAs(Decimal.parse("77141.000"));
        assertThat(Decimal.parse("0")).hasSameHashCodeAs(Decimal.parse("0.0000"));
        assertThat(Decimal.parse("100")).hasSameHashCodeAs(Decimal.parse("100.0"));
        assertThat(Decimal.parse("0.1")).isNotEqualTo(Decimal.parse("0.01"));
        Set<Decimal> set = new HashSet<>(List.of(Decimal.parse("1.50"), Decimal.parse("2")));
        assertThat(set).contains(Decimal.parse("1.5"), Decimal.parse("2.000"));
    }

    @Test
    void theExtremesCompareWithoutOverflow() {
        Decimal huge = Decimal.parse("999999999999999999");
        Decimal tiny = Decimal.parse("0.000000000000000001");

        assertThat(huge).isGreaterThan(tiny);
        assertThat(tiny).isLessThan(huge);
        assertThat(Decimal.of(-999_999_999_999_999_999L, 0)).isLessThan(Decimal.of(-1, 18));
        assertThat(huge.times(huge)).isEqualTo(new BigDecimal("999999999999999998000000000000000001"));
        assertThat(tiny.times(tiny)).isEqualTo(new BigDecimal("1E-36"));
    }

    @Test
    void stripsZerosOfTheFractionOnly() {
        assertThat(Decimal.parse("100.500").stripTrailingZeros()).hasToString("100.5");
        assertThat(Decimal.parse("100.000").stripTrailingZeros()).hasToString("100");
        assertThat(Decimal.parse("100").stripTrailingZeros()).hasToString("100");
        assertThat(Decimal.parse("0.000").stripTrailingZeros()).hasToString("0");
    }

    @Test
    void agreesWithBigDecimalOnRandomPairs() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        List<Decimal> decimals = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            decimals.add(random(random));
        }
        for (Decimal left : decimals) {
            assertThat(Decimal.parse(left.toString())).as("seed %d", seed).isEqualTo(left);
            assertThat(left.toString())
                    .as("seed %d", seed)
                    .isEqualTo(left.toBigDecimal().toPlainString());
            for (Decimal right : decimals) {
                int expected = left.toBigDecimal().compareTo(right.toBigDecimal());
                if (Integer.signum(left.compareTo(right)) != expected
                        || left.equals(right) != (expected == 0)
                        || (expected == 0 && left.hashCode() != right.hashCode())
                        || !left.times(right).equals(left.toBigDecimal().multiply(right.toBigDecimal()))) {
                    throw new AssertionError("seed " + seed + ": " + left + " and " + right);
                }
            }
        }
    }

    private static Decimal random(Random random) {
        int digits = 1 + random.nextInt(18);
        long mantissa = random.nextLong() % Decimal.powerOfTen(digits);
        if (random.nextInt(4) == 0) {
            mantissa = mantissa / 1_000 * 1_000;
        }
        return Decimal.of(random.nextInt(10) == 0 ? mantissa % 10 : mantissa, random.nextInt(19));
    }
}
