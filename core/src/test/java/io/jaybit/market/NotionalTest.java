package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotionalTest {
    private static final Decimal PRICE = Decimal.parse("65000.5");
    private static final Decimal SIZE = Decimal.parse("0.002");

    @ParameterizedTest
    @CsvSource({
        "LINEAR, BTCUSDT, USDT",
        "LINEAR, 1000PEPEUSDT, USDT",
        "LINEAR, BTCUSDT-25DEC26, USDT",
        "LINEAR, BTCPERP, USDC",
        "LINEAR, BTC-25DEC26, USDC",
        "LINEAR, BTCUSDC, USDC",
        "INVERSE, BTCUSD, USD",
        "INVERSE, BTCUSDZ26, USD",
        "SPOT, BTCUSDT, USDT",
        "SPOT, USDCUSDT, USDT",
        "SPOT, BTCUSDC, USDC",
        "SPOT, ETHBTC, BTC",
        "SPOT, BTCUSDE, USDE",
        "SPOT, BTCEUR, EUR",
        "SPOT, BTCBRZ, BRZ",
        "SPOT, XRPRLUSD, RLUSD",
        "OPTION, BTC-25SEP26-90000-C-USDT, USDT",
        "OPTION, BTC-30JUN23-45000-P, USDC",
        "SPREAD, SOLUSDT_SOL/USDT, USDT",
        "SPREAD, BTCUSDT-25DEC26_BTCUSDT, USDT",
    })
    void theCurrencyIsReadFromTheSymbol(Category category, String name, String currency) {
        assertThat(Currencies.notionalCurrency(new Symbol(category, name))).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, BTCXYZ", "SPOT, XYZ", "SPOT, USDT", "SPREAD, NOTASPREAD"})
    void whatTheNameDoesNotTellIsNotGuessed(Category category, String name) {
        assertThat(Currencies.notionalCurrency(new Symbol(category, name))).isNull();
        assertThat(Notional.of(new Symbol(category, name), PRICE, SIZE, null)).isNull();
    }

    @Test
    void onLinearAndSpotItIsSizeTimesPrice() {
        assertThat(notional(Category.LINEAR, "BTCUSDT", null)).isEqualTo("130.0010 USDT");
        assertThat(notional(Category.SPOT, "BTCUSDC", null)).isEqualTo("130.0010 USDC");
    }

    @Test
    void onInverseItIsTheSizeInUsd() {
        assertThat(notional(Category.INVERSE, "BTCUSD", null)).isEqualTo("0.002 USD");
    }

    @Test
    void onOptionsItIsSizeTimesIndexPrice() {
        assertThat(notional(Category.OPTION, "BTC-25SEP26-90000-C-USDT", Decimal.parse("90000")))
                .isEqualTo("180.000 USDT");
        assertThat(Notional.of(new Symbol(Category.OPTION, "BTC-25SEP26-90000-C-USDT"), PRICE, SIZE, null))
                .isNull();
    }

    @Test
    void ofAnOptionPrintTheIndexPriceIsItsOwn() {
        Symbol symbol = new Symbol(Category.OPTION, "BTC-25SEP26-90000-C-USDT");
        Trade.OptionPrint option = new Trade.OptionPrint(null, Decimal.parse("90000"), null, null);
        Trade trade = new Trade(
                Topic.of(Channel.OPTION, "publicTrade.BTC"),
                symbol,
                TradeId.of("1"),
                TakerSide.BUY,
                Decimal.parse("1205"),
                SIZE,
                null,
                false,
                false,
                OptionalLong.empty(),
                option,
                1,
                2,
                3);

        assertThat(Notional.of(trade).amount()).isEqualByComparingTo("180");
    }

    @Test
    void ofALiquidationTheBankruptcyPriceCounts() {
        Liquidation liquidation = new Liquidation(
                Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"),
                new Symbol(Category.LINEAR, "BTCUSDT"),
                PositionSide.LONG,
                PRICE,
                SIZE,
                0,
                false,
                1,
                2,
                3);

        assertThat(Notional.of(liquidation).amount()).isEqualByComparingTo("130.001");
    }

    @Test
    void unlikeCurrenciesAreNeverAdded() {
        Notional dollars = new Notional(BigDecimal.TEN, "USDT");

        assertThat(dollars.plus(new Notional(BigDecimal.ONE, "USDT")).amount()).isEqualByComparingTo("11");
        assertThatThrownBy(() -> dollars.plus(new Notional(BigDecimal.ONE, "USDC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("USDC")
                .hasMessageContaining("USDT");
    }

    @Test
    void threeCoinsCountAsDollars() {
        assertThat(new Notional(BigDecimal.TEN, "USDT").isDollar()).isTrue();
        assertThat(new Notional(BigDecimal.TEN, "USDC").isDollar()).isTrue();
        assertThat(new Notional(BigDecimal.TEN, "USD").isDollar()).isTrue();
        assertThat(new Notional(BigDecimal.TEN, "USDE").isDollar()).isFalse();
        assertThat(new Notional(BigDecimal.TEN, "EUR").isDollar()).isFalse();
    }

    private static String notional(Category category, String name, Decimal indexPrice) {
        Notional notional = Notional.of(new Symbol(category, name), PRICE, SIZE, indexPrice);
        return notional.amount() + " " + notional.currency();
    }
}
