package io.jaybit.orders;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final NewsDesk news;

    public OrderTracker(TrackerSettings settings, OrderListener listener) {
        this.settings = settings;
        this.store = new OrderStore(settings, listener);
        this.desk = new CommandDesk(settings, store);
        this.news = new NewsDesk(store);
    }

    /**
     * A tracker as it was when the program ended. Commands that were under way then have become {@linkplain OrderState#UNKNOWN unknown}:
     * nobody waits for their answers any more. Counters begin anew.
     *
     * @param all what {@link #toBytes} wrote; null for nothing
     * @param later what {@link #orderToBytes} wrote after it, oldest first; of one order the last counts
     * @throws IllegalArgumentException if the bytes are of another version, or torn
     */
    public static OrderTracker restore(
            TrackerSettings settings,
            OrderListener listener,
            byte @Nullable [] all,
            Iterable<byte[]> later,
            Moment now) {
        OrderTracker tracker = new OrderTracker(settings, listener);
        if (all != null) {
            TrackerCodec.readAll(tracker.store, all, settings.keepTransitions());
        }
        later.forEach(one -> TrackerCodec.readOne(tracker.store, one, settings.keepTransitions()));
        TrackerCodec.restarted(tracker.store, now);
        return tracker;
    }

    /** All orders and what is remembered of those that were let go. */
    public byte[] toBytes() {
        return TrackerCodec.write(store);
    }

    /**
     * All that is known of one order; to be kept after each change, so that a restart finds it.
     *
     * @throws IllegalArgumentException if it is not held
     */
    public byte[] orderToBytes(OrderRef order) {
        OrderEntry entry = index().find(order);
        if (entry == null) {
            throw new IllegalArgumentException("no such order: " + order);
        }
        return TrackerCodec.write(entry);
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
        return news.onOrder(update);
    }

    /** An execution, pushed or asked for; of no order are funding and the like. */
    public Effect onExecution(Execution told) {
        return news.onExecution(told);
    }

    /** A fill told early; {@link #onExecution} completes it. */
    public Effect onFastExecution(FastExecution told) {
        return news.onFastExecution(told);
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
}
