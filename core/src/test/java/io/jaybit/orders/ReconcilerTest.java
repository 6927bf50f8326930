package io.jaybit.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.market.Category;
import io.jaybit.orders.Reconciliation.Cause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final long START_MILLIS = 1_784_900_000_000L;
    private static final ReconciliationPlan PLAN = ReconciliationPlan.of(Set.of(Category.LINEAR));
    /** Open orders and positions by two settle coins, closed orders, fills, wallet. */
    private static final int QUESTIONS = 7;

    private final Queue<AccountQuestion> asked = new ArrayDeque<>();
    private final List<String> news = new ArrayList<>();
    private final List<Reconciliation> reports = new ArrayList<>();
    private Reconciler reconciler = reconciler(OptionalLong.empty());
    private long nanos = 1_000;

    private Reconciler reconciler(OptionalLong knownUntil) {
        return new Reconciler(PLAN, knownUntil, new Reconciler.Port() {
            @Override
            public void ask(AccountQuestion question) {
                asked.add(question);
            }

            @Override
            public void onStatus(AccountStatus status, String reason, long epochNanos) {
                news.add(status + ": " + reason);
            }

            @Override
            public void onReconciled(Reconciliation report) {
                reports.add(report);
            }
        });
    }

    private long millis() {
        return START_MILLIS + nanos / 1_000_000;
    }

    private long work() {
        return reconciler.doWork(nanos, millis(), millis() * 1_000_000);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        work();
    }

    private void answer() {
        reconciler.answered(asked.remove(), nanos, millis() * 1_000_000);
        work();
    }

    private int answerAll() {
        int count = 0;
        while (!asked.isEmpty()) {
            answer();
            count++;
        }
        return count;
    }

    private void live() {
        reconciler.streamsLive(millis() * 1_000_000);
        work();
    }

    @Test
    void nothingIsAskedBeforeTheStreamsLive() {
        pass(Duration.ofMinutes(10));

        assertThat(asked).isEmpty();
        assertThat(reconciler.status()).isEqualTo(AccountStatus.UNSYNCHRONISED);
    }

    @Test
    void theAccountIsInSyncWhenEverythingWasAnsweredOnce() {
        live();
        assertThat(asked).hasSize(PLAN.atOnce());

        assertThat(answerAll()).isEqualTo(QUESTIONS);

        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.causes()).containsExactly(Cause.START);
            assertThat(report.foundNothing()).isTrue();
        });
    }

    @Test
    void theFirstRoundGoesAsFarBackAsThePlanSays() {
        live();
        answer();

        long from = millis() - PLAN.lookBack().toMillis() - PLAN.overlap().toMillis();
        assertThat(asked).contains(new AccountQuestion.ClosedOrders(Category.LINEAR, from));
    }

    @Test
    void afterARestartOnlyWhatCameSinceIsAsked() {
        long known = START_MILLIS - 5_000;
        reconciler = reconciler(OptionalLong.of(known));
        live();
        answer();

        long from = known - PLAN.overlap().toMillis();
        assertThat(asked).contains(new AccountQuestion.ClosedOrders(Category.LINEAR, from));
    }

    @Test
    void aLostStreamMakesTheRoundCountForNothingAndAnotherFollows() {
        live();
        answer();
        reconciler.streamsLost("reset by peer", 0);
        assertThat(answerAll()).isEqualTo(PLAN.atOnce());
        assertThat(reconciler.status()).isEqualTo(AccountStatus.UNSYNCHRONISED);
        assertThat(reconciler.knownUntilMillis()).isEmpty();

        live();
        assertThat(answerAll()).isEqualTo(QUESTIONS);

        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
        assertThat(reports).hasSize(2);
        assertThat(reports.get(1).causes()).containsExactlyInAnyOrder(Cause.START, Cause.RECONNECTED);
    }

    @Test
    void aNewRoundWaitsForTheAnswersOfTheOvertakenOne() {
        live();
        List<AccountQuestion> old = List.copyOf(asked);
        reconciler.streamsLost("reset by peer", 0);
        live();

        assertThat(asked).containsExactlyElementsOf(old);
        assertThat(answerAll()).isEqualTo(PLAN.atOnce() + QUESTIONS);
        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
    }

    @Test
    void aLossWhileOnlyRetriesWaitDoesNotStopTheNextRound() {
        live();
        while (!asked.isEmpty()) {
            reconciler.failed(asked.remove(), "HTTP 503", nanos, 0);
            work();
        }
        reconciler.streamsLost("reset by peer", 0);
        live();

        assertThat(answerAll()).isEqualTo(QUESTIONS);
        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
    }

    @Test
    void aFailedQuestionIsAskedAgainAfterARest() {
        live();
        AccountQuestion first = asked.remove();
        reconciler.failed(first, "HTTP 503", nanos, 0);
        work();
        assertThat(answerAll()).isEqualTo(QUESTIONS - 1);
        assertThat(reconciler.status()).isEqualTo(AccountStatus.SYNCHRONISING);

        nanos = work();
        work();

        assertThat(asked).containsExactly(first);
        answer();
        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
        assertThat(reports.get(0).failures()).containsExactly(first + ": HTTP 503");
    }

    @Test
    void restsAfterFailuresGrowToTheirLongest() {
        live();
        AccountQuestion first = asked.peek();
        answerAllBut(first);
        List<Long> rests = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            reconciler.failed(first, "HTTP 503", nanos, 0);
            long next = work();
            rests.add(Duration.ofNanos(next - nanos).toSeconds());
            nanos = next;
            work();
            assertThat(asked.remove()).isEqualTo(first);
        }

        assertThat(rests).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    private void answerAllBut(AccountQuestion kept) {
        asked.remove(kept);
        answerAll();
    }

    @Test
    void everyMinuteItIsAskedAgainAndTheAccountStaysInSyncMeanwhile() {
        live();
        answerAll();
        assertThat(work() - nanos).isEqualTo(PLAN.every().toNanos());

        pass(PLAN.every());

        assertThat(asked).isNotEmpty();
        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
        answerAll();
        assertThat(reports.get(1).causes()).containsExactly(Cause.TIMER);
    }

    @Test
    void anEventThatWasThrownAwayEndsTheSyncUntilEverythingWasAskedAgain() {
        live();
        answerAll();

        reconciler.want(Cause.DROPPED, "2 executions dropped", 0);
        work();

        assertThat(reconciler.status()).isEqualTo(AccountStatus.SYNCHRONISING);
        assertThat(answerAll()).isEqualTo(QUESTIONS);
        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
        assertThat(news).last().asString().startsWith("IN_SYNC");
    }

    @Test
    void anEventThrownAwayInMidRoundMakesThatRoundCountForNothing() {
        live();
        answer();
        reconciler.want(Cause.DROPPED, "1 execution dropped", 0);
        answer();
        answer();
        assertThat(reconciler.status()).isEqualTo(AccountStatus.SYNCHRONISING);

        assertThat(answerAll()).isEqualTo(QUESTIONS);

        assertThat(reconciler.status()).isEqualTo(AccountStatus.IN_SYNC);
    }

    @Test
    void whatQueriesTaughtIsCountedInTheRoundThatTaughtIt() {
        live();
        reconciler.repaired(Reconciler.Repair.FILL_LEARNED, "0.3 BTCUSDT at 65010");
        answerAll();

        assertThat(reports.get(0).fillsLearned()).isEqualTo(1);
        assertThat(reports.get(0).details()).containsExactly("0.3 BTCUSDT at 65010");
        assertThat(reports.get(0).foundNothing()).isFalse();
    }

    @Test
    void aPlanThatCannotBeNamesEverythingThatIsWrong() {
        assertThatThrownBy(() -> new ReconciliationPlan(
                        Set.of(Category.SPREAD),
                        List.of(),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        0,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("categories", "every", "atOnce", "retryLongest");
    }
}
