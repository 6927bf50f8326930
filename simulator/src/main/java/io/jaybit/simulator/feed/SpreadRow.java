package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;

/**
 * Orders and executions of combinations and of their legs, on topics of their own. What belongs to the legs is empty in the
 * combination's rows. Venue pages: <a
 * href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/order">Spread Order</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/execution">Spread Execution</a>.
 */
final class SpreadRow {
    private SpreadRow() {}

    static String order(Order order) {
        Market market = order.market();
        Instrument instrument = market.instrument();
        Order combination = order.combination();
        boolean leg = combination != null;
        JsonText text = new JsonText()
                .begin()
                .text("category", category(market))
                .text("symbol", instrument.symbol())
                .text("parentOrderId", combination == null ? "" : combination.id())
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("side", order.side().text())
                .text("orderStatus", order.status().text())
                .text("cancelType", order.cancelType().text())
                .text("rejectReason", order.rejectReason().text())
                .text("timeInForce", order.request().timeInForce().text())
                .text("price", instrument.price(order.price()))
                .text("qty", instrument.size(order.qty()))
                .text("avgPrice", leg ? OrderRow.averagePrice(order) : "")
                .text("leavesQty", instrument.size(order.leaves()))
                .text("leavesValue", leg ? Money.text(OrderRow.leavesValue(order)) : "")
                .text("cumExecQty", instrument.size(order.executed()))
                .text("cumExecValue", leg ? Money.text(order.executedValue()) : "")
                .text("cumExecFee", leg ? Money.text(order.fee()) : "")
                .text("orderType", order.request().type().text())
                .text("isLeverage", "")
                .quoted("createdTime", order.createdEpochMillis())
                .quoted("updatedTime", order.updatedEpochMillis())
                .text("feeCurrency", "")
                .text("createType", order.request().createType().text())
                .text("closedPnl", leg ? Money.text(order.closedPnl()) : "")
                .begin("cumFeeDetail");
        if (leg) {
            text.text(order.feeCoin(), Money.text(order.fee()));
        } else {
            order.legFees().forEach((coin, fee) -> text.text(coin, Money.text(fee)));
        }
        return text.end().end().toString();
    }

    static String execution(Execution execution) {
        Order order = execution.order();
        Market market = order.market();
        Instrument instrument = market.instrument();
        boolean leg = order.combination() != null;
        boolean spot = market.category() == Category.SPOT;
        return new JsonText()
                .begin()
                .text("category", category(market))
                .text("symbol", instrument.symbol())
                .text("closedSize", leg ? instrument.size(execution.closedQty()) : "")
                // Deprecated of pairs, whose fee has a field of its own.
                .text("execFee", leg && !spot ? Money.text(execution.fee()) : "")
                .text("execId", execution.id())
                .text("parentExecId", execution.parentId())
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", instrument.size(execution.qty()))
                .text("execType", execution.type().text())
                .text("execValue", ofLeg(leg, execution.value()))
                .text("feeRate", ofLeg(leg, execution.feeRate()))
                .text("markPrice", leg ? instrument.price(execution.markPrice()) : "")
                .text("leavesQty", instrument.size(execution.leaves()))
                // A leg's order is named on the topics of its own market.
                .text("orderId", leg ? "" : order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("orderPrice", instrument.price(order.price()))
                .text("orderQty", instrument.size(order.qty()))
                .text("orderType", order.request().type().text())
                .text("side", order.side().text())
                .quoted("execTime", execution.epochMillis())
                .text("isLeverage", leg ? "0" : "")
                .flag("isMaker", execution.maker())
                .number("seq", execution.seq())
                .text("createType", order.request().createType().text())
                .text("execPnl", ofLeg(leg, execution.pnl()))
                .text("execFeeV2", spot ? Money.text(execution.fee()) : "")
                .text("feeCoin", leg ? execution.feeCoin() : "")
                .end()
                .toString();
    }

    private static String category(Market market) {
        return switch (market.category()) {
            case SPREAD -> "combination";
            case SPOT -> "spot_leg";
            case LINEAR, INVERSE, OPTION -> "future_leg";
        };
    }

    private static String ofLeg(boolean leg, BigDecimal number) {
        return leg ? Money.text(number) : "";
    }
}
