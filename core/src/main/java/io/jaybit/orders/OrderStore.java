package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Holds the orders of a tracker, finds them by either id, and tells what changes. Confined to one thread. */
final class OrderStore {
    /** One fill of one side: a trade with ourselves has the same id on both. */
    record FillKey(Symbol symbol, String execId, OrderSide side) {}

    /** One order by the venue's id. */
    record IdKey(Symbol symbol, String orderId) {}

    private final TrackerSettings settings;
    private final OrderListener listener;
    final OrderIndex index = new OrderIndex();
    final Groups groups;
    final Tally tally = new Tally();
    /** Which order a fill is of, by the order's number; of orders that were let go too. */
    final Map<FillKey, Long> fillOwners = new LinkedHashMap<>();

    /** Which order a command is for, by its id; of settled ones too. */
    final Remembered<String, Long> commandOwners;

    final Remembered<FillKey, Boolean> forgottenFills;
    final Remembered<IdKey, Boolean> forgottenOrders;
    private final Map<Long, OrderEntry> unsettled = new LinkedHashMap<>();
    private final Map<Long, OrderEntry> closed = new LinkedHashMap<>();
    long lastNumber;

    OrderStore(TrackerSettings settings, OrderListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.groups = new Groups(settings.keepForgotten());
        this.commandOwners = new Remembered<>(settings.keepForgotten());
        this.forgottenFills = new Remembered<>(settings.keepForgotten());
        this.forgottenOrders = new Remembered<>(settings.keepForgotten());
    }

    /** The order of news that name it; a new one where it is not known yet. */
    OrderEntry locate(Symbol symbol, String orderId, String linkId, Moment at) {
        OrderEntry byId = index.byOrderId(symbol, orderId);
        OrderEntry byLink = index.byLinkId(symbol, linkId);
        boolean another = byLink != null
                && byLink != byId
                && !orderId.isEmpty()
                && !byLink.orderId.isEmpty()
                && !byLink.orderId.equals(orderId);
        if (byLink != null && !another) {
            if (byId != null && byId != byLink) {
                return merge(byId, byLink, at);
            }
            return name(byLink, orderId, linkId);
        }
        boolean news = byId == null || (byId.linkId.isEmpty() && !linkId.isEmpty());
        OrderEntry entry = name(byId == null ? born(symbol, at) : byId, orderId, linkId);
        if (byLink != null && news) {
            anomaly(
                    entry,
                    Anomaly.Kind.LINK_ID_REUSED,
                    "orders " + byLink.orderId + " and " + orderId + " both carry " + linkId,
                    OptionalLong.empty(),
                    at.epochNanos());
        }
        return entry;
    }

    /** A new one that takes an id of ours over from an order that has ended. */
    OrderEntry renamed(OrderEntry ended, Moment at) {
        OrderEntry entry = name(born(ended.symbol, at), "", ended.linkId);
        anomaly(
                entry,
                Anomaly.Kind.LINK_ID_REUSED,
                "order " + ended.orderId + ", which has ended, carries " + ended.linkId,
                OptionalLong.empty(),
                at.epochNanos());
        return entry;
    }

    /** The order's other id has become known. */
    OrderEntry identify(OrderEntry entry, OrderRef ref, Moment at) {
        OrderEntry holder = index.byOrderId(entry.symbol, ref.orderId());
        if (holder != null && holder != entry) {
            return merge(holder, entry, at);
        }
        return name(entry, ref.orderId(), ref.orderLinkId());
    }

    private OrderEntry born(Symbol symbol, Moment at) {
        lastNumber++;
        return new OrderEntry(lastNumber, symbol, at, settings.keepTransitions());
    }

    private OrderEntry name(OrderEntry entry, String orderId, String linkId) {
        if (entry.orderId.isEmpty()) {
            entry.orderId = orderId;
        }
        if (entry.linkId.isEmpty() && !linkId.isEmpty()) {
            entry.linkId = linkId;
            entry.group = settings.groupOf().apply(linkId);
            groups.join(entry);
        }
        index.add(entry);
        return entry;
    }

    private OrderEntry merge(OrderEntry one, OrderEntry other, Moment at) {
        boolean keepOther = one.isExternal() == other.isExternal() ? other.number < one.number : one.isExternal();
        OrderEntry kept = keepOther ? other : one;
        OrderEntry gone = keepOther ? one : other;
        OrderRecord before = kept.peek();
        discard(gone);
        kept.absorb(gone);
        for (OrderFill fill : gone.fills.all()) {
            fillOwners.put(new FillKey(kept.symbol, fill.execId(), fill.side()), kept.number);
            if (kept.fills.add(fill) == Fills.News.NEW) {
                groups.add(kept, fill);
            }
        }
        gone.commands.creates().forEach(command -> commandOwners.put(command.id, kept.number));
        gone.commands.pending().forEach(command -> commandOwners.put(command.id, kept.number));
        name(kept, gone.orderId, gone.linkId);
        tally.merged++;
        listener.onMerged(gone.peek(), before);
        String id = gone.orderId.isEmpty() ? gone.linkId : gone.orderId;
        changed(kept, Teller.MERGE, "one order with " + id, OptionalLong.empty(), at.epochNanos());
        return kept;
    }

