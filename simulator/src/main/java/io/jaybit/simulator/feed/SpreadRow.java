package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.wire.JsonText;

/**
 * Orders and executions of combinations as the private streams tell of them; a combination's legs are not traded apart here. Venue
 * pages: <a href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/order">Spread Order</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/execution">Spread Execution</a>.
 */
final class SpreadRow {
    private SpreadRow() {}

    static String order(Order order) {
        Instrument instrument = order.market().instrument();
        return new JsonText()
                .begin()
                .text("category", "combination")
                .text("symbol", instrument.symbol())
                .text("parentOrderId", "")
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("side", order.side().text())
                .text("orderStatus", order.status().text())
                .text("cancelType", order.cancelType().text())
                .text("rejectReason", order.rejectReason().text())
                .text("timeInForce", order.request().timeInForce().text())
                .text("price", instrument.price(order.price()))
                .text("qty", instrument.size(order.qty()))
                .text("avgPrice", OrderRow.averagePrice(order))
                .text("leavesQty", instrument.size(order.leaves()))
                .text("leavesValue", "")
                .text("cumExecQty", instrument.size(order.executed()))
                .text("cumExecValue", "")
                .text("cumExecFee", "")
                .text("orderType", order.request().type().text())
                .text("isLeverage", "")
                .quoted("createdTime", order.createdEpochMillis())
                .quoted("updatedTime", order.updatedEpochMillis())
                .text("feeCurrency", "")
                .text("createType", order.request().createType().text())
                .text("closedPnl", "")
                .begin("cumFeeDetail")
                .end()
                .end()
                .toString();
    }

    static String execution(Execution execution) {
        Order order = execution.order();
        Instrument instrument = order.market().instrument();
        return new JsonText()
                .begin()
                .text("category", "combination")
                .text("symbol", instrument.symbol())
                .text("closedSize", "")
                .text("execFee", "")
                .text("execFeeV2", "")
                .text("feeCoin", "")
                .text("execId", execution.id())
                .text("parentExecId", "")
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", instrument.size(execution.qty()))
                .text("execType", execution.type().text())
                .text("execValue", "")
                .text("feeRate", "")
                .text("leavesQty", instrument.size(execution.leaves()))
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("orderPrice", instrument.price(order.price()))
                .text("orderQty", instrument.size(order.qty()))
                .text("orderType", order.request().type().text())
                .text("side", order.side().text())
                .quoted("execTime", execution.epochMillis())
                .flag("isMaker", execution.maker())
                .number("seq", execution.seq())
                .text("execPnl", Money.text(execution.pnl()))
                .text("createType", order.request().createType().text())
                .text("extraFees", "")
                .end()
                .toString();
    }
}
