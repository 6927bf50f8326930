package io.jaybit.orders;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.OrderUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the venue about single orders until nothing about them is unknown: whose create, amend or cancel has no known outcome, of which
 * nothing was heard for long, that a list of open orders did not hold, that contradict themselves, or whose fills do not add up to what
 * the order says. Open and recent orders are asked first, then the history, then executions. Confined to one thread; time is an argument.
 *
 * <p>Only the venue's word ends a doubt. An order becomes {@link OrderState#NOT_PLACED} when two searches of all three places, apart from
 * each other and both begun after the grace period of the last command, were answered and held nothing; a question that fails is asked
 * again and counts for nothing.
 *
 * <p>Use: give the rows of an answer to the tracker first, then {@link #answered} or {@link #failed} once for each question asked; {@link
 * #doWork} when the deadline it returned has come and after any other call, to this or to the tracker.
 */
public final class Resolver {
    /** Searches for missing fills before they are given up. */
    private static final int MOST_FILL_SEARCHES = 4;

    private static final int MOST_DOUBLINGS = 20;

    /** Takes questions. It must not call back at once. */
    public interface Port {
        void ask(AccountQuestion question);
    }

    /** Where a search has come to. */
    private enum Step {
        NOW,
        BEFORE,
        EXECUTIONS
    }

    private final OrderTracker tracker;
    private final ResolverPlan plan;
    private final Port port;
    private final Verdicts verdicts;
    private final Map<Long, Search> searches = new HashMap<>();
    private final Map<AccountQuestion, Search> asked = new HashMap<>();

    public Resolver(OrderTracker tracker, ResolverPlan plan, Port port) {
        this.tracker = tracker;
        this.plan = plan;
        this.port = port;
        this.verdicts = new Verdicts(tracker);
    }

    /** Questions without an answer. */
    public int asking() {
        return asked.size();
    }

    /** Whether a question is one of ours that has no answer yet. */
    public boolean isAsked(AccountQuestion question) {
        return asked.containsKey(question);
    }

    /** Asks what is due. Returns when there will be something to do again, or {@link Long#MAX_VALUE}. */
    public long doWork(long nowNanos, Moment now) {
        searches.values().removeIf(search -> search.question == null && !search.isOpen());
        long deadline = Long.MAX_VALUE;
        for (OrderEntry entry : tracker.store.unsettled()) {
            Search search = searches.computeIfAbsent(entry.number, number -> new Search(entry));
            if (search.question != null) {
                continue;
            }
            long due = Math.max(search.notBefore(nowNanos), nowNanos + search.waits(now));
            if (due > nowNanos) {
                deadline = Math.min(deadline, due);
            } else if (asked.size() < plan.atOnce()) {
                search.ask(now);
            }
        }
        return deadline;
    }

    /** A question was answered, and its rows have been given to the tracker. Questions of others are ignored. */
    public void answered(AccountQuestion question, List<? extends AccountEvent> rows, long nowNanos, Moment now) {
        Search search = asked.remove(question);
        if (search != null) {
            search.question = null;
            search.answered(rows, nowNanos, now);
        }
    }

    /** A question was not answered; it is asked again. */
    public void failed(AccountQuestion question, String why, long nowNanos) {
        Search search = asked.remove(question);
        if (search != null) {
            search.question = null;
            search.lastFailure = why;
            search.rest(nowNanos);
        }
    }

    /** Why the last question about an order was not answered; null if none failed since it came into doubt. */
    public @Nullable String lastFailure(OrderRef order) {
        OrderEntry entry = tracker.store.index.find(order);
        Search search = entry == null ? null : searches.get(entry.number);
        return search == null ? null : search.lastFailure;
    }

    /** The questions about one order, from its coming into doubt to its end. */
    private final class Search {
        private final OrderEntry entry;
        private Step step = Step.NOW;
        private @Nullable AccountQuestion question;
        private Moment askedAt;
        /** When the present round's first question left. */
        private @Nullable Moment roundBegan;
        /** When the first of the fruitless rounds began that count. */
        private @Nullable Moment silentSince;
        /** Whether this round has had a row of it. */
        private boolean found;
        /** Whether this round looks for fills of an order about which nothing else is in doubt. */
        private boolean fillsOnly;

        private int rests;
        private int fillSearches;
        private long restUntilNanos;
        private @Nullable String lastFailure;

        private Search(OrderEntry entry) {
            this.entry = entry;
            this.askedAt = entry.born;
        }

        private boolean isOpen() {
            return tracker.store.isUnsettled(entry);
        }

        private long notBefore(long nowNanos) {
            return rests == 0 ? nowNanos : restUntilNanos;
        }

        /** How long until something about it must be asked. */
        private long waits(Moment now) {
            long patience = plan.patience().toNanos();
            long grace = tracker.settings().grace().toNanos();
            if (entry.isDoubtful() || roundBegan != null) {
                return 0;
            }
            long since = entry.history.sinceEpochNanos();
            long due = switch (entry.state()) {
                case UNKNOWN -> since;
                case IN_FLIGHT -> entry.lastSent().epochNanos() + grace;
                case ACKNOWLEDGED, PLACED -> since + patience;
                default -> Long.MAX_VALUE;
            };
            for (Command command : entry.commands.pending()) {
                long wait = switch (command.stage) {
                    case UNKNOWN, REFUSED -> 0;
                    case ACCEPTED -> patience;
                    case SENT -> grace;
                };
                due = Math.min(due, command.stageEpochNanos + wait);
            }
            if (entry.lacksFills() || entry.lagsBehindFills()) {
                due = Math.min(due, entry.newsEpochNanos + patience);
            }
            return Math.max(0, due - now.epochNanos());
        }

        private void ask(Moment now) {
            if (roundBegan == null) {
                roundBegan = now;
                found = false;
                fillsOnly = lacksOnlyFills();
                step = fillsOnly ? Step.EXECUTIONS : Step.NOW;
            }
            OrderRef ref = entry.ref();
            AccountQuestion next = switch (step) {
                case NOW -> new AccountQuestion.OrderNow(ref);
                case BEFORE -> new AccountQuestion.OrderBefore(ref);
                case EXECUTIONS -> new AccountQuestion.ExecutionsOf(ref);
            };
            question = next;
            askedAt = now;
            asked.put(next, this);
            port.ask(next);
        }

        private boolean lacksOnlyFills() {
            return entry.lacksFills()
                    && !entry.isDoubtful()
                    && !entry.state().isUnsure()
                    && entry.commands.pending().isEmpty();
        }

        private void answered(List<? extends AccountEvent> rows, long nowNanos, Moment now) {
            Moment began = roundBegan;
            if (!isOpen() || began == null) {
                return;
            }
            lastFailure = null;
            switch (step) {
                case NOW, BEFORE -> {
                    if (rows.stream().anyMatch(this::isRowOfIt)) {
                        seen(nowNanos, now);
                    } else {
                        step = step == Step.NOW ? Step.BEFORE : Step.EXECUTIONS;
                    }
                }
                case EXECUTIONS -> {
                    if (found || fillsOnly) {
                        searchedFills(now);
                    } else {
                        silent(began, now);
                    }
                    rest(nowNanos);
                    roundBegan = null;
                }
            }
        }

        private boolean isRowOfIt(AccountEvent row) {
            return row instanceof OrderUpdate update
                    && update.symbol().equals(entry.symbol)
                    && (update.orderId().equals(entry.orderId)
                            || (entry.orderId.isEmpty() && update.orderLinkId().equals(entry.linkId)));
        }

        private void seen(long nowNanos, Moment now) {
            found = true;
            silentSince = null;
            verdicts.seen(entry, askedAt, now);
            if (isOpen() && (entry.lacksFills() || entry.lagsBehindFills())) {
                step = Step.EXECUTIONS;
            } else {
                rest(nowNanos);
                roundBegan = null;
            }
        }

        private void searchedFills(Moment now) {
            if (entry.lacksFills() || entry.lagsBehindFills()) {
                fillSearches++;
                if (fillSearches >= MOST_FILL_SEARCHES) {
                    verdicts.fillsStayApart(entry, now);
                }
            }
        }

        /** All three places were asked and none held the order itself. */
        private void silent(Moment began, Moment now) {
            Moment first = silentSince;
            if (first != null && entry.lastEpochNanos() > first.epochNanos()) {
                first = null;
            }
            if (!verdicts.isConclusive(entry, began)) {
                silentSince = null;
            } else if (first == null) {
                silentSince = began;
            } else if (began.isPast(first, plan.apart().toNanos())) {
                verdicts.foundNowhere(entry, now);
            }
        }

        private void rest(long nowNanos) {
            long rest = plan.retryFirst().toNanos() << Math.min(rests, MOST_DOUBLINGS);
            rests++;
            restUntilNanos = nowNanos + Math.min(rest, plan.retryLongest().toNanos());
        }
    }
}