    /** Something of an order changed: it is kept in its history, and told. */
    OrderRecord changed(OrderEntry entry, Teller teller, String what, OptionalLong venueMillis, long epochNanos) {
        OrderRecord before = entry.record();
        OrderState to = entry.state();
        OrderState from = before == null ? to : before.state();
        String text = from == to ? what : from.text() + " → " + to.text() + ": " + what;
        if (to.isClosed()) {
            entry.commands.settle(command -> true);
        }
        Transition transition = new Transition(from, to, teller, text, venueMillis, epochNanos);
        entry.history.add(transition);
        if (before == null && entry.isExternal()) {
            tally.external++;
        }
        OrderRecord after = entry.renew();
        closed.remove(entry.number);
        if (to.isClosed()) {
            closed.put(entry.number, entry);
        }
        settle(entry);
        listener.onChange(new OrderChange(before, after, transition));
        return after;
    }

    /** Whether it must still be watched may have changed. */
    void settle(OrderEntry entry) {
        if (entry.isUnsettled()) {
            unsettled.put(entry.number, entry);
        } else {
            unsettled.remove(entry.number);
        }
    }

    /** Something of an order cannot be right; the venue will be asked. */
    void anomaly(OrderEntry entry, Anomaly.Kind kind, String text, OptionalLong venueMillis, long epochNanos) {
        tally.anomalies++;
        listener.onAnomaly(new Anomaly(kind, entry.peek(), text, venueMillis, epochNanos));
    }

    /** The venue must be asked about it by a question after this. */
    void doubt(OrderEntry entry, long epochNanos) {
        entry.doubtfulSince = epochNanos;
        settle(entry);
    }

    void filled(OrderEntry entry, OrderFill fill) {
        listener.onFill(entry.peek(), fill);
    }

    Collection<OrderEntry> unsettled() {
        return unsettled.values();
    }

    boolean isUnsettled(OrderEntry entry) {
        return unsettled.get(entry.number) == entry;
    }

    Collection<OrderEntry> closed() {
        return closed.values();
    }

    /** An order as it was written; what is held of it by its number or its ids was written before, and gives way. */
    void restore(OrderEntry entry) {
        discard(index.byNumber(entry.number));
        OrderEntry byId = index.byOrderId(entry.symbol, entry.orderId);
        discard(byId);
        OrderEntry byLink = index.byLinkId(entry.symbol, entry.linkId);
        if (byLink != null && byLink.orderId.isEmpty()) {
            discard(byLink);
        }
        lastNumber = Math.max(lastNumber, entry.number);
        index.add(entry);
        entry.group = entry.linkId.isEmpty() ? "" : settings.groupOf().apply(entry.linkId);
        groups.join(entry);
        entry.commands.creates().forEach(command -> commandOwners.put(command.id, entry.number));
        entry.commands.pending().forEach(command -> commandOwners.put(command.id, entry.number));
        for (OrderFill fill : entry.fills.all()) {
            fillOwners.put(new FillKey(entry.symbol, fill.execId(), fill.side()), entry.number);
        }
        entry.renew();
        if (entry.isClosed()) {
            closed.put(entry.number, entry);
        }
        settle(entry);
    }

    private void discard(@Nullable OrderEntry entry) {
        if (entry != null) {
            groups.leave(entry);
            index.remove(entry);
            unsettled.remove(entry.number);
            closed.remove(entry.number);
        }
    }

    /** Lets go of closed orders that are too many or too old; of what they were only the ids are kept. */
    void tidy(Moment now) {
        long keepFor = settings.keepClosedFor().toNanos();
        List<OrderEntry> leaving = new ArrayList<>();
        int tooMany = closed.size() - settings.keepClosed();
        for (OrderEntry entry : closed.values()) {
            boolean old = now.epochNanos() - entry.lastEpochNanos() >= keepFor;
            if (!entry.isUnsettled() && (old || leaving.size() < tooMany)) {
                leaving.add(entry);
            }
        }
        leaving.forEach(this::forget);
    }

    private void forget(OrderEntry entry) {
        index.remove(entry);
        closed.remove(entry.number);
        groups.forget(entry);
        if (!entry.orderId.isEmpty()) {
            forgottenOrders.put(new IdKey(entry.symbol, entry.orderId), true);
        }
        for (OrderFill fill : entry.fills.all()) {
            FillKey key = new FillKey(entry.symbol, fill.execId(), fill.side());
            fillOwners.remove(key);
            forgottenFills.put(key, true);
        }
        tally.forgotten++;
    }
}
