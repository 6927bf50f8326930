package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.OrderType;
import io.jaybit.simulator.exchange.SlippageType;
import io.jaybit.simulator.exchange.StopOrderType;
import io.jaybit.simulator.exchange.TriggerBy;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An order as the private stream tells of it. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/order">Order</a>.
 */
final class OrderRow {
    private OrderRow() {}

    static String of(Order order) {
        OrderRequest request = order.request();
        Instrument instrument = order.market().instrument();
        Category category = instrument.category();
        boolean spot = category == Category.SPOT;
        boolean option = category == Category.OPTION;
        JsonText text = new JsonText()
                .begin()
                .text("category", category.text())
                .text("symbol", instrument.symbol())
                .text("orderId", order.id())
                .text("orderLinkId", request.orderLinkId());
        if (!request.parentOrderLinkId().isEmpty()) {
            text.text("parentOrderLinkId", request.parentOrderLinkId());
        }
        text.text("blockTradeId", "")
                .text("side", order.side().text())
                .number("positionIdx", request.positionIdx())
                .text("orderStatus", order.status().text())
                .text("cancelType", order.cancelType().text())
                .text("rejectReason", order.rejectReason().text())
                .text("timeInForce", request.timeInForce().text())
                .text("isLeverage", spot ? flag(request.margin()) : "")
                .text("price", instrument.price(order.price()))
                .text("qty", instrument.size(order.qty()))
                .text("avgPrice", averagePrice(order))
                .text("leavesQty", instrument.size(order.leaves()))
                .text("leavesValue", Money.text(leavesValue(order)))
                .text("cumExecQty", instrument.size(order.executed()))
                .text("cumExecValue", Money.text(order.executedValue()))
                .text("cumExecFee", Money.text(order.fee()))
                .text("orderType", request.type().text())
                .text("stopOrderType", request.stopOrderType().text())
                .text("orderIv", "")
                .text("triggerPrice", price(instrument, order.triggerPrice(), ""))
                .text("takeProfit", price(instrument, order.takeProfit(), ""))
                .text("stopLoss", price(instrument, order.stopLoss(), ""))
                .text("triggerBy", order.triggerBy().text())
                .text("tpTriggerBy", watched(order.takeProfit(), order.takeProfitBy()))
                .text("slTriggerBy", watched(order.stopLoss(), order.stopLossBy()))
                .number("triggerDirection", order.triggerDirection())
                .text("placeType", option ? "price" : "")
                .text("lastPriceOnCreated", price(instrument, order.lastPriceOnCreated(), ""))
                .flag("closeOnTrigger", request.closeOnTrigger())
                .flag("reduceOnly", order.isReduceOnly())
                .number("smpGroup", 0)
                .text("smpType", request.smpType().text())
                .text("smpOrderId", order.smpOrderId())
                .text("slLimitPrice", price(instrument, order.stopLossLimit(), "0"))
                .text("tpLimitPrice", price(instrument, order.takeProfitLimit(), "0"));
        if (spot && request.stopOrderType() == StopOrderType.TPSL) {
            text.text("ocoTriggerBy", "OcoTriggerByUnknown");
        }
        if (!spot) {
            text.text("tpslMode", option ? "" : takeProfitMode(order));
        }
        if (!spot && !option) {
            text.text("createType", request.createType().text());
        }
        text.text("marketUnit", marketUnit(order));
        if (request.slippageType() != SlippageType.NONE) {
            text.text("slippageToleranceType", request.slippageType().text())
                    .text("slippageTolerance", Money.text(request.slippage()));
        }
        text.quoted("createdTime", order.createdEpochMillis())
                .quoted("updatedTime", order.updatedEpochMillis())
                .text("feeCurrency", spot ? order.feeCoin() : "")
                .text("closedPnl", Money.text(order.closedPnl()));
        if (spot || category == Category.LINEAR) {
            feeDetail(text, order, instrument);
        }
        return text.flag("rpiTakerAccess", false)
                .text("rpiMatchedQty", "0")
                .end()
                .toString();
    }

    private static void feeDetail(JsonText text, Order order, Instrument instrument) {
        String coin = instrument.category() == Category.SPOT ? order.feeCoin() : instrument.settleCoin();
        text.begin("cumFeeDetail");
        if (!coin.isEmpty()) {
            text.text(coin, Money.text(order.fee()));
        }
        text.end();
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }

    private static String price(Instrument instrument, long ticks, String none) {
        return ticks == 0 ? none : instrument.price(ticks);
    }

    private static String watched(long price, TriggerBy by) {
        return price == 0 ? "" : by.text();
    }

    private static String takeProfitMode(Order order) {
        boolean attached = order.takeProfit() != 0 || order.stopLoss() != 0;
        return order.request().partialTpsl() ? "Partial" : attached ? "Full" : "UNKNOWN";
    }

    private static String marketUnit(Order order) {
        OrderRequest request = order.request();
        if (order.market().category() != Category.SPOT || request.type() != OrderType.MARKET) {
            return "";
        }
        return request.quoteAmount() > 0 ? "quoteCoin" : "baseCoin";
    }

    /** Empty where nothing was filled; at most 8 decimals. */
    static String averagePrice(Order order) {
        if (order.executed() == 0) {
            return "";
        }
        Instrument instrument = order.market().instrument();
        BigDecimal size = instrument.sizeOf(order.executed());
        BigDecimal value = order.executedValue();
        BigDecimal price = instrument.isInverse()
                ? size.divide(value, MathContext.DECIMAL64)
                : value.divide(size, MathContext.DECIMAL64);
        return Money.text(Money.round(price));
    }

    static BigDecimal leavesValue(Order order) {
        return order.leaves() == 0 || order.price() == 0
                ? BigDecimal.ZERO
                : order.market().instrument().value(order.leaves(), order.price());
    }
}
