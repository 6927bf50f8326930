package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.OrderType;
import io.jaybit.simulator.exchange.StopOrderType;
import io.jaybit.simulator.exchange.TriggerBy;
import io.jaybit.simulator.wire.JsonText;

/**
 * An order as the queries show it. What is empty on the private stream is here {@code UNKNOWN} or 0.
 *
 * <p>The fields of the documented example come first, in its order; those that are documented and not in it follow. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/order/open-order">Get Open &amp; Closed Orders</a>.
 */
final class OrderRow {
    private static final String UNKNOWN = "UNKNOWN";

    private OrderRow() {}

    /** @param history whether the fields are added that only the history has */
    static void append(Order order, boolean history, JsonText to) {
        OrderRequest request = order.request();
        Instrument instrument = order.market().instrument();
        boolean spot = instrument.category() == Category.SPOT;
        to.begin()
                .text("orderId", order.id())
                .text("orderLinkId", request.orderLinkId())
                .text("blockTradeId", "")
                .text("symbol", instrument.symbol())
                .text("price", instrument.price(order.price()))
                .text("qty", Texts.size(instrument, order.qty()))
                .text("side", order.side().text())
                .text("isLeverage", spot ? (request.margin() ? "1" : "0") : "")
                .number("positionIdx", request.positionIdx())
                .text("orderStatus", order.status().text())
                .text("cancelType", order.cancelType().text())
                .text("rejectReason", order.rejectReason().text());
        fills(order, instrument, to);
        to.text("timeInForce", request.timeInForce().text())
                .text("orderType", request.type().text())
                .text("stopOrderType", known(request.stopOrderType()))
                .text("orderIv", "");
        triggers(order, instrument, to);
        to.flag("reduceOnly", request.reduceOnly())
                .flag("closeOnTrigger", request.closeOnTrigger())
                .text("smpType", request.smpType().text())
                .number("smpGroup", 0)
                .text("smpOrderId", order.smpOrderId())
                .text("tpslMode", request.partialTpsl() ? "Partial" : "Full")
                .text("tpLimitPrice", Texts.price(instrument, request.takeProfitLimit(), ""))
                .text("slLimitPrice", Texts.price(instrument, request.stopLossLimit(), ""))
                .text("placeType", instrument.category() == Category.OPTION ? "price" : "")
                .quoted("createdTime", order.createdEpochMillis())
                .quoted("updatedTime", order.updatedEpochMillis())
                .begin("cumFeeDetail");
        if (!order.feeCoin().isEmpty()) {
            to.text(order.feeCoin(), Texts.plain(order.fee()));
        }
        to.end();
        further(order, instrument, to);
        if (history) {
            to.text("extraFees", "").flag("rpiTakerAccess", false).text("rpiMatchedQty", "0");
        }
        to.end();
    }

    private static void fills(Order order, Instrument instrument, JsonText to) {
        to.text("avgPrice", Texts.plain(Texts.averagePrice(instrument, order.executed(), order.executedValue())))
                .text("leavesQty", Texts.size(instrument, order.leaves()))
                .text(
                        "leavesValue",
                        order.leaves() == 0 || order.price() == 0
                                ? "0"
                                : Texts.plain(instrument.value(order.leaves(), order.price())))
                .text("cumExecQty", Texts.size(instrument, order.executed()))
                .text("cumExecValue", Texts.plain(order.executedValue()))
                .text("cumExecFee", Texts.plain(order.fee()));
    }

    private static void triggers(Order order, Instrument instrument, JsonText to) {
        OrderRequest request = order.request();
        to.text("triggerPrice", instrument.price(order.triggerPrice()))
                .text("takeProfit", Texts.price(instrument, order.takeProfit(), ""))
                .text("stopLoss", Texts.price(instrument, order.stopLoss(), ""))
                .text("tpTriggerBy", order.takeProfit() == 0 ? UNKNOWN : known(request.takeProfitBy()))
                .text("slTriggerBy", order.stopLoss() == 0 ? UNKNOWN : known(request.stopLossBy()))
                .number("triggerDirection", request.triggerDirection())
                .text("triggerBy", known(request.triggerBy()))
                .text("lastPriceOnCreated", Texts.price(instrument, order.lastPriceOnCreated(), ""));
    }

    private static void further(Order order, Instrument instrument, JsonText to) {
        OrderRequest request = order.request();
        boolean spot = instrument.category() == Category.SPOT;
        if (spot) {
            to.text("basePrice", Texts.price(instrument, order.lastPriceOnCreated(), ""))
                    .text("ocoTriggerBy", "OcoTriggerByUnknown")
                    .text("marketUnit", marketUnit(request));
        } else {
            if (instrument.category() != Category.OPTION) {
                to.text("createType", request.createType().text());
            }
            to.text("parentOrderLinkId", request.parentOrderLinkId());
        }
        to.text("slippageToleranceType", request.slippageType().text())
                .text("slippageTolerance", Texts.plain(request.slippage()));
    }

    private static String marketUnit(OrderRequest request) {
        if (request.type() != OrderType.MARKET) {
            return "";
        }
        return request.quoteAmount() > 0 ? "quoteCoin" : "baseCoin";
    }

    private static String known(TriggerBy by) {
        return by == TriggerBy.NONE ? UNKNOWN : by.text();
    }

    private static String known(StopOrderType type) {
        return type == StopOrderType.NONE ? UNKNOWN : type.text();
    }
}
