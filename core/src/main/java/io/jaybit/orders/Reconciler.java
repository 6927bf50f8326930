package io.jaybit.orders;

import io.jaybit.orders.Reconciliation.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rounds of questions after which the account is known: on start, after every loss, and from time to time. It decides what to
 * ask and when, and whether the account may be called {@linkplain AccountStatus#IN_SYNC in sync}; what the answers say is the trackers'
 * matter. Confined to one thread; time is an argument.
 *
 * <p>A round counts only if it began after all private streams lived and none was lost meanwhile: what happens after a row's picture was
 * taken is told by the streams, what happened before is in the rows. Stream events need not wait for the answers, since the trackers
 * take facts in any order. A question that fails is asked again until it is answered; rounds are never given up, only overtaken.
 *
 * <p>Use: {@link #streamsLive} and {@link #streamsLost} as they happen, {@link #want} after a loss of our own, {@link #answered} or {@link
 * #failed} once for each question asked, {@link #doWork} when the deadline it returned has come and after any other call.
 */
public final class Reconciler {
    private static final int MOST_DETAILS = 100;

    /** Takes questions and news. It must not call back at once. */
    public interface Port {
        void ask(AccountQuestion question);

        void onStatus(AccountStatus status, String reason, long epochNanos);

        void onReconciled(Reconciliation report);
    }

    private final ReconciliationPlan plan;
    private final Port port;
    private final Set<Cause> wanted = EnumSet.of(Cause.START);
    private AccountStatus status = AccountStatus.UNSYNCHRONISED;
    private String reason = "not connected yet";
    private boolean live;
    private @Nullable Round round;
    private @Nullable Reconciliation last;
    private long rounds;
    private OptionalLong knownUntilMillis;
    private long nextByTimer = Long.MAX_VALUE;

    /** @param knownUntilMillis venue time up to which everything was known when the program ended; empty if it was never */
    public Reconciler(ReconciliationPlan plan, OptionalLong knownUntilMillis, Port port) {
        this.plan = plan;
        this.port = port;
        this.knownUntilMillis = knownUntilMillis;
    }

    public AccountStatus status() {
        return status;
    }

    /** Why the status is what it is. */
    public String reason() {
        return reason;
    }

    /** The last round that came to its end; null before the first. */
    public @Nullable Reconciliation last() {
        return last;
    }

    /** Venue time up to which everything is known, epoch milliseconds: to be kept over a restart. */
    public OptionalLong knownUntilMillis() {
        return knownUntilMillis;
    }

    /** All private streams live (again). */
    public void streamsLive(long epochNanos) {
        if (!live) {
            live = true;
            if (rounds > 0) {
                wanted.add(Cause.RECONNECTED);
            }
            moveTo(AccountStatus.SYNCHRONISING, "asking the venue for what was missed", epochNanos);
        }
    }

    /** At least one private stream is gone. */
    public void streamsLost(String why, long epochNanos) {
        if (live) {
            live = false;
            if (round != null) {
                wanted.addAll(round.causes);
                round.overtaken = true;
            }
            moveTo(AccountStatus.UNSYNCHRONISED, why, epochNanos);
        } else {
            reason = why;
        }
    }

    /** Something was lost that no stream will tell again, or somebody wants to be sure. */
    public void want(Cause cause, String why, long epochNanos) {
        wanted.add(cause);
        boolean lost = cause == Cause.DROPPED;
        if (lost && round != null) {
            round.overtaken = true;
        }
        if (lost && status == AccountStatus.IN_SYNC) {
            moveTo(AccountStatus.SYNCHRONISING, why, epochNanos);
        }
    }

    /** Begins a round if one is due, and asks what may be asked. */
    public long doWork(long nowNanos, long venueEpochMillis, long epochNanos) {
        Round current = round;
        if (current != null && current.overtaken && current.asked.isEmpty()) {
            end(current, nowNanos, epochNanos);
            current = null;
        }
        if (current == null && live) {
            if (nextByTimer != Long.MAX_VALUE && nowNanos - nextByTimer >= 0) {
                wanted.add(Cause.TIMER);
            }
            if (!wanted.isEmpty()) {
                current = begin(venueEpochMillis, epochNanos);
            }
        }
        if (current != null && live) {
            current.ask(nowNanos);
        }
        return deadline(nowNanos);
    }

    private Round begin(long venueEpochMillis, long epochNanos) {
        long from = knownUntilMillis.orElse(venueEpochMillis - plan.lookBack().toMillis())
                - plan.overlap().toMillis();
        rounds++;
        nextByTimer = Long.MAX_VALUE;
        Round begun = new Round(rounds, wanted, from, venueEpochMillis, epochNanos);
        wanted.clear();
        round = begun;
        return begun;
    }

    private long deadline(long nowNanos) {
        Round current = round;
        if (!live) {
            return Long.MAX_VALUE;
        }
        return current == null ? (wanted.isEmpty() ? nextByTimer : nowNanos) : current.deadline();
    }

    /** Whether a question is one of a round that is still going on. */
    public boolean isOfRound(AccountQuestion question) {
        return round != null && round.asked.containsKey(question);
    }

    /** A question of a round was answered and its rows have been taken. */
    public void answered(AccountQuestion question, long nowNanos, long epochNanos) {
        Round current = round;
        if (current == null || current.asked.remove(question) == null) {
            return;
        }
        if (current.isOver()) {
            end(current, nowNanos, epochNanos);
        }
    }

    /** A question of a round was not answered; it is asked again. */
    public void failed(AccountQuestion question, String why, long nowNanos, long epochNanos) {
        Round current = round;
        Attempt attempt = current == null ? null : current.asked.remove(question);
        if (current == null || attempt == null) {
            return;
        }
        if (current.failures.size() < MOST_DETAILS) {
            current.failures.add(question + ": " + why);
        }
        if (current.overtaken) {
            if (current.asked.isEmpty()) {
                end(current, nowNanos, epochNanos);
            }
            return;
        }
        attempt.failed(plan, nowNanos);
        current.waiting.add(attempt);
    }

    private void end(Round over, long nowNanos, long epochNanos) {
        round = null;
        Reconciliation report = over.report(epochNanos);
        last = report;
        nextByTimer = nowNanos + plan.every().toNanos();
        if (over.overtaken) {
            // What it found is true, but something was lost after its pictures were taken.
            wanted.addAll(over.causes);
        } else {
            knownUntilMillis = OptionalLong.of(over.beganVenueMillis);
            if (live && status == AccountStatus.SYNCHRONISING && !wanted.contains(Cause.DROPPED)) {
                moveTo(AccountStatus.IN_SYNC, "everything asked in round " + over.number + " was answered", epochNanos);
            }
        }
        port.onReconciled(report);
    }

    /** Something a stream had not told came by a query; counted in the round that goes on, if one does. */
    public void repaired(Repair kind, String detail) {
        if (round != null) {
            round.repairs.merge(kind, 1, Integer::sum);
            if (round.details.size() < MOST_DETAILS) {
                round.details.add(detail);
            }
        }
    }

    /** What a query taught us. */
    public enum Repair {
        ORDER_LEARNED,
        ORDER_REPAIRED,
        FILL_LEARNED,
        POSITION_REPAIRED
    }

    private void moveTo(AccountStatus next, String why, long epochNanos) {
        if (status == next) {
            reason = why;
            return;
        }
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("the account cannot become " + next + " from " + status);
        }
        status = next;
        reason = why;
        port.onStatus(next, why, epochNanos);
    }

    /** One question on its way through failures. */
    private static final class Attempt {
        private final AccountQuestion question;
        private int failures;
        private long notBefore;

        private Attempt(AccountQuestion question) {
            this.question = question;
        }

        private void failed(ReconciliationPlan plan, long nowNanos) {
            long rest = plan.retryFirst().toNanos() << Math.min(failures, 20);
            failures++;
            notBefore = nowNanos + Math.min(rest, plan.retryLongest().toNanos());
        }

        private boolean mayGo(long nowNanos) {
            return failures == 0 || nowNanos - notBefore >= 0;
        }
    }

    /** One time through all questions. */
    private final class Round {
        private final long number;
        private final Set<Cause> causes;
        private final long fromMillis;
        private final long beganVenueMillis;
        private final long beganEpochNanos;
        private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
        private final Map<AccountQuestion, Attempt> asked = new LinkedHashMap<>();
        private final Map<Repair, Integer> repairs = new LinkedHashMap<>();
        private final List<String> details = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private boolean overtaken;

        private Round(long number, Collection<Cause> causes, long fromMillis, long venueMillis, long epochNanos) {
            this.number = number;
            this.causes = EnumSet.copyOf(causes);
            this.fromMillis = fromMillis;
            this.beganVenueMillis = venueMillis;
            this.beganEpochNanos = epochNanos;
            plan.questions(fromMillis).forEach(question -> waiting.add(new Attempt(question)));
        }

        private void ask(long nowNanos) {
            if (overtaken) {
                return;
            }
            for (int i = waiting.size(); i > 0 && asked.size() < plan.atOnce(); i--) {
                Attempt next = Objects.requireNonNull(waiting.poll());
                if (next.mayGo(nowNanos)) {
                    asked.put(next.question, next);
                    port.ask(next.question);
                } else {
                    waiting.add(next);
                }
            }
        }

        private boolean isOver() {
            return asked.isEmpty() && (overtaken || waiting.isEmpty());
        }

        private long deadline() {
            if (overtaken || asked.size() >= plan.atOnce()) {
                return Long.MAX_VALUE;
            }
            return waiting.stream()
                    .mapToLong(attempt -> attempt.notBefore)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        private int count(Repair kind) {
            return repairs.getOrDefault(kind, 0);
        }

        private Reconciliation report(long epochNanos) {
            return new Reconciliation(
                    number,
                    causes,
                    beganEpochNanos,
                    epochNanos,
                    fromMillis,
                    count(Repair.ORDER_LEARNED),
                    count(Repair.ORDER_REPAIRED),
                    count(Repair.FILL_LEARNED),
                    count(Repair.POSITION_REPAIRED),
                    details,
                    failures);
        }
    }
}
