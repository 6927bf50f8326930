package io.jaybit.client.internal.account;

import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderCommand;
import io.jaybit.orders.OrderRef;

/** What is asked of the venue about one order. Immutable. */
public sealed interface TradeCommand {
    /** Never used before; the request's id where it goes alone. */
    String id();

    OrderCommand kind();

    Symbol symbol();

    /** An order to be placed; it has an {@code orderLinkId}. */
    record Create(String id, NewOrder order) implements TradeCommand {
        @Override
        public OrderCommand kind() {
            return OrderCommand.CREATE;
        }

        @Override
        public Symbol symbol() {
            return order.symbol();
        }
    }

    /** A change to an order. */
    record Amend(String id, Amendment amendment) implements TradeCommand {
        @Override
        public OrderCommand kind() {
            return OrderCommand.AMEND;
        }

        @Override
        public Symbol symbol() {
            return amendment.order().symbol();
        }
    }

    /**
     * An order to be taken back.
     *
     * @param orderFilter spot: {@code StopOrder} or {@code tpslOrder} where it is one, which the venue does not find otherwise; else empty
     */
    record Cancel(String id, OrderRef order, String orderFilter) implements TradeCommand {
        @Override
        public OrderCommand kind() {
            return OrderCommand.CANCEL;
        }

        @Override
        public Symbol symbol() {
            return order.symbol();
        }
    }
}
