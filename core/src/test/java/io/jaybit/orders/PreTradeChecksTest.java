package io.jaybit.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Instrument;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreTradeChecksTest {
    private static final Symbol DOGE = new Symbol(Category.LINEAR, "DOGEUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "DOGEUSDT");
    private static final Symbol INVERSE = new Symbol(Category.INVERSE, "BTCUSD");
    private static final MarketView MARKET = view("0.0999", "0.1001", "0.1", Duration.ofMillis(50));

    @Test
    void anOrderWithinEveryRuleMayBeSent() {
        Verdict verdict = check(strict(), buy("100", "0.1"));

        assertThat(verdict.mayBeSent()).isTrue();
        assertThat(verdict.rejection()).isNull();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithBothNumbers() {
        Verdict verdict = check(strict().kill("by hand"), buy("20000.5", "0.12345"));

        assertThat(verdict.problems())
                .containsExactly(
                        "trading is switched off: by hand",
                        "the price 0.12345 is no multiple of the tick size 0.0001",
                        "the quantity 20000.5 is no multiple of the size step 1",
                        "the quantity 20000.5 is more than the maximum 10000 of a limit order",
                        "the price 0.12345 is above 0.101, which is 100 basis points from the reference price 0.1",
                        "the order value 2469.061725 USDT is more than the maximum 500",
                        "the position could become 20000.5 with all open orders, the maximum is 5000");
        assertThat(verdict.rejection()).isNotNull().satisfies(rejected -> {
            assertThat(rejected.code()).isZero();
            assertThat(rejected.text()).contains("by hand; the price 0.12345");
        });
    }

    @Test
    void tooLittleIsRefused() {
        assertThat(check(Limits.NONE, buy("0", "0.1")).problems()).containsExactly("the quantity is 0", least("0"));
        assertThat(check(Limits.NONE, buy("40", "0.1")).problems()).containsExactly(least("4"));
        assertThat(check(Limits.NONE, sell("5", "1")).problems())
                .containsExactly("the quantity 5 is less than the minimum 10");
    }

    private static String least(String value) {
        return "the order value " + value + " USDT is less than the minimum 5";
    }

    @Test
    void theBandIsOnTheWrongSideOnly() {
        Limits limits = Limits.NONE.withPriceBand(100);

        assertThat(check(limits, buy("100", "0.08")).mayBeSent()).isTrue();
        assertThat(check(limits, sell("100", "0.2")).mayBeSent()).isTrue();
        assertThat(check(limits, buy("100", "0.101")).mayBeSent()).isTrue();
        assertThat(check(limits, sell("100", "0.0989")).problems())
                .containsExactly(
                        "the price 0.0989 is below 0.099, which is 100 basis points from the reference price 0.1");
    }

    @Test
    void withoutAFreshReferencePriceWhatNeedsOneIsRefusedUnlessAllowed() {
        Limits limits = Limits.NONE.withPriceBand(100).withMaxOrderValue(Map.of("USDT", new BigDecimal("500")));
        NewOrder market =
                NewOrder.market(DOGE, OrderSide.BUY, Decimal.parse("100")).build();
        MarketView old = view("0.0999", "0.1001", "0.1", Duration.ofSeconds(11));

        assertThat(new PreTradeChecks(limits)
                        .check(buy("100", "0.1"), rules(DOGE), Holding.NONE, old)
                        .problems())
                .containsExactly("the price band cannot be checked: the reference price of linear:DOGEUSDT is 11000"
                        + " ms old, allowed are 10000");
        assertThat(new PreTradeChecks(limits)
                        .check(market, rules(DOGE), Holding.NONE, MarketView.UNKNOWN)
                        .problems())
                .containsExactly("the order value cannot be checked: no reference price is known for linear:DOGEUSDT");
        assertThat(new PreTradeChecks(limits.withUnknownReferenceAllowed())
                        .check(market, rules(DOGE), Holding.NONE, MarketView.UNKNOWN)
                        .mayBeSent())
                .isTrue();
    }

    @Test
    void aMarketOrderIsValuedAsBadlyAsItMayBeFilled() {
        NewOrder market =
                NewOrder.market(DOGE, OrderSide.BUY, Decimal.parse("1000")).build();
        Limits limits = Limits.NONE.withPriceBand(500).withMaxOrderValue(Map.of("USDT", new BigDecimal("105")));

        assertThat(check(limits, market).problems())
                .containsExactly("the order value 105.105 USDT is more than the maximum 105");
    }

    @Test
    void valuesAreInTheirOwnCurrency() {
        Limits limits = Limits.NONE.withMaxOrderValue(Map.of("USDT", BigDecimal.TEN, "USD", new BigDecimal("50")));
        NewOrder inverse = NewOrder.limit(INVERSE, OrderSide.BUY, Decimal.parse("60"), Decimal.parse("30000"))
                .build();
        NewOrder perp = NewOrder.limit(
                        new Symbol(Category.LINEAR, "BTCPERP"), OrderSide.BUY, Decimal.parse("20"), Decimal.parse("1"))
                .build();

        assertThat(check(limits, inverse).problems())
                .containsExactly("the order value 60 USD is more than the maximum 50");
        assertThat(new PreTradeChecks(limits)
                        .check(perp, rules(perp.symbol(), "USDC"), Holding.NONE, MARKET)
                        .problems())
                .containsExactly("no maximum order value is set in USDC, only in USD, USDT");
    }

    @Test
    void aSpotMarketBuyIsCountedInTheQuoteCoin() {
        NewOrder buy =
                NewOrder.market(SPOT, OrderSide.BUY, Decimal.parse("12.5")).build();

        assertThat(check(Limits.NONE.withMaxOrderValue(Map.of("USDT", BigDecimal.TEN)), buy)
                        .problems())
                .containsExactly("the order value 12.5 USDT is more than the maximum 10");
        assertThat(check(Limits.NONE, buy).mayBeSent()).isTrue();
    }

    @Test
    void openOrdersCountIntoThePositionThatCouldBe() {
        Limits limits = Limits.NONE.withMaxPosition(Map.of(DOGE, new BigDecimal("1000")));
        Holding holding = new Holding(new BigDecimal("400"), new BigDecimal("500"), new BigDecimal("200"), true);

        assertThat(check(limits, buy("100", "0.1"), holding).mayBeSent()).isTrue();
        assertThat(check(limits, buy("101", "0.1"), holding).problems())
                .containsExactly("the position could become 1001 with all open orders, the maximum is 1000");
        assertThat(check(limits, sell("1200", "0.1"), holding).mayBeSent()).isTrue();
        assertThat(check(limits, sell("1201", "0.1"), holding).problems())
                .containsExactly("the position could become -1001 with all open orders, the maximum is 1000");
    }

    @Test
    void whatMakesATooLargePositionSmallerIsLetThrough() {
        Limits limits = Limits.NONE
                .withMaxPosition(Map.of(DOGE, new BigDecimal("1000")))
                .kill("by hand");
        Holding holding = new Holding(new BigDecimal("5000"), BigDecimal.ZERO, BigDecimal.ZERO, true);
        NewOrder close = NewOrder.market(DOGE, OrderSide.SELL, Decimal.parse("5000"))
                .reduceOnly()
                .build();

        assertThat(check(limits, close, holding).mayBeSent()).isTrue();
        assertThat(check(limits, sell("100", "0.1"), holding).problems())
                .containsExactly("trading is switched off: by hand");
    }

    @Test
    void aPositionThatIsNotKnownMayNotGrow() {
        Limits limits = Limits.NONE.withMaxPosition(Map.of(DOGE, new BigDecimal("1000")));
        Holding unknown = new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, false);

        assertThat(check(limits, buy("100", "0.1"), unknown).problems())
                .containsExactly(
                        "the position of linear:DOGEUSDT is not known, so that its maximum 1000 cannot be checked");
    }

    @Test
    void anAmendmentIsLookedAtAsWhatItMakesOfTheOrder() {
        Limits limits = Limits.NONE.withMaxPosition(Map.of(DOGE, new BigDecimal("1000")));
        Holding holding = new Holding(new BigDecimal("100"), new BigDecimal("400"), BigDecimal.ZERO, true);
        PreTradeChecks checks = new PreTradeChecks(limits);

        assertThat(amended(checks, "1000", holding).mayBeSent()).isTrue();
        assertThat(amended(checks, "1001", holding).problems())
                .containsExactly("the position could become 1001 with all open orders, the maximum is 1000");
        assertThat(amended(checks, "100", holding).problems())
                .containsExactly("the new quantity 100 is not more than what is filled, 100");
    }

    private static Verdict amended(PreTradeChecks checks, String qty, Holding holding) {
        Amendment change = new Amendment(OrderRef.byLinkId(DOGE, "a"), Decimal.parse(qty), null, null, null, null);
        return checks.check(change, buy("500", "0.1"), new BigDecimal("100"), rules(DOGE), holding, MARKET);
    }

    @Test
    void limitsThatMakeNoSenseAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> new Limits(
                        Map.of("USDT", new BigDecimal("-1")),
                        Map.of(DOGE, new BigDecimal("-2")),
                        OptionalInt.of(-3),
                        Duration.ofSeconds(-4),
                        false,
                        null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("-1", "-2", "-3", "PT-4S");
    }

    private static Limits strict() {
        return Limits.NONE
                .withMaxOrderValue(Map.of("USDT", new BigDecimal("500")))
                .withMaxPosition(Map.of(DOGE, new BigDecimal("5000")))
                .withPriceBand(100);
    }

    private static Verdict check(Limits limits, NewOrder order) {
        return check(limits, order, Holding.NONE);
    }

    private static Verdict check(Limits limits, NewOrder order, Holding holding) {
        return new PreTradeChecks(limits).check(order, rules(order.symbol()), holding, MARKET);
    }

    private static NewOrder buy(String qty, String price) {
        return NewOrder.limit(DOGE, OrderSide.BUY, Decimal.parse(qty), Decimal.parse(price))
                .build();
    }

    private static NewOrder sell(String qty, String price) {
        return NewOrder.limit(DOGE, OrderSide.SELL, Decimal.parse(qty), Decimal.parse(price))
                .build();
    }

    private static Instrument rules(Symbol symbol) {
        return rules(symbol, symbol.category() == Category.INVERSE ? "BTC" : "USDT");
    }

    private static Instrument rules(Symbol symbol, String settleCoin) {
        boolean inverse = symbol.category() == Category.INVERSE;
        return new Instrument(
                symbol,
                Instrument.Kind.parse("LinearPerpetual"),
                Instrument.Status.parse("Trading"),
                "X",
                inverse ? "USD" : "USDT",
                settleCoin,
                Decimal.parse("0.0001"),
                Decimal.parse("1"),
                inverse ? BigDecimal.ONE : BigDecimal.TEN,
                new BigDecimal("10000"),
                new BigDecimal("6000"),
                new BigDecimal("5"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                false,
                "");
    }

    private static MarketView view(String bid, String ask, @Nullable String mark, Duration age) {
        return new MarketView(
                Decimal.parse(bid), Decimal.parse(ask), null, mark == null ? null : Decimal.parse(mark), null, age);
    }
}
