package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20f43950-d8dd-5b31-9112-a178eb6023af",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "20F43950-D8DD-5B31-9112-A178EB6023AF",
                "20f43950-d8dd-5b31-9112-a178eb6023ag",
                "1-1-1-1-1111111111111111111111111111",
                "2290000000068683864",
                "0",
                "7",
                "007",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999",
                "-5",
                "+5",
                "1.5",
                "",
                "spread-17",
                "١٢٣",
                "a-very-long-identifier-of-36-letters"
            })
    void textOutIsTextIn(String text) {
        assertThat(TradeId.of(text)).hasToString(text);
        assertThat(TradeId.of(text)).isEqualTo(TradeId.of(text)).hasSameHashCodeAs(TradeId.of(text));
    }

    @Test
    void aUuidIsTwoLongs() {
        UUID uuid = UUID.fromString("20f43950-d8dd-5b31-9112-a178eb6023af");

        TradeId id = TradeId.of(uuid.toString());

        assertThat(id.isUuid()).isTrue();
        assertThat(id.high()).isEqualTo(uuid.getMostSignificantBits());
        assertThat(id.low()).isEqualTo(uuid.getLeastSignificantBits());
        assertThat(id).isEqualTo(TradeId.ofUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
    }

    @Test
    void aNumberIsOneLong() {
        assertThat(TradeId.of("2290000000068683864")).isEqualTo(TradeId.ofNumber(2_290_000_000_068_683_864L));
        assertThat(TradeId.of("9223372036854775807")).isEqualTo(TradeId.ofNumber(Long.MAX_VALUE));
        assertThatThrownBy(() -> TradeId.ofNumber(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsOfDifferentTextsDiffer() {
        assertThat(TradeId.of("7")).isNotEqualTo(TradeId.of("007"));
        assertThat(TradeId.of("20F43950-D8DD-5B31-9112-A178EB6023AF"))
                .isNotEqualTo(TradeId.of("20f43950-d8dd-5b31-9112-a178eb6023af"));
        assertThat(TradeId.ofNumber(5)).isNotEqualTo(TradeId.ofUuid(0, 5));
    }

    @Test
    void randomUuidsComeBackAsTheyWere() {
        long seed = 3;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            String text = new UUID(random.nextLong(), random.nextLong()).toString();

            assertThat(TradeId.of(text)).as("seed %d", seed).hasToString(text);
            assertThat(TradeId.of(text).isUuid()).isTrue();
        }
    }
}
