package io.jaybit.positions;

import static io.jaybit.positions.Told.BTC_INVERSE;
import static io.jaybit.positions.Told.DOGE;
import static io.jaybit.positions.Told.doge;
import static io.jaybit.positions.Told.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What follows from a position and its mark price. */
class PositionFiguresTest {
    private final PositionTracker tracker =
            new PositionTracker(LegOf.NOBODY, Duration.ofSeconds(2), new RecordingPositions());

    @Test
    void profitOfALinearPositionMovesWithItsTicker() {
        tracker.onPosition(row(DOGE, "-100", 10, 10).entry("0.1").mark("0.1").row(), 0);
        mark(DOGE, "0.11");

        assertThat(position().unrealisedPnl()).isEqualTo(quotient("-1", "1"));
        assertThat(position().pnlCurrency()).isEqualTo("USDT");
        assertThat(Objects.requireNonNull(position().notional()).amount()).isEqualByComparingTo("-11");
    }

    @Test
    void profitOfAnInversePositionIsInCoinAndExact() {
        tracker.onPosition(row(BTC_INVERSE, "300", 10, 10).entry("30000").row(), 0);
        mark(BTC_INVERSE, "70000");

        assertThat(position().unrealisedPnl()).isEqualTo(quotient("4", "700"));
        assertThat(position().pnlCurrency()).isEqualTo("BTC");
        assertThat(position().notional()).hasToString("Notional[amount=300, currency=USD]");
    }

    @Test
    void anOptionIsWorthItsPremiumAndAtStakeIsTheIndex() {
        Symbol call = new Symbol(Category.OPTION, "BTC-25SEP26-90000-C-USDT");
        tracker.onPosition(row(call, "-2", 10, 10).entry("500").row(), 0);
        mark(call, "450");
        assertThat(position().unrealisedPnl()).isEqualTo(quotient("100", "1"));
        assertThat(position().notional()).isNull();

        tracker.onMark(call, Decimal.parse("450"), Decimal.parse("60000"), 101, 1, true);
        assertThat(position().notional()).hasToString("Notional[amount=-120000, currency=USDT]");
    }

    @Test
    void aContractThatSettlesEachSessionCountsFromTheSessionsPrice() {
        Symbol perp = new Symbol(Category.LINEAR, "BTCPERP");
        tracker.onPosition(
                row(perp, "2", 10, 10).entry("50000").session("52000").row(), 0);
        mark(perp, "52500");

        assertThat(position().unrealisedPnl()).isEqualTo(quotient("1000", "1"));
    }

    @Test
    void distanceToLiquidationIsARatioOfTheMarkPrice() {
        tracker.onPosition(row(DOGE, "100", 10, 10).liquidation("0.08").row(), 0);
        mark(DOGE, "0.1");
        assertThat(position().distanceToLiquidation()).isEqualTo(quotient("2", "10"));

        tracker.onPosition(row(DOGE, "-100", 11, 11).liquidation("0.125").row(), 0);
        assertThat(position().distanceToLiquidation()).isEqualTo(quotient("25", "100"));
    }

    @Test
    void noLiquidationPriceIsNoDistanceAndNotZero() {
        tracker.onPosition(row(DOGE, "100", 10, 10).liquidation(null).row(), 0);
        mark(DOGE, "0.1");
        assertThat(position().liquidationPrice()).isNull();
        assertThat(position().distanceToLiquidation()).isNull();

        tracker.onPosition(row(DOGE, "100", 11, 11).liquidation("0").row(), 0);
        assertThat(position().liquidationPrice()).isNull();
    }

    @Test
    void aMarkPriceHasAnAgeAndIsStaleWhenItsTickerIs() {
        tracker.onPosition(row(DOGE, "100", 10, 10).mark("0.3").row(), 0);
        assertThat(markNow(5)).isEqualTo("0.3 unconfirmed");

        mark(DOGE, "0.1");
        assertThat(markNow(700)).isEqualTo("0.1 live, 700 ns old");

        tracker.onMark(DOGE, Decimal.parse("0.2"), 99, 500, true);
        assertThat(markNow(700)).isEqualTo("0.1 live, 700 ns old");

        tracker.onMarkLost(DOGE);
        assertThat(markNow(900)).isEqualTo("0.1 unconfirmed");
        assertThat(tracker.exposure(900).stale()).hasSize(1);
    }

