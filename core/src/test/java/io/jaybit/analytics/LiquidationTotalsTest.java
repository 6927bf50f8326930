package io.jaybit.analytics;

import static io.jaybit.analytics.Events.BTCPERP;
import static io.jaybit.analytics.Events.BTCUSD;
import static io.jaybit.analytics.Events.BTCUSDT;
import static io.jaybit.analytics.Events.liquidation;
import static io.jaybit.market.PositionSide.LONG;
import static io.jaybit.market.PositionSide.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.analytics.LiquidationTotals.Plan;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.CoverageSummary;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiquidationTotalsTest {
    private static final long TEN = Instant.parse("2026-10-10T10:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    private final List<LiquidationTotal> told = new ArrayList<>();

    @Test
    void aTickTellsTheRunningHourAlsoWhenNothingHappened() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onTime(TEN, told::add);

        totals.onTime(TEN + 61_000, told::add);

        assertThat(picture())
                .containsExactly(
                        "hour 10:00:00-10:00:30 long 0 (0) short 0 (0)",
                        "hour 10:00:00-10:01:00 long 0 (0) short 0 (0)");
    }

    @Test
    void linearNotionalIsSizeTimesPriceBySide() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "65010.5", "0.2", TEN + 1_000), told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "65000", "1", TEN + 2_000), told::add);
        totals.onEvent(liquidation(BTCUSDT, SHORT, "65100", "0.5", TEN + 3_000), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(picture()).containsExactly("hour 10:00:00-10:00:30 long 78002.1 (2) short 32550 (1)");
        assertThat(told.get(0).key().currency()).isEqualTo("USDT");
    }

    @Test
    void inverseNotionalIsTheSizeInDollars() {
        LiquidationTotals totals = totals(BTCUSD, Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSD, SHORT, "65010.5", "1500", TEN + 1_000), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(picture()).containsExactly("hour 10:00:00-10:00:30 long 0 (0) short 1500 (1)");
        assertThat(told.get(0).key().currency()).isEqualTo("USD");
    }

    @Test
    void anHourClosesWhenTheVenuesClockHasPassedItByTwoSeconds() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults().withTickEvery(Duration.ofHours(1)));
        totals.onTime(TEN + 5_000, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + HOUR - 1), told::add);
        totals.onTime(TEN + HOUR + 1_000, told::add);
        told.clear();

        totals.onTime(TEN + HOUR + 1_999, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "2", TEN + HOUR - 2, TEN + HOUR + 1_999, 0), told::add);
        assertThat(told).isEmpty();

        totals.onTime(TEN + HOUR + 2_000, told::add);
        assertThat(picture()).containsExactly("hour 10:00:00-11:00:00 long 300 (2) short 0 (0) final");
    }

    @Test
    void anHourThatEndedBeforeTheBeginningIsToldOnlyIfSomethingIsKnownOfIt() {
        LiquidationTotals quiet = totals(BTCUSDT, Plan.defaults());
        quiet.onTime(TEN + 500, told::add);
        quiet.onTime(TEN + 2_000, told::add);
        assertThat(told).isEmpty();

        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN - 1), told::add);
        totals.onTime(TEN + 2_000, told::add);
        assertThat(picture()).containsExactly("hour 09:00:00-10:00:00 long 100 (1) short 0 (0) final");
    }

    @Test
    void anEventAfterTheCloseMakesTheTotalBeToldAgainRevised() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults().withTickEvery(Duration.ofHours(1)));
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 61_000), told::add);
        totals.onTime(TEN + HOUR + 60_000, told::add);
        told.clear();

        totals.onEvent(liquidation(BTCUSDT, SHORT, "100", "3", TEN + HOUR - 1, TEN + HOUR + 60_001, 0), told::add);

        assertThat(picture()).containsExactly("hour 10:00:00-11:00:00 long 100 (1) short 300 (1) final revised");
        assertThat(totals.revisions()).isEqualTo(1);
    }

    @Test
    void anEventOfAnHourNoLongerKeptIsCountedOnly() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults().withKeptHours(2));
        totals.onTime(TEN, told::add);
        for (int hour = 1; hour <= 4; hour++) {
            totals.onTime(TEN + hour * HOUR, told::add);
        }
        told.clear();

        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN, TEN + 4 * HOUR, 0), told::add);

        assertThat(told).isEmpty();
        assertThat(totals.tooLate()).isEqualTo(1);
    }

    @Test
    void twoEqualOnesInOneFrameBothCount() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 5, TEN + 500, 0), told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 5, TEN + 500, 1), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(picture()).containsExactly("hour 10:00:00-10:00:30 long 200 (2) short 0 (0)");
    }

    @Test
    void aFrameDeliveredTwiceCountsOnceHoweverItsNumbersAreWritten() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 5, TEN + 500, 0), told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100.0", "1.00", TEN + 5, TEN + 500, 0), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(picture()).containsExactly("hour 10:00:00-10:00:30 long 100 (1) short 0 (0)");
        assertThat(totals.repeats()).isEqualTo(1);
    }

    @Test
    void aSlidingWindowDropsEachEventWhenItIsAsOldAsTheWindow() {
        Plan plan = Plan.defaults().withSlidingWindows(List.of(Duration.ofMinutes(1)));
        LiquidationTotals totals = totals(BTCUSDT, plan);
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 29_999, TEN + 29_999, 0), told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "2", TEN + 30_000), told::add);

        totals.onTime(TEN + 90_000, told::add);
        totals.onTime(TEN + 120_000, told::add);

        assertThat(picture())
                .filteredOn(row -> row.startsWith("1m"))
                .containsExactly(
                        "1m 09:59:30-10:00:30 long 100 (1) short 0 (0)",
                        "1m 10:00:00-10:01:00 long 300 (2) short 0 (0)",
                        "1m 10:00:30-10:01:30 long 200 (1) short 0 (0)",
                        "1m 10:01:00-10:02:00 long 0 (0) short 0 (0)");
    }

    @Test
    void unlikeCurrenciesAreNeverAddedAndTheTotalSaysWhichCategoriesItAdds() {
        var totals = everything(Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 1), told::add);
        totals.onEvent(liquidation(BTCPERP, LONG, "100", "2", TEN + 2), told::add);
        totals.onEvent(liquidation(BTCUSD, LONG, "100", "4", TEN + 3), told::add);
        totals.onEvent(liquidation(new Symbol(Category.LINEAR, "ETHUSDT"), LONG, "10", "3", TEN + 4), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(told)
                .filteredOn(total -> total.key().isAll())
                .extracting(
                        total -> total.key().categoryText() + " " + total.key().text() + " " + total.longNotional())
                .containsExactly("inverse *:USD 4", "linear *:USDC 200", "linear *:USDT 130");
    }

    @Test
    void whereTheCurrencyIsUnknownEventsAreCountedAndNothingIsAddedUp() {
        Symbol odd = new Symbol(Category.LINEAR, "BTCUSDX");
        var totals = everything(Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(liquidation(odd, LONG, "100", "1", TEN + 1), told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).longNotional()).isNull();
        assertThat(told.get(0).longCount()).isEqualTo(1);
    }

    @Test
    void sampledEventsOfTheWithdrawnTopicAreCountedAsSuch() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onTime(TEN, told::add);
        totals.onEvent(
                new Liquidation(
                        Topic.of(Channel.LINEAR, "liquidation.BTCUSDT"),
                        BTCUSDT,
                        LONG,
                        Decimal.parse("100"),
                        Decimal.parse("1"),
                        0,
                        true,
                        TEN + 1,
                        TEN + 1,
                        0),
                told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(told.get(0).sampledCount()).isEqualTo(1);
    }

    @Test
    void theTimesOfTheFramesAreClockEnoughForARecording() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults().withTickEvery(Duration.ofMinutes(30)));

        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 1), told::add);
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 40 * 60_000), told::add);
        totals.onTime(Long.MAX_VALUE, told::add);

        assertThat(picture())
                .containsExactly(
                        "hour 10:00:00-10:30:00 long 100 (1) short 0 (0)",
                        "hour 10:00:00-11:00:00 long 200 (2) short 0 (0) final");
    }

    @Test
    void theTicksOfALongPauseInARecordingAreLeftOut() {
        LiquidationTotals totals = totals(BTCUSDT, Plan.defaults());
        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 1), told::add);

        totals.onEvent(liquidation(BTCUSDT, LONG, "100", "1", TEN + 300 * 24 * HOUR + 31_000), told::add);

        assertThat(picture())
                .containsExactly(
                        "hour 10:00:00-11:00:00 long 100 (1) short 0 (0) final",
                        "hour 10:00:00-10:00:30 long 0 (0) short 0 (0)");
    }

    @Test
    void eachTotalSaysWhatPartOfItsWindowWasSeen() {
        CoverageLedger ledger = new CoverageLedger();
        Topic topic = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");
        ledger.onNotice(new Notice.TopicLive(topic, 1, (TEN + 10_000) * 1_000_000), gap -> {});
        ledger.heard(1, (TEN + 40_000) * 1_000_000);
        LiquidationTotals totals =
                new LiquidationTotals(LiquidationKey.of(BTCUSDT), Plan.defaults(), LiquidationCoverage.from(ledger));
        totals.onTime(TEN, told::add);

        totals.onTime(TEN + 30_000, told::add);

        assertThat(told.get(0).coverage())
                .isEqualTo(new CoverageSummary(30_000, 20_000, 0, 1, List.of(Cause.NOT_SUBSCRIBED)));
    }

    @Test
    void aTotalOverAllIsSeenWhenEveryTopicOfItsCurrencyIs() {
        CoverageLedger ledger = new CoverageLedger();
        ledger.onNotice(
                new Notice.TopicLive(Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"), 1, TEN * 1_000_000),
                gap -> {});
        ledger.onNotice(
                new Notice.TopicLive(Topic.of(Channel.LINEAR, "allLiquidation.ETHUSDT"), 1, (TEN + 5_000) * 1_000_000),
                gap -> {});
        ledger.expect(Topic.of(Channel.INVERSE, "allLiquidation.BTCUSD"));
        ledger.heard(1, (TEN + 20_000) * 1_000_000);
        LiquidationCoverage coverage = LiquidationCoverage.from(ledger);
        List<Category> both = List.of(Category.LINEAR, Category.INVERSE);

        assertThat(coverage.of(LiquidationKey.all("USDT", both), TEN, TEN + 10_000))
                .isEqualTo(new CoverageSummary(10_000, 5_000, 0, 1, List.of(Cause.NOT_SUBSCRIBED)));
        assertThat(coverage.of(LiquidationKey.all("USD", both), TEN, TEN + 10_000))
                .isEqualTo(new CoverageSummary(10_000, 0, 0, 1, List.of(Cause.NOT_SUBSCRIBED)));
        assertThat(coverage.of(LiquidationKey.all("USDC", both), TEN, TEN + 10_000))
                .isEqualTo(new CoverageSummary(10_000, 0, 0, 1, List.of(Cause.NOT_SUBSCRIBED)));
    }

    @Test
    void settingsOutOfRangeAreRefusedAllAtOnce() {
        assertThatThrownBy(() ->
                        new Plan(Duration.ofMillis(5), Duration.ofHours(2), 2, List.of(Duration.ofHours(4)), true))
                .hasMessage(
                        "tickEvery PT0.005S is less than 100 ms; closeDelay PT2H is not from 0 to less than an hour;"
                                + " sliding window PT4H is longer than the 2 hours kept");
    }

    @Test
    void anEventOfAnotherSymbolIsRefused() {
        assertThatThrownBy(() ->
                        totals(BTCUSDT, Plan.defaults()).onEvent(liquidation(BTCUSD, LONG, "1", "1", TEN), told::add))
                .hasMessage("a liquidation of inverse:BTCUSD for linear:BTCUSDT");
    }

    private static LiquidationTotals totals(Symbol symbol, Plan plan) {
        return new LiquidationTotals(LiquidationKey.of(symbol), plan, LiquidationCoverage.UNKNOWN);
    }

    private static Keyed<Liquidation, LiquidationTotal, LiquidationTotals> everything(Plan plan) {
        return LiquidationTotals.perSymbolAndAll(
                plan, List.of(Category.LINEAR, Category.INVERSE), LiquidationCoverage.UNKNOWN);
    }

    private List<String> picture() {
        return told.stream()
                .map(total -> total.window() + " " + clock(total.fromEpochMillis()) + "-"
                        + clock(total.toEpochMillis()) + " long " + plain(total.longNotional()) + " ("
                        + total.longCount() + ") short " + plain(total.shortNotional()) + " (" + total.shortCount()
                        + ")" + (total.closed() ? " final" : "") + (total.revised() ? " revised" : ""))
                .toList();
    }

    private static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }

    private static String clock(long millis) {
        return Instant.ofEpochMilli(millis).toString().substring(11, 19);
    }
}
