package io.jaybit.orders;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows every order over its whole life from four sources, in whatever order, however often and however late they tell: the commands
 * we send, what becomes of them, the orders' updates, and their fills; the last two pushed or asked for. Confined to one thread; time
 * is an argument; nothing the venue says makes it throw.
 *
 * <p>Silence is never a refusal: what is not known is {@linkplain OrderState#UNKNOWN unknown} until the venue said it, and a {@link
 * Resolver} asks for it. Contradictions are told as {@linkplain Anomaly anomalies}, and asked for too. Orders that were not created
 * here are kept like our own, as external.
 *
 * <p>Use: {@link #creating}, {@link #amending} or {@link #cancelling} <em>before</em> a command leaves, {@link #outcome} when it is
 * known; {@link #onOrder}, {@link #onExecution} and {@link #onFastExecution} for all that streams and queries tell; {@link
 * #missingFrom} for what a list of open orders did not hold; {@link #tidy} from time to time.
 */
public final class OrderTracker {
    private final TrackerSettings settings;
    final OrderStore store;
    private final CommandDesk desk;

    public OrderTracker(TrackerSettings settings, OrderListener listener) {
        this.settings = settings;
        this.store = new OrderStore(settings, listener);
        this.desk = new CommandDesk(settings, store);
    }

    /**
     * A create is being sent; a second one with the same {@code orderLinkId} is a further attempt at the same order.
     *
     * @param commandId never used before; a repeat is ignored
     * @param mid the middle of the book now; null where it is not known
     * @throws IllegalArgumentException if the order has no {@code orderLinkId}
     */
    public void creating(String commandId, NewOrder order, Moment sent, @Nullable Decimal mid) {
        desk.creating(commandId, order, sent, mid);
    }

    /** An amend is being sent. */
    public void amending(String commandId, Amendment amendment, Moment sent) {
        desk.sending(OrderCommand.AMEND, commandId, amendment.order(), amendment, sent);
    }

    /** A cancel is being sent. */
    public void cancelling(String commandId, OrderRef order, Moment sent) {
        desk.sending(OrderCommand.CANCEL, commandId, order, null, sent);
    }

    /** What became of a command. It may come before the command itself is told, twice, or when the order has ended long since. */
    public void outcome(String commandId, Outcome outcome, Moment at) {
        desk.outcome(commandId, outcome, at);
    }

    /** An order's update, pushed, or its row, asked for. */
    public Effect onOrder(OrderUpdate update) {
        Symbol symbol = update.symbol();
        boolean known = index().find(new OrderRef(symbol, update.orderId(), update.orderLinkId())) != null;
        if (!known && store.forgottenOrders.contains(new OrderStore.IdKey(symbol, update.orderId()))) {
            store.tally.stale++;
            return Effect.NONE;
        }
        Moment at = moment(update.origin(), update.updatedEpochMillis());
        OrderEntry entry = store.locate(symbol, update.orderId(), update.orderLinkId(), at);
        OrderUpdate before = entry.shown;
        UpdateOrder.News news = before == null ? UpdateOrder.News.NEWER : UpdateOrder.compare(before, update);
        if (news != UpdateOrder.News.STALE) {
            entry.newsEpochNanos = Math.max(entry.newsEpochNanos, at.epochNanos());
        }
        return switch (news) {
            case STALE -> {
                store.tally.stale++;
                yield Effect.NONE;
            }
            case REPEATED -> repeated(entry, update);
            case NEWER, LATE_CANCEL -> apply(entry, update);
            case CHANGED_AFTER_END -> contradicted(entry, update, Anomaly.Kind.CHANGED_AFTER_END);
            case WENT_BACK -> contradicted(entry, update, Anomaly.Kind.WENT_BACK);
        };
    }

    private Effect repeated(OrderEntry entry, OrderUpdate update) {
        store.tally.repeated++;
        if (entry.verdict == null || update.origin().source() != Origin.Source.QUERY) {
            return Effect.NONE;
        }
        entry.verdict = null;
        tell(entry, update, "found again");
        return Effect.ORDER_CHANGED;
    }

    private Effect apply(OrderEntry entry, OrderUpdate update) {
        boolean learned = entry.record() == null;
        OrderState state = entry.state();
        OrderUpdate before = entry.shown;
        entry.shown = update;
        entry.side = update.side();
        entry.verdict = null;
        StringBuilder text = new StringBuilder(PlainWords.of(before, update));
        for (Command done : entry.commands.settleShown(update)) {
            text.append("; ").append(done.words()).append(" done");
        }
        store.tally.updates++;
        store.tally.unrecognised += update.status().value() == OrderStatus.UNRECOGNISED ? 1 : 0;
        tell(entry, update, text.toString());
        OptionalLong venue = OptionalLong.of(update.updatedEpochMillis());
        proveAlive(entry, state, venue, update.origin().receivedEpochNanos());
        checkOverfilled(entry, venue, update.origin().receivedEpochNanos());
        return learned ? Effect.ORDER_LEARNED : Effect.ORDER_CHANGED;
    }

    /** A stream's word against a final or later state is not taken before a query confirms it. */
    private Effect contradicted(OrderEntry entry, OrderUpdate update, Anomaly.Kind kind) {
        boolean asked = update.origin().source() == Origin.Source.QUERY;
        long epochNanos = update.origin().receivedEpochNanos();
        store.anomaly(
                entry,
                kind,
                Teller.ofOrder(update.origin()).text() + " says " + update.status() + ", filled "
                        + update.progress().cumExecQty() + "; known was "
                        + entry.state().text() + ", filled "
                        + entry.filledAsTold().toPlainString() + (asked ? "; the query's word is taken" : ""),
                OptionalLong.of(update.updatedEpochMillis()),
                epochNanos);
        if (asked) {
            return apply(entry, update);
        }
        store.doubt(entry, epochNanos);
        return Effect.NONE;
    }

    private void tell(OrderEntry entry, OrderUpdate update, String text) {
        store.changed(
                entry,
                Teller.ofOrder(update.origin()),
                text,
                OptionalLong.of(update.updatedEpochMillis()),
                update.origin().receivedEpochNanos());
    }

    /** An execution, pushed or asked for; of no order are funding and the like. */
    public Effect onExecution(Execution told) {
        return onFill(
                told.symbol(),
                told.orderId(),
                told.orderLinkId(),
                Fills.of(told),
                Fills.isOfOrder(told.type().value(), index().byOrderId(told.symbol(), told.orderId()) != null),
                told.origin());
    }

    /** A fill told early; {@link #onExecution} completes it. */
    public Effect onFastExecution(FastExecution told) {
        return onFill(told.symbol(), told.orderId(), told.orderLinkId(), Fills.of(told), true, told.origin());
    }

    private Effect onFill(
            Symbol symbol, String orderId, String linkId, OrderFill fill, boolean ofOrder, Origin origin) {
        if (orderId.isEmpty() || !ofOrder) {
            store.tally.notOfOrders++;
            return Effect.NONE;
        }
        OrderStore.FillKey key = new OrderStore.FillKey(symbol, fill.execId(), fill.side());
        if (store.forgottenFills.contains(key)) {
            store.tally.repeatedFills++;
            return Effect.NONE;
        }
        OrderEntry entry = store.locate(symbol, orderId, linkId, moment(origin, fill.exchangeEpochMillis()));
        entry.newsEpochNanos = Math.max(entry.newsEpochNanos, origin.receivedEpochNanos());
        Long owner = store.fillOwners.putIfAbsent(key, entry.number);
        if (owner != null && owner != entry.number) {
            return ofTwoOrders(entry, fill, owner, origin);
        }
        OrderState state = entry.state();
        OrderFill known = entry.fills.get(fill.execId());
        Fills.News news = entry.fills.add(fill);
        if (news == Fills.News.REPEATED) {
            store.tally.repeatedFills++;
            return Effect.NONE;
        }
        if (known != null) {
            store.groups.remove(entry, known);
        }
        store.groups.add(entry, fill);
        entry.side = entry.side == null ? fill.side() : entry.side;
        return news == Fills.News.NEW ? filled(entry, state, fill, origin) : completed(entry, news, fill, origin);
    }

    private Effect filled(OrderEntry entry, OrderState state, OrderFill fill, Origin origin) {
        if (entry.verdict == OrderState.NOT_PLACED) {
            entry.verdict = null;
        }
        store.tally.fills++;
        OptionalLong venue = OptionalLong.of(fill.exchangeEpochMillis());
        tell(entry, fill, origin, PlainWords.of(fill, entry.fills.totals()));
        store.filled(entry, fill);
        proveAlive(entry, state, venue, origin.receivedEpochNanos());
        checkOverfilled(entry, venue, origin.receivedEpochNanos());
        return Effect.FILL_LEARNED;
    }

    private Effect completed(OrderEntry entry, Fills.News news, OrderFill fill, Origin origin) {
        store.tally.completedFills++;
        boolean other = news == Fills.News.CHANGED;
        tell(entry, fill, origin, "fill " + fill.execId() + (other ? " is another now" : " complete"));
        if (other) {
            store.anomaly(
                    entry,
                    Anomaly.Kind.FILL_CHANGED,
                    "fill " + fill.execId() + " is " + fill.qty() + " at " + fill.price() + " now",
                    OptionalLong.of(fill.exchangeEpochMillis()),
                    origin.receivedEpochNanos());
        }
        return Effect.FILL_COMPLETED;
    }

    private Effect ofTwoOrders(OrderEntry entry, OrderFill fill, long owner, Origin origin) {
        if (entry.record() == null) {
            tell(entry, fill, origin, "named by a fill of another order");
        }
        store.anomaly(
                entry,
                Anomaly.Kind.FILL_OF_TWO_ORDERS,
                "fill " + fill.execId() + " counts for record " + owner + " already",
                OptionalLong.of(fill.exchangeEpochMillis()),
                origin.receivedEpochNanos());
        return Effect.NONE;
    }

    private void tell(OrderEntry entry, OrderFill fill, Origin origin, String text) {
        store.changed(
                entry,
                Teller.ofExecution(origin),
                text,
                OptionalLong.of(fill.exchangeEpochMillis()),
                origin.receivedEpochNanos());
    }

    /** News of an order that should not exist. */
    private void proveAlive(OrderEntry entry, OrderState before, OptionalLong venueMillis, long epochNanos) {
        if (before == OrderState.REFUSED) {
            store.anomaly(
                    entry,
                    Anomaly.Kind.REFUSED_BUT_ALIVE,
                    "its create was refused: " + entry.refusal,
                    venueMillis,
                    epochNanos);
        } else if (before == OrderState.NOT_PLACED) {
            store.anomaly(
                    entry, Anomaly.Kind.NOT_PLACED_BUT_ALIVE, "the venue knew no such order", venueMillis, epochNanos);
        }
    }

    private void checkOverfilled(OrderEntry entry, OptionalLong venueMillis, long epochNanos) {
        boolean overfilled = entry.isOverfilled();
        if (overfilled && !entry.overfilled) {
            store.anomaly(
                    entry,
                    Anomaly.Kind.OVERFILLED,
                    "fills add up to " + entry.fills.totals().qty().toPlainString(),
                    venueMillis,
                    epochNanos);
        }
        entry.overfilled = overfilled;
    }

    /**
     * Which orders are held for open, but a complete answer about open orders did not list: they are not closed by that, but asked for
     * one by one. Orders with news after the question are left out, since the answer may be older.
     *
     * @param askedAt when the question left
     * @param orderIds of all rows of the answer, all pages
     */
    public List<OrderRef> missingFrom(AccountQuestion.OpenOrders question, Moment askedAt, Set<String> orderIds) {
        List<OrderRef> missing = new ArrayList<>();
        for (OrderEntry entry : index().all()) {
            boolean asked = entry.symbol.category() == question.category()
                    && (question.category() != Category.LINEAR
                            || question.settleCoin().isEmpty()
                            || question.settleCoin().equals(Currencies.notionalCurrency(entry.symbol)));
            if (asked
                    && entry.state().isLive()
                    && entry.newsEpochNanos < askedAt.epochNanos()
                    && !orderIds.contains(entry.orderId)) {
                store.doubt(entry, askedAt.epochNanos());
                missing.add(entry.ref());
            }
        }
        return missing;
    }

    /** Wants the venue to be asked about an order, whatever is known of it; nothing happens if it is not held. */
    public void doubt(OrderRef order, Moment now) {
        OrderEntry entry = index().find(order);
        if (entry != null) {
            store.doubt(entry, now.epochNanos());
        }
    }

    /** Lets go of closed orders that are too many or too old. */
    public void tidy(Moment now) {
        store.tidy(now);
    }

    /** The order by either id; null where none is held. */
    public @Nullable OrderRecord find(OrderRef order) {
        OrderEntry entry = index().find(order);
        return entry == null ? null : entry.peek();
    }

    /** The fills of an order in the order they came to be known; empty where none is held. */
    public List<OrderFill> fills(OrderRef order) {
        OrderEntry entry = index().find(order);
        return entry == null ? List.of() : List.copyOf(entry.fills.all());
    }

    /** Every order held, in the order they came to be known. */
    public List<OrderRecord> all() {
        return index().all().stream().map(OrderEntry::peek).toList();
    }

    /** All that have not ended, as far as is known; uncertain ones too. */
    public List<OrderRecord> open() {
        return index().all().stream()
                .filter(entry -> !entry.isClosed())
                .map(OrderEntry::peek)
                .toList();
    }

    /** All of which something is to be learned yet: their fate, a command's effect, fills. */
    public List<OrderRecord> unsettled() {
        return store.unsettled().stream().map(OrderEntry::peek).toList();
    }

    /** What could stand at the venue because of orders that are uncertain, by symbol; empty when nothing is. */
    public List<MoneyAtRisk> atRisk() {
        return RiskSum.of(store.unsettled());
    }

    /** The names of all groups. */
    public Collection<String> groups() {
        return List.copyOf(store.groups.names());
    }

    /** What a group came to, by symbol; empty where there is none of that name. */
    public List<GroupTotals> group(String name) {
        return store.groups.totals(name);
    }

    public OrderCounters counters() {
        return store.tally.counters();
    }

    TrackerSettings settings() {
        return settings;
    }

    private OrderIndex index() {
        return store.index;
    }

    /** Rows may come without the venue's time. */
    private static Moment moment(Origin origin, long venueMillis) {
        return new Moment(Math.max(origin.pushedEpochMillis(), venueMillis), origin.receivedEpochNanos());
    }
}
