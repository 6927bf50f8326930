package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderStatus;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.StopOrderType;

/** The venue's {@code orderFilter}: which kinds of orders are meant. */
final class OrderKind {
    private OrderKind() {}

    /** The filter that a cancel-all names; on spot {@code Order} where it names none. */
    static String filter(Category category, Fields fields) throws Refusal {
        String filter = fields.text("orderFilter");
        boolean known = switch (filter) {
            case "", "Order", "StopOrder" -> true;
            case "tpslOrder", "OcoOrder", "BidirectionalTpslOrder" -> category == Category.SPOT;
            case "OpenOrder" -> category == Category.LINEAR || category == Category.INVERSE;
            default -> false;
        };
        if (!known) {
            throw category == Category.SPOT
                    ? new Refusal(170201, "Invalid orderFilter.")
                    : Fields.invalid("orderFilter");
        }
        return filter.isEmpty() && category == Category.SPOT ? "Order" : filter;
    }

    /** Whether an order is of the kind that a filter names; an empty one takes all. */
    static boolean matches(String filter, Order order) {
        StopOrderType stop = order.request().stopOrderType();
        boolean waits = order.status() == OrderStatus.UNTRIGGERED;
        boolean spot = order.market().category() == Category.SPOT;
        return switch (filter) {
            case "" -> true;
            case "Order" -> spot ? stop == StopOrderType.NONE : !waits;
            case "StopOrder" -> spot ? stop == StopOrderType.STOP : waits;
            case "tpslOrder" -> stop == StopOrderType.TPSL;
            case "OpenOrder" -> !waits || stop == StopOrderType.STOP;
            default -> false;
        };
    }

    /** Whether it is conditional, and no take-profit, stop-loss or trailing stop. */
    static boolean isPlainStop(Order order) {
        return order.request().stopOrderType() == StopOrderType.STOP;
    }
}
