package io.jaybit.orders;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Reconciliation.Cause;
import io.jaybit.positions.Drift;
import io.jaybit.positions.Position;
import io.jaybit.positions.PositionListener;
import io.jaybit.positions.PositionTracker;
import io.jaybit.positions.WalletTracker;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The straight line behind a decoder for the own account: orders, positions and balances from what streams and queries tell, and the
 * questions that must be asked for it. The same for a live account, a restart from the journal, and a test in virtual time. Confined to one
 * thread; time is an argument.
 *
 * <p>Nothing is held back while the venue is being asked: the trackers take facts in any order, so a stream's news counts at once and an
 * older row of a query changes nothing. What a row of a query changes was missed by the streams; it is counted in the round's report.
 *
 * <p>Use: all events of the private streams by {@link #take}; {@link #streamsLive}, {@link #streamsLost} and {@link #want} as they
 * happen; the commands by {@link #orders}; {@link #answered} or {@link #failed} once for each question asked; {@link #doWork} when the deadline
 * it returned has come and after any other call.
 */
public final class AccountLine {
    /** How far our idea of the venue's clock may be from it: a question was asked then at the latest. */
    private static final long CLOCK_MILLIS = 1_000;

    private static final long TIDY_NANOS = Duration.ofMinutes(1).toNanos();

    /** Takes questions and news. It must not call back at once. */
    public interface Port {
        void ask(AccountQuestion question);

        void onStatus(AccountStatus status, String reason, long epochNanos);

        void onReconciled(Reconciliation report);

        /** Balances of these coins are others than were known. */
        void onWallet(WalletUpdate update, List<String> changedCoins);
    }

    private final Port port;
    private final OrderTracker orders;
    private final PositionTracker positions;
    private final WalletTracker wallet = new WalletTracker();
    private final Resolver resolver;
    private final Reconciler reconciler;
    private boolean answering;
    private long answeredNanos;
    private String lastChange = "";
    private String drifted = "";
    private long tidyNanos = Long.MIN_VALUE;

    /**
     * @param memory what was known when the program ended
     * @param listener hears what becomes of orders, in the middle of a call
     * @throws IllegalArgumentException if {@code memory} is of another version, or torn
     */
    public AccountLine(
            AccountPlan plan,
            AccountMemory memory,
            OrderListener listener,
            PositionListener positionListener,
            Port port,
            long nowNanos,
            Moment now) {
        this.port = port;
        this.orders = OrderTracker.restore(
                plan.tracking(), remembering(listener), memory.orders(), memory.laterOrders(), now);
        this.positions = new PositionTracker(this::legOf, plan.positionGrace(), drifts(positionListener));
        byte[] kept = memory.positions();
        if (kept != null) {
            positions.readFrom(new StateReader(kept), nowNanos);
        }
        this.resolver = new Resolver(orders, plan.resolving(), port::ask);
        this.reconciler = new Reconciler(plan.reconciling(), memory.knownUntilMillis(), new Reconciler.Port() {
            @Override
            public void ask(AccountQuestion question) {
                port.ask(question);
            }

            @Override
            public void onStatus(AccountStatus status, String reason, long epochNanos) {
                port.onStatus(status, reason, epochNanos);
            }

            @Override
            public void onReconciled(Reconciliation report) {
                knownUntilMillis().ifPresent(asked -> positions.acceptVenue(asked - CLOCK_MILLIS, answeredNanos));
                port.onReconciled(report);
            }
        });
    }

    private OrderListener remembering(OrderListener listener) {
        return new OrderListener() {
            @Override
            public void onChange(OrderChange change) {
                lastChange = change.text();
                listener.onChange(change);
            }

            @Override
            public void onFill(OrderRecord order, OrderFill fill) {
                listener.onFill(order, fill);
            }

            @Override
            public void onMerged(OrderRecord gone, OrderRecord kept) {
                listener.onMerged(gone, kept);
            }

            @Override
            public void onAnomaly(Anomaly anomaly) {
                listener.onAnomaly(anomaly);
            }
        };
    }

    /** Who knows the orders; commands are told to it, and everything can be read there. */
    public OrderTracker orders() {
        return orders;
    }

    /** Who knows the positions. */
    public PositionTracker positions() {
        return positions;
    }

    /** Who knows the balances. */
    public WalletTracker wallet() {
        return wallet;
    }

    public AccountStatus status() {
        return reconciler.status();
    }

    /** Why the status is what it is. */
    public String reason() {
        return reconciler.reason();
    }

    /** The last round of questions that came to its end; null before the first. */
    public @Nullable Reconciliation lastReconciliation() {
        return reconciler.last();
    }

    /** Venue time up to which everything is known, epoch milliseconds; empty before the first round ended. */
    public OptionalLong knownUntilMillis() {
        return reconciler.knownUntilMillis();
    }

    /** Everything that a restart wants to know, for {@link AccountMemory#of}. */
    public byte[] toBytes() {
        StateWriter held = new StateWriter();
        positions.writeTo(held);
        return AccountMemory.write(reconciler.knownUntilMillis(), orders.toBytes(), held.toByteArray());
    }

    /** All private streams live (again). */
    public void streamsLive(Moment now) {
        reconciler.streamsLive(now.epochNanos());
    }

    /** At least one private stream is gone. */
    public void streamsLost(String why, Moment now) {
        reconciler.streamsLost(why, now.epochNanos());
    }

    /** Something was lost that no stream will tell again, or somebody wants to be sure. */
    public void want(Cause cause, String why, Moment now) {
        reconciler.want(cause, why, now.epochNanos());
    }

    /**
     * A question was answered.
     *
     * @param askedAt when it left
     * @param rows of all pages
     */
    public void answered(
            AccountQuestion question, List<? extends AccountEvent> rows, Moment askedAt, long nowNanos, Moment now) {
        answeredNanos = nowNanos;
        answering = reconciler.isOfRound(question);
        try {
            if (question instanceof AccountQuestion.Positions asked) {
                takeListing(asked, rows, askedAt, nowNanos);
            } else {
                rows.forEach(row -> take(row, nowNanos));
            }
        } finally {
            answering = false;
        }
        if (question instanceof AccountQuestion.OpenOrders open) {
            orders.missingFrom(open, askedAt, orderIds(rows));
        }
        resolver.answered(question, rows, nowNanos, now);
        reconciler.answered(question, nowNanos, now.epochNanos());
    }

    private void takeListing(
            AccountQuestion.Positions asked, List<? extends AccountEvent> rows, Moment askedAt, long nowNanos) {
        List<PositionUpdate> listed = rows.stream()
                .filter(PositionUpdate.class::isInstance)
                .map(PositionUpdate.class::cast)
                .toList();
        int repairs = positions.onListing(
                asked.category(), asked.settleCoin(), listed, askedAt.venueEpochMillis() - CLOCK_MILLIS, nowNanos);
        for (int i = 0; i < repairs; i++) {
            reconciler.repaired(
                    Reconciler.Repair.POSITION_REPAIRED,
                    "a position of " + asked.category().text()
                            + (asked.settleCoin().isEmpty() ? "" : " in " + asked.settleCoin())
                            + " had changed unheard");
        }
    }

    private static Set<String> orderIds(List<? extends AccountEvent> rows) {
        Set<String> ids = new HashSet<>();
        for (AccountEvent row : rows) {
            if (row instanceof OrderUpdate order) {
                ids.add(order.orderId());
            }
        }
        return ids;
    }

    /** A question was not answered. */
    public void failed(AccountQuestion question, String why, long nowNanos, Moment now) {
        resolver.failed(question, why, nowNanos);
        reconciler.failed(question, why, nowNanos, now.epochNanos());
    }

    /**
     * Asks what is due.
     *
     * @return when there will be something to do again, monotonic; {@link Long#MAX_VALUE} for never
     */
    public long doWork(long nowNanos, Moment now) {
        if (nowNanos - tidyNanos >= 0) {
            orders.tidy(now);
            tidyNanos = nowNanos + TIDY_NANOS;
        }
        long checked = positions.doWork(nowNanos);
        if (!drifted.isEmpty()) {
            reconciler.want(Cause.ASKED, drifted, now.epochNanos());
            drifted = "";
        }
        long rounds = reconciler.doWork(nowNanos, now.venueEpochMillis(), now.epochNanos());
        return Math.min(checked, Math.min(rounds, resolver.doWork(nowNanos, now)));
    }

    /** Takes an event, whichever it is. */
    public void take(AccountEvent event, long nowNanos) {
        if (event instanceof OrderUpdate order) {
            repaired(orders.onOrder(order));
        } else if (event instanceof Execution execution) {
            repaired(orders.onExecution(execution));
            positions.onExecution(execution, nowNanos);
        } else if (event instanceof FastExecution execution) {
            repaired(orders.onFastExecution(execution));
            positions.onFastExecution(execution, nowNanos);
        } else if (event instanceof PositionUpdate position) {
            positions.onPosition(position, nowNanos);
        } else if (event instanceof WalletUpdate update) {
            List<String> changed = wallet.onWallet(update);
            if (!changed.isEmpty()) {
                port.onWallet(update, changed);
            }
        }
        // What else there is has no state here.
    }

    private void repaired(Effect effect) {
        if (answering) {
            switch (effect) {
                case ORDER_LEARNED -> reconciler.repaired(Reconciler.Repair.ORDER_LEARNED, lastChange);
                case ORDER_CHANGED -> reconciler.repaired(Reconciler.Repair.ORDER_REPAIRED, lastChange);
                case FILL_LEARNED -> reconciler.repaired(Reconciler.Repair.FILL_LEARNED, lastChange);
                case FILL_COMPLETED, NONE -> {}
            }
        }
    }

    private OptionalInt legOf(Symbol symbol, String orderId) {
        OrderRecord order = orderId.isEmpty() ? null : orders.find(OrderRef.byOrderId(symbol, orderId));
        if (order == null) {
            return OptionalInt.empty();
        }
        OrderUpdate shown = order.shown();
        NewOrder asked = order.asked();
        int index = shown != null ? shown.positionIdx() : asked != null ? asked.positionIdx() : 0;
        return index == 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** A drift is told, and asked for. */
    private PositionListener drifts(PositionListener listener) {
        return new PositionListener() {
            @Override
            public void onPosition(Position position) {
                listener.onPosition(position);
            }

            @Override
            public void onDrift(Drift drift) {
                drifted = drift.toString();
                listener.onDrift(drift);
            }

            @Override
            public void onDriftExplained(Drift drift) {
                listener.onDriftExplained(drift);
            }
        };
    }

    /** The mark price of a symbol's ticker, which no private stream tells; see {@link PositionTracker#onMark}. */
    public void onMark(
            Symbol symbol,
            Decimal price,
            @Nullable Decimal indexPrice,
            long venueEpochMillis,
            long receivedNanos,
            boolean live) {
        positions.onMark(symbol, price, indexPrice, venueEpochMillis, receivedNanos, live);
    }

    /** A symbol's ticker no longer lives. */
    public void onMarkLost(Symbol symbol) {
        positions.onMarkLost(symbol);
    }
}
