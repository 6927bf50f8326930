package io.jaybit.orders;

import io.jaybit.account.ExecType;
import java.util.List;
import java.util.OptionalLong;

/** What answered questions, and questions answered with nothing, make of an order. Confined to one thread. */
final class Verdicts {
    private final OrderStore store;
    private final long graceNanos;

    Verdicts(OrderTracker tracker) {
        this.store = tracker.store;
        this.graceNanos = tracker.settings().grace().toNanos();
    }

    /** A question about the order itself was answered with its row, which has been taken: what is not in it by now never happened. */
    void seen(OrderEntry entry, Moment askedAt, Moment now) {
        if (entry.doubtfulSince <= askedAt.epochNanos()) {
            entry.doubtfulSince = OrderEntry.NEVER;
        }
        List<Command> over = entry.commands.settle(command -> askedAt.isPast(command.sent, graceNanos));
        for (Command command : over) {
            store.changed(
                    entry,
                    Teller.ORDER_QUERY,
                    command.words() + (isShown(entry, command) ? " done" : " had no effect"),
                    OptionalLong.empty(),
                    now.epochNanos());
            if (command.stage == Command.Stage.ACCEPTED && command.kind == OrderCommand.CANCEL) {
                store.anomaly(
                        entry,
                        Anomaly.Kind.CANCEL_WITHOUT_EFFECT,
                        "the venue accepted it, and the order still stands",
                        OptionalLong.empty(),
                        now.epochNanos());
            }
        }
        store.settle(entry);
    }

    private static boolean isShown(OrderEntry entry, Command command) {
        return entry.shown != null && command.amendment != null && Command.shows(entry.shown, command.amendment);
    }

    /** Whether a search begun then came late enough for all our commands to have been processed, or never to be. */
    boolean isConclusive(OrderEntry entry, Moment askedAt) {
        return askedAt.isPast(entry.lastSent(), graceNanos);
    }

    /** All places were asked, twice apart and late enough, and held no such order. */
    void foundNowhere(OrderEntry entry, Moment now) {
        boolean existed = entry.shown != null || entry.fills.totals().count() > 0;
        boolean accepted = entry.commands.accepted();
        OrderState before = entry.state();
        entry.doubtfulSince = OrderEntry.NEVER;
        if (before.isClosed()) {
            entry.commands.settle(command -> true);
            store.settle(entry);
            return;
        }
        entry.verdict = existed ? OrderState.GONE : OrderState.NOT_PLACED;
        store.changed(
                entry,
                Teller.SEARCH,
                "neither among open orders nor in the history nor among executions, twice",
                OptionalLong.empty(),
                now.epochNanos());
        // What the venue itself makes in a liquidation or a block trade need not be in the lists of orders.
        boolean listed = entry.fills.all().stream().allMatch(fill -> fill.type().value() == ExecType.TRADE);
        if ((existed || accepted) && listed) {
            store.anomaly(
                    entry,
                    Anomaly.Kind.VANISHED,
                    "it was " + before.text() + "; the venue lists it nowhere",
                    OptionalLong.empty(),
                    now.epochNanos());
        }
    }

    /** Order and executions keep telling different sums: no more is asked until either says something new. */
    void fillsStayApart(OrderEntry entry, Moment now) {
        entry.fillsGivenUpAt = entry.filledAsTold();
        store.settle(entry);
        FillTotals totals = entry.fills.totals();
        int more = totals.qty().compareTo(entry.filledAsTold());
        if (more != 0) {
            store.anomaly(
                    entry,
                    more > 0 ? Anomaly.Kind.OVERFILLED : Anomaly.Kind.FILLS_MISSING,
                    "the order says " + entry.filledAsTold().toPlainString() + " filled, its executions "
                            + totals.qty().toPlainString(),
                    OptionalLong.empty(),
                    now.epochNanos());
        }
    }
}
