package io.jaybit.client.internal.account;

import io.jaybit.account.OrderType;
import io.jaybit.account.TriggerBy;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commands as the venue wants to read them, the same on the trade socket and by REST.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a> and those beside it.
 */
final class OrderBodies {
    private OrderBodies() {}

    /** The body of a request: of one command, or of several of one kind and category. */
    static String of(List<TradeCommand> together) {
        String category = together.get(0).symbol().category().text();
        if (together.size() == 1) {
            return fill(new JsonBody().text("category", category), together.get(0))
                    .toString();
        }
        return new JsonBody()
                .text("category", category)
                .json(
                        "request",
                        together.stream()
                                .map(command -> fill(new JsonBody(), command).toString())
                                .collect(Collectors.joining(",", "[", "]")))
                .toString();
    }

    private static JsonBody fill(JsonBody body, TradeCommand command) {
        if (command instanceof TradeCommand.Create create) {
            return create(body, create.order());
        }
        if (command instanceof TradeCommand.Amend amend) {
            return amend(body, amend.amendment());
        }
        TradeCommand.Cancel cancel = (TradeCommand.Cancel) command;
        return reference(body, cancel.order()).textUnlessEmpty("orderFilter", cancel.orderFilter());
    }

    private static JsonBody create(JsonBody body, NewOrder order) {
        body.text("symbol", order.symbol().name())
                .text("side", order.side().text())
                .text("orderType", order.type().text())
                .decimal("qty", order.qty())
                .decimal("price", order.price())
                .textUnlessEmpty(
                        "timeInForce",
                        order.type() == OrderType.MARKET
                                ? ""
                                : order.timeInForce().text())
                .textUnlessEmpty("orderLinkId", order.orderLinkId());
        if (order.positionIdx() != 0) {
            body.whole("positionIdx", order.positionIdx());
        }
        body.flagIfTrue("reduceOnly", order.reduceOnly()).flagIfTrue("closeOnTrigger", order.closeOnTrigger());
        NewOrder.Trigger trigger = order.trigger();
        if (trigger != null) {
            body.decimal("triggerPrice", trigger.price())
                    .textUnlessEmpty("triggerBy", trigger.by().text())
                    .textUnlessEmpty("orderFilter", trigger.orderFilter());
            if (trigger.direction() != 0) {
                body.whole("triggerDirection", trigger.direction());
            }
        }
        NewOrder.Exits exits = order.exits();
        if (exits != null) {
            exits(body, exits);
        }
        return options(body, order.options());
    }

    private static void exits(JsonBody body, NewOrder.Exits exits) {
        boolean profit = exits.takeProfit() != null;
        boolean loss = exits.stopLoss() != null;
        body.decimal("takeProfit", exits.takeProfit())
                .decimal("stopLoss", exits.stopLoss())
                .textUnlessEmpty("tpTriggerBy", profit ? text(exits.takeProfitBy()) : "")
                .textUnlessEmpty("slTriggerBy", loss ? text(exits.stopLossBy()) : "")
                .text("tpslMode", exits.partial() ? "Partial" : "Full");
        if (exits.takeProfitLimit() != null) {
            body.text("tpOrderType", "Limit").decimal("tpLimitPrice", exits.takeProfitLimit());
        }
        if (exits.stopLossLimit() != null) {
            body.text("slOrderType", "Limit").decimal("slLimitPrice", exits.stopLossLimit());
        }
    }

    private static String text(@Nullable TriggerBy by) {
        return by == null || by == TriggerBy.UNRECOGNISED ? "" : by.text();
    }

    private static JsonBody options(JsonBody body, NewOrder.Options options) {
        body.textUnlessEmpty("marketUnit", options.marketUnit());
        if (options.leverage()) {
            body.whole("isLeverage", 1);
        }
        body.textUnlessEmpty("smpType", options.smpType())
                .textUnlessEmpty("slippageToleranceType", options.slippageToleranceType())
                .textUnlessEmpty("slippageTolerance", options.slippageTolerance())
                .textUnlessEmpty("bboSideType", options.bboSide());
        if (!options.bboSide().isEmpty()) {
            body.text("bboLevel", Integer.toString(options.bboLevel()));
        }
        return body.decimal("orderIv", options.impliedVolatility())
                .flagIfTrue("mmp", options.marketMakerProtection())
                .flagIfTrue("rpiTakerAccess", options.retailTaker());
    }

    private static JsonBody amend(JsonBody body, Amendment amendment) {
        Amendment.Details details = amendment.details();
        reference(body, amendment.order())
                .decimal("qty", amendment.qty())
                .decimal("price", amendment.price())
                .decimal("orderIv", details.impliedVolatility())
                .decimal("triggerPrice", amendment.triggerPrice())
                .textUnlessEmpty("triggerBy", text(details.triggerBy()))
                .decimal("takeProfit", amendment.takeProfit())
                .decimal("stopLoss", amendment.stopLoss())
                .textUnlessEmpty("tpTriggerBy", text(details.takeProfitBy()))
                .textUnlessEmpty("slTriggerBy", text(details.stopLossBy()))
                .decimal("tpLimitPrice", details.takeProfitLimit())
                .decimal("slLimitPrice", details.stopLossLimit());
        Boolean partial = details.partial();
        return partial == null ? body : body.text("tpslMode", partial ? "Partial" : "Full");
    }

    /** The venue goes by its own id where both are given, so that only that one is. */
    private static JsonBody reference(JsonBody body, OrderRef order) {
        body.text("symbol", order.symbol().name());
        return order.orderId().isEmpty()
                ? body.textUnlessEmpty("orderLinkId", order.orderLinkId())
                : body.text("orderId", order.orderId());
    }
}
