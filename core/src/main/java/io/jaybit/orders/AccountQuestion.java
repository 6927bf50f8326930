package io.jaybit.orders;

import io.jaybit.market.Category;

/**
 * Something about the own account that only a request answers. Its answer is rows of {@link io.jaybit.account.AccountEvent}, each a
 * picture of some moment between question and answer.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/open-order">Open Orders</a> and those beside it.
 */
public sealed interface AccountQuestion {
    /**
     * Every open order, conditional ones too.
     *
     * @param settleCoin the venue wants one on linear; empty elsewhere
     */
    record OpenOrders(Category category, String settleCoin) implements AccountQuestion {}

    /** Orders that ended since then. The venue forgets those without fills after a day. */
    record ClosedOrders(Category category, long fromEpochMillis) implements AccountQuestion {}

    /** Fills and their like since then. */
    record Executions(Category category, long fromEpochMillis) implements AccountQuestion {}

    /** @param settleCoin the venue wants one on linear; empty elsewhere */
    record Positions(Category category, String settleCoin) implements AccountQuestion {}

    record Wallet() implements AccountQuestion {}

    /** One order, if it is open or was closed a short while ago. */
    record OrderNow(OrderRef order) implements AccountQuestion {}

    /** One order out of the history, which may lag. */
    record OrderBefore(OrderRef order) implements AccountQuestion {}

    /** All fills of one order. */
    record ExecutionsOf(OrderRef order) implements AccountQuestion {}
}
