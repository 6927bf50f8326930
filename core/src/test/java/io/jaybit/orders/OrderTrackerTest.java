package io.jaybit.orders;

import static io.jaybit.orders.Told.BTC;
import static io.jaybit.orders.Told.at;
import static io.jaybit.orders.Told.buy;
import static io.jaybit.orders.Told.link;
import static io.jaybit.orders.Told.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.ExecType;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTrackerTest {
    private static final OrderRef ORDER = link("algo-1");
    private static final Outcome ACCEPTED = new Outcome.Accepted(new OrderRef(BTC, "o-1", "algo-1"));

    private final RecordingOrders told = new RecordingOrders();
    private final OrderTracker tracker = new OrderTracker(TrackerSettings.DEFAULT, told);

    private OrderRecord record() {
        return record(ORDER);
    }

    private OrderRecord record(OrderRef ref) {
        return Objects.requireNonNull(tracker.find(ref), () -> "no " + ref);
    }

    private void create() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(900), Decimal.parse("99.5"));
    }

    private static Amendment amend(@Nullable String qty, @Nullable String price) {
        return new Amendment(
                ORDER,
                qty == null ? null : Decimal.parse(qty),
                price == null ? null : Decimal.parse(price),
                null,
                null,
                null);
    }

    private static BigDecimal big(String text) {
        return new BigDecimal(text);
    }

    @Test
    void anOrderGoesFromSentToFilledAndTellsEachStep() {
        create();
        tracker.outcome("c1", ACCEPTED, at(950));
        tracker.onOrder(order("New", 1_000).update());
        tracker.onOrder(order("PartiallyFilled", 1_100).filled("4").update());
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100));
        tracker.onExecution(order("", 1_200).fill("e2", "6", "99", 1_200));
        tracker.onOrder(order("Filled", 1_200).filled("10").update());

        assertThat(told.changes)
                .extracting(change -> change.transition().teller().text() + ": "
                        + change.transition().text())
                .containsExactly(
                        "we: create sent: Buy 10 at 100",
                        "ack: in flight → acknowledged: create accepted",
                        "order stream: acknowledged → New: Buy 10 at 100",
                        "order stream: New → PartiallyFilled: filled 4 of 10",
                        "execution stream: filled 4 at 100, 4 by 1 fill",
                        "execution stream: filled 6 at 99, 10 by 2 fills",
                        "order stream: PartiallyFilled → Filled: filled 10 of 10");
        OrderRecord record = record();
        assertThat(record.external()).isFalse();
        assertThat(record.filled()).isEqualByComparingTo("10");
        assertThat(record.remaining()).isEqualByComparingTo("0");
        assertThat(record.fillsAgree()).isTrue();
        assertThat(record.averagePrice()).isEqualTo(new Quotient(big("994"), big("10")));
        assertThat(record.fees()).containsExactly(Map.entry("USDT", big("0.2")));
        assertThat(tracker.unsettled()).isEmpty();
        assertThat(told.anomalies).isEmpty();
    }

    @Test
    void slippageIsExactAndPositiveWhereItCosts() {
        create();
        tracker.onOrder(order("Filled", 1_000).filled("10").update());
        tracker.onExecution(order("", 1_000).fill("e1", "10", "100", 1_000));

        Slippage slippage = Objects.requireNonNull(record().slippage());

        assertThat(slippage.price()).isEqualTo(new Quotient(big("0.5"), BigDecimal.ONE));
        assertThat(slippage.basisPoints()).isEqualTo(new Quotient(big("5000"), big("99.5")));
    }

    @Test
    void ofInverseContractsTheAverageIsTheHarmonicOne() {
        Symbol symbol = new Symbol(Category.INVERSE, "BTCUSD");
        Told order = order("New", 1_000).symbol(symbol).qty("300");
        tracker.onOrder(order.update());
        tracker.onExecution(order.fill("e1", "100", "30000", 1_000));
        tracker.onExecution(order.fill("e2", "200", "70000", 1_001));

        Quotient average = record(OrderRef.byOrderId(symbol, "o-1")).averagePrice();

        // 300 / (100/30000 + 200/70000) = 300 / (1300/210000)
        assertThat(average).isEqualTo(new Quotient(big("630000"), big("13")));
    }

    @Test
    void timeInEachStateIsKept() {
        create();
        tracker.outcome("c1", ACCEPTED, at(950));
        tracker.onOrder(order("New", 1_000).update());
        tracker.onOrder(order("Cancelled", 1_300)
                .because("CancelByUser", "EC_PerCancelRequest")
                .update());

        assertThat(record().timeInStates(at(2_000).epochNanos()))
                .containsOnly(
                        Map.entry(OrderState.IN_FLIGHT, Duration.ofMillis(50)),
                        Map.entry(OrderState.ACKNOWLEDGED, Duration.ofMillis(50)),
                        Map.entry(OrderState.NEW, Duration.ofMillis(300)),
                        Map.entry(OrderState.CANCELLED, Duration.ofMillis(700)));
    }

    @Test
    void aFillIsCountedOnceHoweverOftenAndByWhateverWayItComes() {
        tracker.onOrder(order("New", 1_000).update());

        assertThat(tracker.onFastExecution(order("", 1_100).fast("e1", "4", "100", 1_100, true)))
                .isEqualTo(Effect.FILL_LEARNED);
        assertThat(tracker.onExecution(order("", 1_110).fill("e1", "4", "100", 1_100)))
                .isEqualTo(Effect.FILL_COMPLETED);
        assertThat(tracker.onFastExecution(order("", 1_120).fast("e1", "4", "100", 1_100, true)))
                .isEqualTo(Effect.NONE);
        assertThat(tracker.onExecution(order("", 1_130).asked().fill("e1", "4", "100", 1_100)))
                .isEqualTo(Effect.NONE);

        assertThat(record().fills().qty()).isEqualByComparingTo("4");
        assertThat(record().fees()).containsExactly(Map.entry("USDT", big("0.1")));
        assertThat(told.fills).hasSize(1);
    }

    @Test
    void aLateFillOfAClosedOrderCounts() {
        tracker.onOrder(order("Cancelled", 1_300).filled("4").value("400").update());
        assertThat(record().fillsAgree()).isFalse();
        assertThat(record().filled()).isEqualByComparingTo("4");
        assertThat(record().averagePrice()).isEqualTo(new Quotient(big("100"), BigDecimal.ONE));

        tracker.onExecution(order("", 9_000).fill("e1", "4", "100", 1_200));

        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(record().fillsAgree()).isTrue();
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void fillsAheadOfTheOrdersOwnWordCountAtOnce() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.onExecution(order("", 1_100).fill("e1", "10", "100", 1_100));

        assertThat(record().filledAsTold()).isEqualByComparingTo("0");
        assertThat(record().filled()).isEqualByComparingTo("10");
        assertThat(record().remaining()).isEqualByComparingTo("0");
        assertThat(tracker.unsettled()).hasSize(1);
    }

    @Test
    void anUpdateBeforeTheAckIsNotUndoneByIt() {
        create();
        tracker.onOrder(order("New", 1_000).update());
        tracker.outcome("c1", ACCEPTED, at(1_100));

        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(record().create()).isEqualTo(CommandState.NONE);
    }

    @Test
    void aFillBeforeEverythingElseProvesTheOrder() {
        create();
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100));

        assertThat(record().state()).isEqualTo(OrderState.PLACED);
        assertThat(record().remaining()).isEqualByComparingTo("6");
        assertThat(record().ref().orderId()).isEqualTo("o-1");
    }

    @Test
    void olderNewsChangeNothing() {
        tracker.onOrder(order("Filled", 1_200).filled("10").update());

        assertThat(tracker.onOrder(order("New", 1_000).update())).isEqualTo(Effect.NONE);
        assertThat(tracker.onOrder(order("PartiallyFilled", 1_200).filled("4").update()))
                .isEqualTo(Effect.NONE);

        assertThat(record().state()).isEqualTo(OrderState.FILLED);
        assertThat(tracker.counters().stale()).isEqualTo(2);
        assertThat(told.anomalies).isEmpty();
    }

    @Test
    void anEndIsTakenEvenIfTheVenuesClockWentBack() {
        tracker.onOrder(order("New", 1_000).update());

        tracker.onOrder(order("Cancelled", 990).update());

        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    void aCancelThatLostItsRaceSendsASecondFilled() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.cancelling("x1", ORDER, at(1_050));
        tracker.outcome("x1", ACCEPTED, at(1_060));
        assertThat(record().cancel()).isEqualTo(CommandState.ACCEPTED);

        tracker.onOrder(order("Filled", 1_100).filled("10").update());
        tracker.onOrder(order("Filled", 1_110)
                .filled("10")
                .because("CancelByUser", "EC_OrigClOrdIDDoesNotExist")
                .update());
        tracker.onOrder(order("Filled", 1_100).filled("10").update());

        assertThat(record().state()).isEqualTo(OrderState.FILLED);
        assertThat(record().cancel()).isEqualTo(CommandState.NONE);
        assertThat(record().transitions())
                .last()
                .satisfies(last -> assertThat(last.text()).startsWith("the cancel came too late"));
        assertThat(told.anomalies).isEmpty();
    }

    @Test
    void theLateFilledMayComeFirst() {
        tracker.onOrder(order("Filled", 1_100)
                .filled("10")
                .because("CancelByUser", "EC_OrigClOrdIDDoesNotExist")
                .update());

        assertThat(tracker.onOrder(order("Filled", 1_100).filled("10").update()))
                .isEqualTo(Effect.NONE);
        assertThat(told.anomalies).isEmpty();
    }

    @Test
    void aConditionalOrderWaitsIsTriggeredAndRests() {
        tracker.onOrder(order("Untriggered", 1_000).trigger("110").update());
        tracker.onOrder(order("Triggered", 2_000).trigger("110").update());
        tracker.onOrder(order("New", 2_000).trigger("110").update());

        assertThat(record().transitions())
                .extracting(Transition::to)
                .containsExactly(OrderState.UNTRIGGERED, OrderState.TRIGGERED, OrderState.NEW);

        tracker.onOrder(order("Untriggered", 1_000).trigger("110").update());
        assertThat(record().state()).isEqualTo(OrderState.NEW);
    }

    @Test
    void aConditionalOrderMayEndBeforeItsTrigger() {
        tracker.onOrder(order("Untriggered", 1_000).trigger("110").update());
        tracker.onOrder(order("Deactivated", 2_000)
                .trigger("110")
                .because("CancelByTpSlTsClear", "EC_NoError")
                .update());

        assertThat(record().state()).isEqualTo(OrderState.DEACTIVATED);
        assertThat(record().transitions())
                .last()
                .satisfies(last -> assertThat(last.text()).isEqualTo("Untriggered → Deactivated: CancelByTpSlTsClear"));
    }

    @Test
    void everyStatusOfTheVenueHasItsState() {
        for (String status : List.of(
                "Created",
                "New",
                "PartiallyFilled",
                "Untriggered",
                "Triggered",
                "Active",
                "Filled",
                "Cancelled",
                "PartiallyFilledCanceled",
                "Rejected",
                "Deactivated")) {
            tracker.onOrder(order(status, 1_000).ids("o-" + status, "").update());
            OrderRecord record = record(OrderRef.byOrderId(BTC, "o-" + status));
            assertThat(record.state().text()).isEqualTo(status);
            assertThat(record.external()).isTrue();
        }
        tracker.onOrder(order("Sleeping", 1_000).ids("o-new", "").update());
        assertThat(record(OrderRef.byOrderId(BTC, "o-new")).state()).isEqualTo(OrderState.UNRECOGNISED);
        assertThat(tracker.counters().unrecognised()).isEqualTo(1);
    }

    @Test
    void aPartOfASpotOrderIsFilledAndTheRestCancelled() {
        tracker.onOrder(order("PartiallyFilledCanceled", 1_200).filled("4").update());
        tracker.onExecution(order("", 1_200).fill("e1", "4", "100", 1_100));

        assertThat(record().state().isClosed()).isTrue();
        assertThat(record().remaining()).isEqualByComparingTo("0");
        assertThat(record().unfilled()).isEqualByComparingTo("6");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeIsCancelledAndSaysWhy() {
        create();
        tracker.outcome("c1", ACCEPTED, at(950));
        tracker.onOrder(order("Cancelled", 1_000)
                .because("UNKNOWN", "EC_PostOnlyWillTakeLiquidity")
                .update());

        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(record().transitions())
                .last()
                .satisfies(last -> assertThat(last.text()).endsWith("EC_PostOnlyWillTakeLiquidity"));
    }

    @Test
    void anAmendIsOpenUntilTheOrderShowsIt() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", amend("12", "101"), at(1_050));
        assertThat(record().amend()).isEqualTo(CommandState.SENT);
        tracker.outcome("a1", ACCEPTED, at(1_060));
        assertThat(record().amend()).isEqualTo(CommandState.ACCEPTED);

        tracker.onOrder(order("New", 1_070).qty("12").price("101").update());

        assertThat(record().amend()).isEqualTo(CommandState.NONE);
        assertThat(record().transitions())
                .last()
                .satisfies(last ->
                        assertThat(last.text()).isEqualTo("qty 10 → 12, price 100 → 101; amend qty 12 price 101 done"));
    }

    @Test
    void anAmendThatAnotherMayStillUndoStaysOpen() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", amend("26", "104"), at(1_050));
        tracker.amending("a2", amend(null, "103"), at(1_060));

        tracker.onOrder(order("New", 1_070).price("103").update());

        assertThat(record().amend()).isEqualTo(CommandState.SENT);
        assertThat(tracker.atRisk())
                .singleElement()
                .satisfies(risk -> assertThat(risk.buyQty()).isEqualByComparingTo("26"));
    }

    @Test
    void anAmendThatWasTakenBeforeTheNextWasSentIsDoneWithIt() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", amend(null, "104"), at(1_050));
        tracker.outcome("a1", ACCEPTED, at(1_055));
        tracker.amending("a2", amend(null, "103"), at(1_060));

        tracker.onOrder(order("New", 1_070).price("103").update());

        assertThat(record().amend()).isEqualTo(CommandState.NONE);
    }

    @Test
    void anAmendThatChangesNothingIsNotDoneByThePictureBeforeIt() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", amend("10", null), at(1_050));

        tracker.onOrder(order("New", 1_010).price("99").update());
        assertThat(record().amend()).isEqualTo(CommandState.SENT);

        tracker.onOrder(order("New", 1_060).price("98").update());
        assertThat(record().amend()).isEqualTo(CommandState.NONE);
    }

    @Test
    void aRefusedAmendLeavesTheOrderAsItWas() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", amend(null, "101"), at(1_050));
        tracker.outcome("a1", new Outcome.Rejected(110_003, "price out of range"), at(1_060));

        assertThat(record().amend()).isEqualTo(CommandState.NONE);
        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(record().refusal()).isEqualTo(new Outcome.Rejected(110_003, "price out of range"));
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void aRefusedCreateNeverWasAnOrder() {
        create();
        tracker.outcome("c1", new Outcome.Rejected(110_007, "balance"), at(950));

        assertThat(record().state()).isEqualTo(OrderState.REFUSED);
        assertThat(tracker.atRisk()).isEmpty();
    }

    @Test
    void noAnswerIsNoRefusal() {
        create();
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(6_000));

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(record().state().isClosed()).isFalse();
    }

    @Test
    void aServerErrorIsNoRefusalWhateverItIsCalled() {
        create();
        tracker.outcome("c1", new Outcome.Rejected(10_016, "server error"), at(950));

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void aDuplicateIdMeansThatTheOrderMayExist() {
        create();
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(6_000));
        tracker.creating("c2", buy("algo-1", "10", "100"), at(6_100), null);
        tracker.outcome("c2", new Outcome.Rejected(110_072, "OrderLinkedID is duplicate"), at(6_200));

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(tracker.all()).hasSize(1);
    }

    @Test
    void aDuplicateIdIsNoRefusalEvenIfWeKnowOfNoEarlierCommand() {
        create();
        tracker.outcome("c1", new Outcome.Rejected(110_072, "OrderLinkedID is duplicate"), at(950));

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void anOutcomeThatComesLateStillCounts() {
        create();
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(6_000));
        tracker.outcome("c1", ACCEPTED, at(7_000));
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(7_100));

        assertThat(record().state()).isEqualTo(OrderState.ACKNOWLEDGED);
        assertThat(tracker.counters().strayOutcomes()).isEqualTo(1);
    }

    @Test
    void anOutcomeMayComeBeforeItsCommand() {
        tracker.outcome("c1", ACCEPTED, at(950));
        create();

        assertThat(record().state()).isEqualTo(OrderState.ACKNOWLEDGED);
        assertThat(record().ref().orderId()).isEqualTo("o-1");
    }

    @Test
    void theSameCommandToldTwiceIsOne() {
        create();
        create();

        assertThat(told.changes).hasSize(1);
    }

    @Test
    void aCommandToldAfterItsOrderMakesItOurs() {
        tracker.onOrder(order("Filled", 1_000).filled("10").update());
        assertThat(record().external()).isTrue();
        assertThat(tracker.counters().external()).isEqualTo(1);

        create();

        assertThat(tracker.all()).hasSize(1);
        assertThat(record().external()).isFalse();
        assertThat(record().state()).isEqualTo(OrderState.FILLED);
        assertThat(tracker.counters().external()).isZero();
    }

    @Test
    void aCancelOfAnOrderThatIsGoneIsAskedFor() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.cancelling("x1", ORDER, at(1_050));
        tracker.outcome("x1", new Outcome.Rejected(110_001, "order not exists or too late to cancel"), at(1_060));

        assertThat(record().cancel()).isEqualTo(CommandState.NONE);
        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(tracker.unsettled()).hasSize(1);
    }

    @Test
    void twoRecordsThatTurnOutToBeOneAreMerged() {
        create();
        tracker.onFastExecution(order("", 1_000).fast("e1", "4", "100", 1_000, true));
        assertThat(tracker.all()).hasSize(2);

        tracker.onOrder(order("PartiallyFilled", 1_000).filled("4").update());

        assertThat(tracker.all()).hasSize(1);
        assertThat(told.merges).containsExactly("linear:BTCUSDT o-1 into linear:BTCUSDT algo-1");
        assertThat(record().fills().qty()).isEqualByComparingTo("4");
        assertThat(record().external()).isFalse();
        assertThat(record(OrderRef.byOrderId(BTC, "o-1")).number()).isEqualTo(record().number());
        tracker.onExecution(order("", 1_000).fill("e1", "4", "100", 1_000));
        assertThat(record().fills().count()).isEqualTo(1);
    }

    @Test
    void theAckMergesAsWell() {
        create();
        tracker.onFastExecution(order("", 1_000).fast("e1", "10", "100", 1_000, true));
        tracker.outcome("c1", ACCEPTED, at(1_010));

        assertThat(tracker.all()).hasSize(1);
        assertThat(record().state()).isEqualTo(OrderState.PLACED);
        assertThat(record().remaining()).isEqualByComparingTo("0");
    }

    @Test
    void aStreamsWordAgainstAnEndIsNotTakenBeforeAQueryConfirmsIt() {
        tracker.onOrder(order("Cancelled", 1_100).update());
        tracker.onOrder(order("PartiallyFilled", 1_200).filled("4").update());

        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.CHANGED_AFTER_END);
        assertThat(tracker.unsettled()).hasSize(1);

        tracker.onOrder(order("PartiallyFilled", 1_200).filled("4").asked().update());
        assertThat(record().state()).isEqualTo(OrderState.PARTIALLY_FILLED);
    }

    @Test
    void lessFilledThanBeforeIsNotTaken() {
        tracker.onOrder(order("PartiallyFilled", 1_100).filled("4").update());
        tracker.onOrder(order("PartiallyFilled", 1_200).filled("3").update());

        assertThat(record().filled()).isEqualByComparingTo("4");
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.WENT_BACK);
    }

    @Test
    void anOrderWhoseCreateWasRefusedMayTurnUpNevertheless() {
        create();
        tracker.outcome("c1", new Outcome.Rejected(110_007, "balance"), at(950));
        tracker.onOrder(order("New", 1_000).update());

        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.REFUSED_BUT_ALIVE);
    }

    @Test
    void aFillWithOtherFiguresTakesThePlaceOfTheFirst() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100));
        tracker.onExecution(order("", 1_100).fill("e1", "5", "100", 1_100));

        assertThat(record().fills().qty()).isEqualByComparingTo("5");
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.FILL_CHANGED);
    }

    @Test
    void aFillBelongsToOneOrderUnlessItIsATradeWithOurselves() {
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100));
        tracker.onExecution(order("", 1_100).ids("o-2", "algo-2").fill("e1", "4", "100", 1_100));
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.FILL_OF_TWO_ORDERS);

        tracker.onExecution(
                order("", 1_100).ids("o-3", "algo-3").side(OrderSide.SELL).fill("e1", "4", "100", 1_100));

        assertThat(tracker.fills(link("algo-1"))).hasSize(1);
        assertThat(tracker.fills(link("algo-2"))).isEmpty();
        assertThat(tracker.fills(link("algo-3"))).hasSize(1);
    }

    @Test
    void anIdOfOursThatIsUsedAgainMakesASecondOrder() {
        tracker.onOrder(order("Filled", 1_000).filled("10").update());
        tracker.onOrder(order("New", 90_000).ids("o-2", "algo-1").update());

        assertThat(tracker.all()).hasSize(2);
        assertThat(record().ref().orderId()).isEqualTo("o-2");
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.LINK_ID_REUSED);
    }

    @Test
    void fundingIsNoFill() {
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100, ExecType.FUNDING, "0.1"));

        assertThat(tracker.all()).isEmpty();
        assertThat(tracker.counters().notOfOrders()).isEqualTo(1);
    }

    @Test
    void aLiquidationIsAnOrderOfTheVenue() {
        tracker.onExecution(order("", 1_100).ids("liq", "").fill("e1", "4", "100", 1_100, ExecType.BUST_TRADE, "0"));

        assertThat(record(OrderRef.byOrderId(BTC, "liq")).external()).isTrue();
    }

    @Test
    void whatCouldStandAtTheVenueIsCountedWhileItIsUnknown() {
        create();
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(6_000));
        tracker.onOrder(order("New", 1_000).ids("o-2", "algo-2").qty("5").update());
        tracker.amending(
                "a1",
                new Amendment(link("algo-2"), Decimal.parse("8"), Decimal.parse("90"), null, null, null),
                at(2_000));
        tracker.onOrder(order("New", 1_000)
                .ids("o-3", "algo-3")
                .side(OrderSide.SELL)
                .qty("3")
                .update());
        tracker.cancelling("x1", link("algo-3"), at(2_000));
        tracker.onOrder(order("New", 1_000).ids("o-4", "algo-4").qty("77").update());

        assertThat(tracker.atRisk()).singleElement().satisfies(risk -> {
            assertThat(risk.symbol()).isEqualTo(BTC);
            assertThat(risk.currency()).isEqualTo("USDT");
            assertThat(risk.orders()).isEqualTo(3);
            assertThat(risk.buyQty()).isEqualByComparingTo("18");
            assertThat(risk.buyValue()).isEqualByComparingTo("1800");
            assertThat(risk.sellQty()).isEqualByComparingTo("3");
            assertThat(risk.sellValue()).isEqualByComparingTo("300");
        });
    }

    @Test
    void ofAMarketBuyOnSpotTheQuantityIsMoney() {
        Symbol spot = new Symbol(Category.SPOT, "BTCUSDT");
        tracker.creating(
                "c1",
                NewOrder.market(spot, OrderSide.BUY, Decimal.parse("500"))
                        .linkId("s-1")
                        .build(),
                at(900),
                null);

        assertThat(record(OrderRef.byLinkId(spot, "s-1")).remaining()).isNull();
        assertThat(tracker.atRisk()).singleElement().satisfies(risk -> {
            assertThat(risk.buyQty()).isEqualByComparingTo("0");
            assertThat(risk.buyValue()).isEqualByComparingTo("500");
        });
    }

    @Test
    void groupsAddUpTheOrdersOfAnAlgorithm() {
        tracker.onOrder(order("New", 1_000).ids("o-1", "algo-1").qty("10").update());
        tracker.onExecution(order("", 1_100).ids("o-1", "algo-1").fill("e1", "4", "100", 1_100));
        Told sell = order("Filled", 1_000)
                .ids("o-2", "algo-2")
                .side(OrderSide.SELL)
                .qty("2")
                .filled("2");
        tracker.onOrder(sell.update());
        tracker.onExecution(sell.fill("e2", "2", "110", 1_100));
        tracker.onOrder(order("New", 1_000).ids("o-3", "other-1").update());

        assertThat(tracker.groups()).containsExactly("algo", "other");
        assertThat(tracker.group("algo")).singleElement().satisfies(group -> {
            assertThat(group.orders()).isEqualTo(2);
            assertThat(group.open()).isEqualTo(1);
            assertThat(group.openQty()).isEqualByComparingTo("6");
            assertThat(group.bought().averagePrice()).isEqualTo(new Quotient(big("100"), BigDecimal.ONE));
            assertThat(group.sold().qty()).isEqualByComparingTo("2");
            assertThat(group.fees()).containsExactly(Map.entry("USDT", big("0.2")));
            assertThat(group.progress()).isEqualTo(new Quotient(big("6"), big("12")));
        });
    }

    @Test
    void aGroupKeepsTheFillsOfOrdersThatWereLetGo() {
        TrackerSettings none = new TrackerSettings(
                0, Duration.ZERO, 100, 64, Duration.ofSeconds(10), TrackerSettings.DEFAULT.groupOf());
        OrderTracker forgetful = new OrderTracker(none, told);
        forgetful.onOrder(order("Filled", 1_000).filled("10").update());
        forgetful.onExecution(order("", 1_000).fill("e1", "10", "100", 1_000));

        forgetful.tidy(at(5_000));

        assertThat(forgetful.all()).isEmpty();
        assertThat(forgetful.group("algo")).singleElement().satisfies(group -> {
            assertThat(group.orders()).isZero();
            assertThat(group.bought().qty()).isEqualByComparingTo("10");
        });
        assertThat(forgetful.onExecution(order("", 6_000).fill("e1", "10", "100", 1_000)))
                .isEqualTo(Effect.NONE);
        assertThat(forgetful.onOrder(order("Filled", 1_000).filled("10").update()))
                .isEqualTo(Effect.NONE);
        assertThat(forgetful.all()).isEmpty();
    }

    @Test
    void whatAListOfOpenOrdersDoesNotHoldIsAskedForAndNotClosed() {
        tracker.onOrder(order("New", 1_000).ids("o-1", "algo-1").update());
        tracker.onOrder(order("New", 1_000).ids("o-2", "algo-2").update());
        tracker.onOrder(order("New", 5_000).ids("o-3", "algo-3").update());
        tracker.onOrder(order("New", 1_000)
                .ids("o-4", "algo-4")
                .symbol(new Symbol(Category.LINEAR, "BTCPERP"))
                .update());

        List<OrderRef> missing =
                tracker.missingFrom(new AccountQuestion.OpenOrders(Category.LINEAR, "USDT"), at(5_000), Set.of("o-2"));

        assertThat(missing).containsExactly(new OrderRef(BTC, "o-1", "algo-1"));
        assertThat(record(link("algo-1")).state()).isEqualTo(OrderState.NEW);
        assertThat(tracker.unsettled())
                .extracting(OrderRecord::ref)
                .containsExactly(new OrderRef(BTC, "o-1", "algo-1"));
        assertThat(tracker.atRisk()).hasSize(1);
    }

    @Test
    void theMiddleOfALongHistoryIsLeftOut() {
        TrackerSettings few = new TrackerSettings(
                10, Duration.ofDays(1), 10, 4, Duration.ofSeconds(10), TrackerSettings.DEFAULT.groupOf());
        OrderTracker short4 = new OrderTracker(few, told);
        for (int i = 0; i < 10; i++) {
            short4.onOrder(order("New", 1_000 + i).price("" + (100 + i)).update());
        }

        OrderRecord record = Objects.requireNonNull(short4.find(ORDER));
        assertThat(record.transitionsLeftOut()).isEqualTo(6);
        assertThat(record.transitions())
                .extracting(Transition::text)
                .containsExactly("Buy 10 at 100", "price 100 → 101", "price 107 → 108", "price 108 → 109");
    }

    @Test
    void anOrderWithoutAnIdOfOursCannotBeSent() {
        assertThatThrownBy(() -> tracker.creating("c1", buy("", "1", "1"), at(1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orderLinkId");
        assertThat(buy("a", "1", "1").type()).isEqualTo(OrderType.LIMIT);
    }
}
