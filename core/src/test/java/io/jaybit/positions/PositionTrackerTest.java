package io.jaybit.positions;

import static io.jaybit.positions.Told.DOGE;
import static io.jaybit.positions.Told.doge;
import static io.jaybit.positions.Told.fast;
import static io.jaybit.positions.Told.fill;
import static io.jaybit.positions.Told.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTrackerTest {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final long LATER = GRACE.toNanos() + 1;

    private final RecordingPositions told = new RecordingPositions();
    private final PositionTracker tracker = new PositionTracker(LegOf.NOBODY, GRACE, told);

    @Test
    void aPositionIsSignedByItsSide() {
        tracker.onPosition(doge("-100", 10), 0);

        assertThat(net()).isEqualTo("-100 CONFIRMED");
    }

    @Test
    void whatNobodyToldOfIsUnknownNotFlat() {
        assertThat(net()).isEqualTo("0 UNKNOWN");

        tracker.onListing(Category.LINEAR, "USDC", List.of(), 50, 0);
        assertThat(net()).isEqualTo("0 UNKNOWN");

        tracker.onListing(Category.LINEAR, "USDT", List.of(), 50, 0);
        assertThat(net()).isEqualTo("0 CONFIRMED");
    }

    @Test
    void aListingWithoutAPositionThatWasFlatHoldsTheFillsThatCameAndWent() {
        tracker.onPosition(doge("0", 10), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onExecution(fill("b", "-20", 12), 0);
        assertThat(net()).isEqualTo("0 FILLS_AHEAD");

        assertThat(tracker.onListing(Category.LINEAR, "USDT", List.of(), 500, 0))
                .isZero();

        assertThat(net()).isEqualTo("0 CONFIRMED");
        tracker.doWork(LATER);
        assertThat(told.drifts).isEmpty();
    }

    @Test
    void aListingWithoutAPositionThatNoRowEverToldOfHoldsItsFills() {
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onExecution(fill("b", "-20", 12), 0);
        assertThat(net()).isEqualTo("0 UNKNOWN");

        tracker.onListing(Category.LINEAR, "USDT", List.of(), 500, 0);

        assertThat(net()).isEqualTo("0 CONFIRMED");
        tracker.onExecution(fill("c", "5", 600), 0);
        assertThat(net()).isEqualTo("5 FILLS_AHEAD");
    }

    @Test
    void aFillBeforeItsPositionIsAheadOfIt() {
        tracker.onPosition(doge("100", 10), 0);

        tracker.onExecution(fill("a", "20", 11), 0);
        assertThat(net()).isEqualTo("120 FILLS_AHEAD");

        tracker.onPosition(doge("120", 11), 0);
        assertThat(net()).isEqualTo("120 CONFIRMED");
        tracker.doWork(LATER);
        assertThat(told.drifts).isEmpty();
    }

    @Test
    void aPositionBeforeItsFillsAwaitsThem() {
        tracker.onPosition(doge("100", 10), 0);

        tracker.onPosition(doge("120", 12), 0);
        assertThat(net()).isEqualTo("120 FILLS_AWAITED");

        tracker.onExecution(fill("b", "5", 12), 0);
        tracker.onExecution(fill("a", "15", 11), 0);
        assertThat(net()).isEqualTo("120 CONFIRMED");
    }

    @Test
    void aFillCountsOnceHoweverOftenItComes() {
        tracker.onPosition(doge("100", 10), 0);

        tracker.onFastExecution(fast(fill("a", "20", 11)), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onPosition(doge("120", 11), 0);
        tracker.onExecution(fill("a", "20", 11), 0);

        assertThat(net()).isEqualTo("120 CONFIRMED");
        assertThat(tracker.counters().fills()).isEqualTo(1);
        assertThat(tracker.counters().fillsRepeated()).isEqualTo(3);
    }

    @Test
    void fillsOfOneMatchAreToldApartThoughTheyShareASequence() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onExecution(fill("a", "5", 11), 0);
        tracker.onPosition(row(DOGE, "105", 11, 11).row(), 0);
        tracker.onExecution(fill("b", "7", 11), 0);
        assertThat(net()).isEqualTo("112 FILLS_AHEAD");

        tracker.onPosition(row(DOGE, "112", 11, 11).row(), 0);

        assertThat(net()).isEqualTo("112 CONFIRMED");
        tracker.doWork(LATER);
        assertThat(told.drifts).isEmpty();
    }

    @Test
    void olderRowsDoNotGoBack() {
        tracker.onPosition(doge("120", 12), 0);

        assertThat(tracker.onPosition(doge("100", 10), 0)).isFalse();
        assertThat(tracker.onPosition(row(DOGE, "100", 12, 11).row(), 0)).isFalse();

        assertThat(net()).isEqualTo("120 CONFIRMED");
        assertThat(tracker.counters().rowsLate()).isEqualTo(2);
    }

    @Test
    void aDifferenceIsAnAlarmOnlyAfterTheGraceAndNamesBothNumbers() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onPosition(doge("150", 12), 1000);

        assertThat(tracker.doWork(GRACE.toNanos())).isEqualTo(1000 + LATER);
        assertThat(told.drifts).isEmpty();

        tracker.doWork(1000 + LATER);
        assertThat(told.drifts).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Drift.Kind.FILL_MISSING);
            assertThat(drift)
                    .hasToString(
                            "linear:DOGEUSDT (positionIdx 0): the venue says 150, our fills make 120; a fill is missing");
            assertThat(drift.difference()).isEqualByComparingTo("30");
        });
        assertThat(net()).isEqualTo("150 DRIFT");
        assertThat(tracker.doWork(10 * LATER)).isEqualTo(Long.MAX_VALUE);
        assertThat(told.drifts).hasSize(1);
    }

    @Test
    void aFillThatComesAfterTheAlarmExplainsIt() {
        aDifferenceIsAnAlarmOnlyAfterTheGraceAndNamesBothNumbers();

        tracker.onExecution(fill("a", "20", 11), 0);
        assertThat(told.explained).isEmpty();
        tracker.onExecution(fill("missed", "30", 12), 0);

        assertThat(told.explained).isEqualTo(told.drifts);
        assertThat(net()).isEqualTo("150 CONFIRMED");
    }

    @Test
    void aFillFromBeforeTheFirstRowExplainsNothing() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onPosition(doge("150", 12), 0);
        tracker.doWork(LATER);

        tracker.onExecution(fill("old", "50", 9), LATER);

        assertThat(net()).isEqualTo("150 DRIFT");
    }

    @Test
    void whatNoAnswerExplainsStandsByTheVenuesWord() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onPosition(doge("150", 12), 0);
        tracker.doWork(LATER);

        tracker.acceptVenue(11, LATER);
        assertThat(net()).isEqualTo("150 DRIFT");
        tracker.acceptVenue(13, LATER);
        assertThat(net()).isEqualTo("150 CONFIRMED");
    }

    @Test
    void afterAnAlarmTheNextDifferenceIsFoundToo() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onPosition(doge("150", 12), 0);
        tracker.doWork(LATER);
        tracker.onExecution(fill("a", "1", 13), LATER);
        tracker.onPosition(doge("151", 13), LATER);
        tracker.doWork(3 * LATER);
        assertThat(told.drifts).hasSize(1);

        tracker.onPosition(doge("161", 14), 3 * LATER);
        tracker.doWork(5 * LATER);

        assertThat(told.drifts)
                .extracting(drift -> drift.difference().intValue())
                .containsExactly(50, 10);
    }

    @Test
    void aPositionThatStaysBehindItsFillsIsAnAlarm() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onExecution(fill("a", "20", 11), 0);

        tracker.doWork(LATER);

        assertThat(told.drifts).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Drift.Kind.POSITION_BEHIND);
            assertThat(drift.venueSize()).isEqualByComparingTo("100");
            assertThat(drift.ourSize()).isEqualByComparingTo("120");
        });
        assertThat(tracker.onPosition(row(DOGE, "120", 11, 11).asked(5000).row(), LATER))
                .isTrue();
        assertThat(net()).isEqualTo("120 CONFIRMED");
        assertThat(told.explained).hasSize(1);
    }

    @Test
    void askedLongAfterAFillItDoesNotKnowTheVenueIsRight() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.doWork(LATER);

        tracker.onPosition(
                row(DOGE, "100", 10, 10).asked(11 + GRACE.toMillis() + 1).row(), LATER);

        assertThat(net()).isEqualTo("100 CONFIRMED");
        assertThat(tracker.counters().fillsSetAside()).isEqualTo(1);
        assertThat(told.explained).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trade",
                "AdlTrade",
                "BustTrade",
                "Delivery",
                "Settle",
                "BlockTrade",
                "MovePosition",
                "FutureSpread",
                "CorporateAction"
            })
    void everythingThatMovesAPositionIsInTheSum(String type) {
        tracker.onPosition(doge("100", 10), 0);

        tracker.onExecution(fill(DOGE, "a", "-100", 11, type, null), 0);
        tracker.onPosition(doge("0", 11), 0);

        assertThat(net()).isEqualTo("0 CONFIRMED");
    }

    @Test
    void fundingChangesNoPosition() {
        tracker.onPosition(doge("100", 10), 0);

        assertThat(tracker.onExecution(fill(DOGE, "f", "100", 11, "Funding", null), 0))
                .isFalse();

        assertThat(net()).isEqualTo("100 CONFIRMED");
        assertThat(tracker.counters().notPositions()).isEqualTo(1);
    }

    @Test
    void aSessionSettlementIsNoDrift() {
        Symbol perp = new Symbol(Category.LINEAR, "BTCPERP");
        tracker.onPosition(row(perp, "1", 10, 10).session("50000").row(), 0);

        tracker.onPosition(
                row(perp, "1", 10, 20).session("51000").realised("1000").row(), 0);
        tracker.doWork(LATER);

        assertThat(told.drifts).isEmpty();
        assertThat(told.positions).containsExactly("0: 1 + 0 CONFIRMED", "0: 1 + 0 CONFIRMED");
    }

    @Test
    void inHedgeModeAFillIsOfTheLegItOpensOrCloses() {
        tracker.onPosition(row(DOGE, "100", 10, 10).leg(1).row(), 0);
        tracker.onPosition(row(DOGE, "-40", 10, 10).leg(2).row(), 0);

        tracker.onExecution(fill(DOGE, "a", "5", 11, "Trade", "0"), 0);
        tracker.onExecution(fill(DOGE, "b", "7", 12, "Trade", "7"), 0);
        tracker.onExecution(fill(DOGE, "c", "-3", 13, "Trade", "3"), 0);
        tracker.onExecution(fill(DOGE, "d", "-2", 14, "Trade", "0"), 0);

        assertThat(tracker.positions(0))
                .extracting(leg -> leg.positionIdx() + " " + leg.net().toPlainString())
                .containsExactly("1 102", "2 -35");
        assertThat(net()).isEqualTo("67 FILLS_AHEAD");
    }

    @Test
    void aFastFillInHedgeModeWaitsUntilItsLegIsKnownButCountsInTheNet() {
        tracker.onPosition(row(DOGE, "100", 10, 10).leg(1).row(), 0);

        tracker.onFastExecution(fast(fill("a", "5", 11)), 0);
        assertThat(tracker.counters().fillsWithoutLeg()).isEqualTo(1);
        assertThat(net()).isEqualTo("105 FILLS_AHEAD");

        assertThat(tracker.onExecution(fill(DOGE, "a", "5", 11, "Trade", "0"), 0))
                .isFalse();
        assertThat(tracker.counters().fillsWithoutLeg()).isZero();
        assertThat(net()).isEqualTo("105 FILLS_AHEAD");
    }

    @Test
    void theOrderMayTellTheLeg() {
        PositionTracker knowing = new PositionTracker((symbol, order) -> OptionalInt.of(2), GRACE, told);
        knowing.onPosition(row(DOGE, "-40", 10, 10).leg(2).row(), 0);

        knowing.onFastExecution(fast(fill("a", "5", 11)), 0);

        assertThat(told.positions).last().isEqualTo("2: -40 + 5 FILLS_AHEAD");
    }

    @Test
    void aPositionThatIsNoLongerListedIsFlat() {
        tracker.onPosition(doge("100", 10), 0);

        assertThat(tracker.onListing(Category.LINEAR, "USDT", List.of(), 500, 0))
                .isEqualTo(1);
        assertThat(net()).isEqualTo("0 FILLS_AWAITED");

        tracker.onExecution(fill("missed", "-100", 300), 0);
        assertThat(net()).isEqualTo("0 CONFIRMED");
    }

    @Test
    void aListIsOlderThanWhatHappenedAfterItWasAskedFor() {
        tracker.onPosition(doge("100", 600), 0);

        assertThat(tracker.onListing(Category.LINEAR, "USDT", List.of(), 500, 0))
                .isZero();

        assertThat(net()).isEqualTo("100 CONFIRMED");
    }

    @Test
    void afterAListWithoutItASymbolBeginsFlat() {
        tracker.onListing(Category.LINEAR, "USDT", List.of(), 500, 0);

        tracker.onExecution(fill("a", "30", 600), 0);
        assertThat(net()).isEqualTo("30 FILLS_AHEAD");
        tracker.onPosition(doge("30", 600), 0);
        assertThat(net()).isEqualTo("30 CONFIRMED");

        tracker.onPosition(doge("40", 700), 0);
        tracker.doWork(LATER);
        assertThat(told.drifts).hasSize(1);
    }

    @Test
    void spotFillsAreNoPositions() {
        Symbol spot = new Symbol(Category.SPOT, "DOGEUSDT");

        assertThat(tracker.onExecution(fill(spot, "a", "5", 1, "Trade", null), 0))
                .isFalse();

        assertThat(tracker.positions(0)).isEmpty();
    }

    @Test
    void theListenerHearsChangesAndNothingElse() {
        tracker.onPosition(doge("100", 10), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onExecution(fill("a", "20", 11), 0);
        tracker.onPosition(doge("120", 11), 0);
        tracker.doWork(LATER);

        assertThat(told.positions)
                .containsExactly("0: 100 + 0 CONFIRMED", "0: 100 + 20 FILLS_AHEAD", "0: 120 + 0 CONFIRMED");
    }

    @Test
    void stateIsTakenUpAfterARestart() {
        tracker.onListing(Category.LINEAR, "USDC", List.of(), 5, 0);
        aDifferenceIsAnAlarmOnlyAfterTheGraceAndNamesBothNumbers();
        tracker.onExecution(fill("ahead", "3", 13), 0);
        Symbol hedged = new Symbol(Category.LINEAR, "XRPUSDT");
        tracker.onPosition(row(hedged, "-40", 10, 10).leg(2).row(), 0);
        tracker.onPosition(row(hedged, "-50", 11, 11).leg(2).row(), 0);
        tracker.onFastExecution(fast(fill(hedged, "fast", "1", 12, "Trade", null)), 0);
        StateWriter state = new StateWriter();
        tracker.writeTo(state);

        RecordingPositions toldLater = new RecordingPositions();
        PositionTracker later = new PositionTracker(LegOf.NOBODY, GRACE, toldLater);
        StateReader reader = new StateReader(state.toByteArray());
        later.readFrom(reader, 0);
        reader.end();

        assertThat(later.positions(0)).isEqualTo(tracker.positions(0));
        assertThat(later.net(hedged, 0)).isEqualTo(tracker.net(hedged, 0));
        StateWriter again = new StateWriter();
        later.writeTo(again);
        assertThat(again.toByteArray()).isEqualTo(state.toByteArray());
        later.onExecution(fill("missed", "30", 12), 0);
        assertThat(toldLater.explained).hasSize(1);
        later.onExecution(fill(hedged, "x", "-10", 11, "Trade", "0"), 0);
        later.doWork(LATER);
        assertThat(toldLater.drifts).extracting(Drift::kind).containsExactly(Drift.Kind.POSITION_BEHIND);
        assertThatThrownBy(() -> later.readFrom(new StateReader(state.toByteArray()), 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private String net() {
        NetPosition net = tracker.net(DOGE, 0);
        return net.net().toPlainString() + " " + net.standing();
    }
}
