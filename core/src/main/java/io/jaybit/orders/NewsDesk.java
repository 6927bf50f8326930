package io.jaybit.orders;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.market.Symbol;
import java.util.OptionalLong;

/** Takes what streams and queries tell of orders and fills. Confined to one thread. */
final class NewsDesk {
    private final OrderStore store;

    NewsDesk(OrderStore store) {
        this.store = store;
    }

    /** An order's update, pushed, or its row, asked for. */
    Effect onOrder(OrderUpdate update) {
        Symbol symbol = update.symbol();
        boolean known = store.index.find(new OrderRef(symbol, update.orderId(), update.orderLinkId())) != null;
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
    Effect onExecution(Execution told) {
        return onFill(
                told.symbol(),
                told.orderId(),
                told.orderLinkId(),
                Fills.of(told),
                Fills.isOfOrder(told.type().value(), store.index.byOrderId(told.symbol(), told.orderId()) != null),
                told.origin());
    }

    /** A fill told early; the execution with its id completes it. */
    Effect onFastExecution(FastExecution told) {
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
            store.anomaly(entry, Anomaly.Kind.REFUSED_BUT_ALIVE, "its create was refused", venueMillis, epochNanos);
        } else if (before == OrderState.NOT_PLACED) {
            store.anomaly(
                    entry, Anomaly.Kind.NOT_PLACED_BUT_ALIVE, "the venue knew no such order", venueMillis, epochNanos);
        }
    }

    /** Rows may come without the venue's time. */
    private static Moment moment(Origin origin, long venueMillis) {
        return new Moment(Math.max(origin.pushedEpochMillis(), venueMillis), origin.receivedEpochNanos());
    }
}