    @Test
    void withoutAMarkPriceNothingIsInvented() {
        tracker.onPosition(doge("100", 10), 0);

        assertThat(position().mark()).isNull();
        assertThat(position().unrealisedPnl()).isNull();
        assertThat(position().notional()).isNull();
        assertThat(tracker.exposure(0).notCounted()).hasSize(1);
    }

    @Test
    void unlikeCurrenciesAreNeverAdded() {
        tracker.onPosition(row(DOGE, "100", 10, 10).entry("0.1").realised("1").row(), 0);
        tracker.onPosition(linear("XRPUSDT", "-10").realised("2").row(), 0);
        tracker.onPosition(linear("BTCPERP", "1").realised("4").row(), 0);
        tracker.onPosition(
                row(BTC_INVERSE, "300", 10, 10).entry("30000").realised("0.5").row(), 0);
        mark(DOGE, "0.2");
        mark(new Symbol(Category.LINEAR, "XRPUSDT"), "2");
        mark(new Symbol(Category.LINEAR, "BTCPERP"), "3");
        mark(BTC_INVERSE, "60000");

        Exposure exposure = tracker.exposure(0);

        assertThat(exposure.longNotional())
                .containsOnlyKeys("USDT", "USDC", "USD")
                .hasEntrySatisfying("USDT", sum -> assertThat(sum).isEqualByComparingTo("20"));
        assertThat(exposure.shortNotional())
                .containsOnlyKeys("USDT")
                .hasEntrySatisfying("USDT", sum -> assertThat(sum).isEqualByComparingTo("-20"));
        assertThat(exposure.unrealisedPnl())
                .containsEntry("USDT", quotient("-9", "1"))
                .containsEntry("BTC", quotient("5", "1000"))
                .containsEntry("USDC", quotient("2.9", "1"));
        assertThat(exposure.curRealisedPnl())
                .containsOnlyKeys("USDT", "USDC", "BTC")
                .hasEntrySatisfying("USDT", sum -> assertThat(sum).isEqualByComparingTo("3"));
    }

    @Test
    void theNetOfLegsAddsTheirProfitAndTakesShortFromLong() {
        tracker.onPosition(row(DOGE, "100", 10, 10).leg(1).entry("0.1").row(), 0);
        tracker.onPosition(row(DOGE, "-40", 10, 10).leg(2).entry("0.3").row(), 0);
        mark(DOGE, "0.2");

        NetPosition net = tracker.net(DOGE, 0);

        assertThat(net.net()).isEqualByComparingTo("60");
        assertThat(net.unrealisedPnl()).isEqualTo(quotient("14", "1"));
        assertThat(Objects.requireNonNull(net.notional()).amount()).isEqualByComparingTo("12");
    }

    @Test
    void theRowOutlivesARestartWithEveryField() {
        PositionUpdate row =
                row(DOGE, "100", 10, 10).liquidation("0.08").mark("0.1").row();
        io.jaybit.state.StateWriter to = new io.jaybit.state.StateWriter();
        RowCodec.write(row, to);

        assertThat(RowCodec.read(new io.jaybit.state.StateReader(to.toByteArray()), DOGE, 0))
                .isEqualTo(row);
    }

    private static Told.Row linear(String name, String size) {
        return row(new Symbol(Category.LINEAR, name), size, 10, 10).entry("0.1").realised("0");
    }

    private void mark(Symbol symbol, String price) {
        tracker.onMark(symbol, Decimal.parse(price), 100, 0, true);
    }

    private Position position() {
        return tracker.positions(0).get(0);
    }

    private String markNow(long nowNanos) {
        Mark mark = Objects.requireNonNull(tracker.positions(nowNanos).get(0).mark());
        return mark.price() + (mark.live() ? " live, " + mark.ageNanos() + " ns old" : " unconfirmed");
    }

    private static Quotient quotient(String above, String below) {
        return new Quotient(new BigDecimal(above), new BigDecimal(below));
    }
}
