package io.jaybit.orders;

import static io.jaybit.orders.Told.BTC;
import static io.jaybit.orders.Told.at;
import static io.jaybit.orders.Told.buy;
import static io.jaybit.orders.Told.link;
import static io.jaybit.orders.Told.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final OrderRef ORDER = link("algo-1");
    private static final long NANOS = 1_000_000;

    private final RecordingOrders told = new RecordingOrders();
    private final OrderTracker tracker = new OrderTracker(TrackerSettings.DEFAULT, told);
    private final Queue<AccountQuestion> asked = new ArrayDeque<>();
    private final List<String> story = new ArrayList<>();
    private final Resolver resolver = new Resolver(tracker, ResolverPlan.usual(), asked::add);
    private long millis = 1_000;
    private long deadline;

    private void work() {
        deadline = resolver.doWork(millis * NANOS, at(millis));
    }

    /** Sleeps as long as the resolver says, and no longer than that. */
    private void pass(long span) {
        long end = millis + span;
        work();
        while (asked.isEmpty() && deadline <= end * NANOS) {
            millis = Math.max(millis, -Math.floorDiv(-deadline, NANOS));
            work();
        }
        if (asked.isEmpty()) {
            millis = end;
        }
    }

    private void answer(AccountEvent... rows) {
        AccountQuestion question = asked.remove();
        story.add(question.getClass().getSimpleName());
        for (AccountEvent row : rows) {
            if (row instanceof OrderUpdate update) {
                tracker.onOrder(update);
            } else if (row instanceof Execution execution) {
                tracker.onExecution(execution);
            }
        }
        resolver.answered(question, List.of(rows), millis * NANOS, at(millis));
        work();
    }

    private OrderRecord record() {
        return Objects.requireNonNull(tracker.find(ORDER));
    }

    private void unknownCreate() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(millis), Decimal.parse("99.5"));
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(millis));
        work();
    }

    @Test
    void anUnknownOrderIsLookedForAmongTheOpenFirst() {
        unknownCreate();

        assertThat(asked).containsExactly(new AccountQuestion.OrderNow(ORDER));
        answer(order("New", 1_000).asked().update());

        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(asked).isEmpty();
        assertThat(resolver.asking()).isZero();
    }

    @Test
    void itIsNotPlacedOnlyAfterTwoWholeSearchesPastTheGracePeriod() {
        unknownCreate();
        long sent = millis;

        while (!record().state().isClosed()) {
            pass(60_000);
            assertThat(asked).as("something is asked until it is decided").isNotEmpty();
            answer();
        }

        assertThat(record().state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(story.subList(story.size() - 6, story.size()))
                .containsExactly("OrderNow", "OrderBefore", "ExecutionsOf", "OrderNow", "OrderBefore", "ExecutionsOf");
        assertThat(millis - sent).isGreaterThanOrEqualTo(15_000);
        assertThat(told.anomalies).isEmpty();
        assertThat(deadline).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void failuresDecideNothingHoweverMany() {
        unknownCreate();

        for (int i = 0; i < 500; i++) {
            pass(60_000);
            resolver.failed(asked.remove(), "connection reset", millis * NANOS);
        }

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(resolver.lastFailure(ORDER)).isEqualTo("connection reset");
        assertThat(millis).isGreaterThan(1_000_000);
    }

    @Test
    void timeAloneDecidesNothing() {
        unknownCreate();
        millis += 100_000_000;
        work();

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void aFailedQuestionDoesNotCountAsAnEmptyAnswer() {
        unknownCreate();
        for (int i = 0; i < 300; i++) {
            pass(60_000);
            if (asked.peek() instanceof AccountQuestion.OrderBefore) {
                resolver.failed(asked.remove(), "timeout", millis * NANOS);
            } else {
                answer();
            }
        }

        assertThat(record().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void aFurtherAttemptBeginsTheSearchAnew() {
        unknownCreate();
        while (millis < 14_000) {
            pass(1_000);
            if (!asked.isEmpty()) {
                answer();
            }
        }
        tracker.creating("c2", buy("algo-1", "10", "100"), at(millis), null);
        tracker.outcome("c2", new Outcome.Unknown("timeout"), at(millis));
        long sent = millis;

        while (!record().state().isClosed()) {
            pass(60_000);
            answer();
        }

        assertThat(millis - sent).isGreaterThanOrEqualTo(15_000);
    }

    @Test
    void anOrderThatExecutedWithoutAWordIsFoundByItsExecutions() {
        unknownCreate();
        answer();
        answer();
        assertThat(asked.peek()).isInstanceOf(AccountQuestion.ExecutionsOf.class);
        answer(order("", 1_100).asked().fill("e1", "10", "100", 1_050));

        assertThat(record().state()).isEqualTo(OrderState.PLACED);
        assertThat(record().filled()).isEqualByComparingTo("10");

        pass(60_000);
        assertThat(asked.peek()).isInstanceOf(AccountQuestion.OrderNow.class);
        answer(order("Filled", 1_050).filled("10").asked().update());
        assertThat(record().state()).isEqualTo(OrderState.FILLED);
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void anAcknowledgedOrderOfWhichNothingIsHeardIsAskedForWithPatience() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(millis), null);
        tracker.outcome("c1", new Outcome.Accepted(new OrderRef(BTC, "o-1", "algo-1")), at(millis));
        work();
        assertThat(asked).isEmpty();
        assertThat(deadline).isEqualTo(4_000 * NANOS);

        pass(3_000);

        assertThat(asked).containsExactly(new AccountQuestion.OrderNow(new OrderRef(BTC, "o-1", "algo-1")));
        while (!record().state().isClosed()) {
            pass(60_000);
            answer();
        }
        assertThat(record().state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.VANISHED);
    }

    @Test
    void aCommandWithoutAnyOutcomeIsAskedForAfterTheGracePeriod() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(millis), null);
        work();
        assertThat(asked).isEmpty();
        assertThat(deadline).isEqualTo(11_000 * NANOS);

        pass(10_000);

        assertThat(asked).containsExactly(new AccountQuestion.OrderNow(ORDER));
    }

    @Test
    void anUnknownCancelHadNoEffectIfTheOrderStillStandsAfterTheGracePeriod() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.cancelling("x1", ORDER, at(1_000));
        tracker.outcome("x1", new Outcome.Unknown("timeout"), at(1_000));
        work();

        answer(order("New", 1_000).asked().update());
        assertThat(record().cancel()).isEqualTo(CommandState.UNKNOWN);
        while (record().cancel() != CommandState.NONE) {
            pass(60_000);
            answer(order("New", 1_000).asked().update());
        }

        assertThat(millis).isGreaterThanOrEqualTo(11_000);
        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(record().transitions())
                .last()
                .satisfies(last -> assertThat(last.text()).isEqualTo("cancel had no effect"));
        assertThat(told.anomalies).isEmpty();
    }

    @Test
    void anAcceptedCancelWithoutEffectIsReported() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.cancelling("x1", ORDER, at(1_000));
        tracker.outcome("x1", new Outcome.Accepted(ORDER), at(1_000));
        work();

        while (record().cancel() != CommandState.NONE) {
            pass(60_000);
            answer(order("New", 1_000).asked().update());
        }

        assertThat(told.kinds()).containsExactly(Anomaly.Kind.CANCEL_WITHOUT_EFFECT);
    }

    @Test
    void anUnknownAmendIsSettledByWhatTheOrderShows() {
        tracker.onOrder(order("New", 1_000).update());
        tracker.amending("a1", new Amendment(ORDER, null, Decimal.parse("101"), null, null, null), at(1_000));
        tracker.outcome("a1", new Outcome.Unknown("timeout"), at(1_000));
        work();

        answer(order("New", 1_010).price("101").asked().update());

        assertThat(record().amend()).isEqualTo(CommandState.NONE);
        assertThat(record().price()).isEqualTo(Decimal.parse("101"));
    }

    @Test
    void missingFillsAreAskedForAlone() {
        tracker.onOrder(order("Filled", 1_000).filled("10").update());
        work();
        assertThat(asked).isEmpty();

        pass(10_000);

        assertThat(asked).hasSize(1);
        assertThat(asked.peek()).isInstanceOf(AccountQuestion.ExecutionsOf.class);
        answer(order("", millis).asked().fill("e1", "10", "100", 1_000));
        assertThat(tracker.unsettled()).isEmpty();
        assertThat(record().fillsAgree()).isTrue();
    }

    @Test
    void fillsThatStayMissingAreReportedOnceAndNotAskedForForEver() {
        tracker.onOrder(order("Filled", 1_000).filled("10").update());

        for (int i = 0; i < 20; i++) {
            pass(60_000);
            if (!asked.isEmpty()) {
                answer();
            }
        }

        assertThat(told.kinds()).containsExactly(Anomaly.Kind.FILLS_MISSING);
        assertThat(story).hasSize(4);
        assertThat(record().fillsAgree()).isFalse();
        assertThat(record().filled()).isEqualByComparingTo("10");
    }

    @Test
    void moreFillsThanTheOrderKeepsSayingAreCountedAndReportedOnce() {
        tracker.onOrder(order("New", 1_000).qty("5").update());
        tracker.onExecution(order("", 1_100).fill("e1", "4", "100", 1_100));
        tracker.onExecution(order("", 1_100).fill("e2", "4", "100", 1_100));
        assertThat(told.anomalies).as("an amend may be under way").isEmpty();

        for (int i = 0; i < 20; i++) {
            pass(60_000);
            if (!asked.isEmpty()) {
                answer(
                        asked.peek() instanceof AccountQuestion.ExecutionsOf
                                ? order("", 1_100).asked().fill("e1", "4", "100", 1_100)
                                : order("PartiallyFilled", 1_100)
                                        .qty("5")
                                        .filled("4")
                                        .asked()
                                        .update());
            }
        }

        assertThat(told.kinds()).containsExactly(Anomaly.Kind.OVERFILLED);
        assertThat(record().filled()).isEqualByComparingTo("8");
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void feesThatOnlyTheFastStreamLeftOpenAreAskedFor() {
        tracker.onOrder(order("Filled", 1_000).filled("10").update());
        tracker.onFastExecution(order("", 1_000).fast("e1", "10", "100", 1_000, false));

        pass(10_000);

        assertThat(asked.peek()).isInstanceOf(AccountQuestion.ExecutionsOf.class);
        answer(order("", millis).asked().fill("e1", "10", "100", 1_000));
        assertThat(record().fills().withoutFee()).isZero();
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void anOrderMissingAmongTheOpenOnesIsClosedByItsOwnAnswer() {
        tracker.onOrder(order("New", 1_000).update());
        millis = 5_000;
        tracker.missingFrom(new AccountQuestion.OpenOrders(Category.LINEAR, "USDT"), at(5_000), Set.of());
        work();
        assertThat(record().state()).isEqualTo(OrderState.NEW);

        answer();
        answer(order("Cancelled", 2_000).asked().update());

        assertThat(story).containsExactly("OrderNow", "OrderBefore");
        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void anOrderThatIsListedNowhereAnyMoreIsGoneAndReported() {
        tracker.onOrder(order("New", 1_000).update());
        millis = 50_000;
        tracker.missingFrom(new AccountQuestion.OpenOrders(Category.LINEAR, "USDT"), at(millis), Set.of());

        while (!record().state().isClosed()) {
            pass(60_000);
            answer();
        }

        assertThat(record().state()).isEqualTo(OrderState.GONE);
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.VANISHED);
        tracker.onOrder(order("New", 1_000).asked().update());
        assertThat(record().state()).isEqualTo(OrderState.NEW);
    }

    @Test
    void anOrderTheVenueDidNotKnowMayTurnUpNevertheless() {
        unknownCreate();
        while (!record().state().isClosed()) {
            pass(60_000);
            answer();
        }

        tracker.onOrder(order("New", millis).update());

        assertThat(record().state()).isEqualTo(OrderState.NEW);
        assertThat(told.kinds()).containsExactly(Anomaly.Kind.NOT_PLACED_BUT_ALIVE);
    }

    @Test
    void aContradictionIsDecidedByTheAnswer() {
        tracker.onOrder(order("Cancelled", 1_000).update());
        tracker.onOrder(order("New", 1_200).update());
        millis = 1_200;
        work();

        answer(order("Cancelled", 1_000).asked().received(1_300).update());

        assertThat(record().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(tracker.unsettled()).isEmpty();
    }

    @Test
    void onlySoManyQuestionsAreOutAtOnce() {
        for (int i = 0; i < 10; i++) {
            tracker.creating("c" + i, buy("algo-" + i, "1", "100"), at(millis), null);
            tracker.outcome("c" + i, new Outcome.Unknown("timeout"), at(millis));
        }
        work();

        assertThat(asked).hasSize(ResolverPlan.usual().atOnce());
        answer(order("New", 1_000).ids("o-0", "algo-0").asked().update());
        assertThat(asked).hasSize(ResolverPlan.usual().atOnce());
    }

    @Test
    void anAnswerForARecordThatWasMergedMeanwhileIsHarmless() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(millis), null);
        tracker.onFastExecution(order("", 1_000).fast("e1", "4", "100", 1_000, true));
        pass(4_000);
        assertThat(asked).containsExactly(new AccountQuestion.OrderNow(OrderRef.byOrderId(BTC, "o-1")));

        answer(order("PartiallyFilled", 1_000).filled("4").asked().update());

        assertThat(tracker.all()).hasSize(1);
        assertThat(record().state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        OrderRef both = new OrderRef(BTC, "o-1", "algo-1");
        assertThat(asked).containsExactly(new AccountQuestion.ExecutionsOf(both));
    }
}
