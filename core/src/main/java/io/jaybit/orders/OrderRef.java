package io.jaybit.orders;

import io.jaybit.market.Symbol;

/**
 * Names an order of a symbol by the venue's id, by its maker's, or by both; where both are given the venue goes by its own.
 *
 * @param orderId may be empty
 * @param orderLinkId may be empty
 */
public record OrderRef(Symbol symbol, String orderId, String orderLinkId) {
    public OrderRef {
        if (orderId.isEmpty() && orderLinkId.isEmpty()) {
            throw new IllegalArgumentException("an order of " + symbol + " needs an orderId or an orderLinkId");
        }
    }

    public static OrderRef byOrderId(Symbol symbol, String orderId) {
        return new OrderRef(symbol, orderId, "");
    }

    public static OrderRef byLinkId(Symbol symbol, String orderLinkId) {
        return new OrderRef(symbol, "", orderLinkId);
    }

    @Override
    public String toString() {
        return symbol + " " + (orderLinkId.isEmpty() ? orderId : orderLinkId);
    }
}
