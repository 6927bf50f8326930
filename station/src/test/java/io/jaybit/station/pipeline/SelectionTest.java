package io.jaybit.station.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<Listed> UNIVERSE = List.of(
            new Listed("BTCUSDT", "BTC", "USDT", new BigDecimal("900")),
            new Listed("BTCPERP", "BTC", "USDC", new BigDecimal("20")),
            new Listed("ETHUSDT", "ETH", "USDT", new BigDecimal("1000")),
            new Listed("BTC-25DEC26", "BTC", "USDC", null),
            new Listed("1000PEPEUSDT", "1000PEPE", "USDT", new BigDecimal("50")));

    @Test
    void everyUsualSpellingIsUnderstood() {
        for (String spelling : List.of("BTCUSDT", "btcusdt", "BTC/USDT", "btc-usdt", "BTCUSDT.P")) {
            assertThat(names(spelling)).as(spelling).containsExactly("BTCUSDT");
        }
        assertThat(names("btc-25dec26")).containsExactly("BTC-25DEC26");
    }

    @Test
    void globsFindAllThatFit() {
        assertThat(names("btc*")).containsExactly("BTC-25DEC26", "BTCPERP", "BTCUSDT");
        assertThat(names("?THUSDT")).containsExactly("ETHUSDT");
    }

    @Test
    void anUnknownNameComesWithNearOnes() {
        Selection.Found found = new Selection(List.of("BTCUSTD", "PEPE"), false, 0, List.of()).among(UNIVERSE);

        assertThat(found.names()).isEmpty();
        assertThat(found.problems().get(0)).startsWith("no symbol is called \"BTCUSTD\"; near: BTCUSDT");
        assertThat(found.problems().get(1)).contains("1000PEPEUSDT");
    }

    @Test
    void topGoesByTurnoverAndCoinByTheBase() {
        assertThat(new Selection(List.of(), false, 2, List.of()).among(UNIVERSE).names())
                .containsExactly("ETHUSDT", "BTCUSDT");
        assertThat(new Selection(List.of(), false, 0, List.of("btc"))
                        .among(UNIVERSE)
                        .names())
                .containsExactly("BTC-25DEC26", "BTCPERP", "BTCUSDT");
        assertThat(new Selection(List.of(), true, 0, List.of()).among(UNIVERSE).names())
                .hasSize(5);
    }

    @Test
    void topAndCoinTogetherAreTheTopOfThatCoin() {
        assertThat(new Selection(List.of(), false, 1, List.of("BTC"))
                        .among(UNIVERSE)
                        .names())
                .containsExactly("BTCUSDT");
        assertThat(new Selection(List.of("ETHUSDT"), false, 1, List.of("BTC"))
                        .among(UNIVERSE)
                        .names())
                .containsExactly("ETHUSDT", "BTCUSDT");
    }

    private static List<String> names(String word) {
        return new Selection(List.of(word), false, 0, List.of()).among(UNIVERSE).names();
    }

    @Test
    void whatIsListedNoMoreIsMissingUnlessNothingIsListedAtAll() {
        assertThat(Listed.missing(Set.of("BTCUSDT", "OLDUSDT"), List.of(Listed.named("BTCUSDT"))))
                .containsExactly("OLDUSDT");
        assertThat(Listed.missing(Set.of("BTCUSDT"), List.of())).isEmpty();
    }
}
