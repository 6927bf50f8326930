package io.jaybit.client;

import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Gives orders to the venue: by its trade socket where there is one, else by REST. Safe for any thread.
 *
 * <p>Futures complete on the JDK's common pool, and never with an exception: what is known of a command is its {@link Outcome}. The venue
 * takes commands before it carries them out, so an accepted order is not yet in the book; the order's own updates tell what it becomes.
 * Nothing is queued, and nothing is sent twice: while the connection is down or logs in, and while a rate limit is used up, commands are
 * refused with code 0. A command that was sent and not answered is unknown, which is never the same as failed.
 *
 * <p>Lists go in batches of at most ten of one category, and each order has an outcome of its own. Orders without an {@code
 * orderLinkId} get one that no other run or program uses; {@link Outcome.Accepted} names it.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a> and those beside it, <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">Order entry by socket</a>.
 */
public interface OrderEntry {
    /** Completes when commands can be given for the first time: at once by REST, else when the trade connection is logged in. */
    CompletableFuture<Void> ready();

    CompletableFuture<Outcome> place(NewOrder order);

    CompletableFuture<Outcome> amend(Amendment amendment);

    /** Of conditional orders on spot see {@link #cancel(OrderRef, String)}. */
    default CompletableFuture<Outcome> cancel(OrderRef order) {
        return cancel(order, "");
    }

    /** @param orderFilter spot: {@code tpslOrder} or {@code StopOrder}, without which the venue does not find such orders */
    CompletableFuture<Outcome> cancel(OrderRef order, String orderFilter);

    /** Outcomes in the order of the list. */
    CompletableFuture<List<Outcome>> placeAll(List<NewOrder> orders);

    /** Outcomes in the order of the list. */
    CompletableFuture<List<Outcome>> amendAll(List<Amendment> amendments);

    /** Outcomes in the order of the list. */
    CompletableFuture<List<Outcome>> cancelAll(List<OrderRef> orders);
}
