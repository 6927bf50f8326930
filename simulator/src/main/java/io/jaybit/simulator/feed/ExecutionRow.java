package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExecType;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderType;
import io.jaybit.simulator.exchange.StopOrderType;
import io.jaybit.simulator.wire.JsonText;

/**
 * An execution as the private streams tell of it. Venue pages: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/execution">Execution</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/fast-execution">Fast Execution</a>.
 */
final class ExecutionRow {
    private ExecutionRow() {}

    static String of(Exchange exchange, Execution execution) {
        Order order = execution.order();
        Instrument instrument = order.market().instrument();
        Category category = instrument.category();
        boolean spot = category == Category.SPOT;
        boolean option = category == Category.OPTION;
        boolean traded = execution.type() == ExecType.TRADE || execution.type() == ExecType.FUTURE_SPREAD;
        StopOrderType stop = order.request().stopOrderType();
        JsonText text = new JsonText()
                .begin()
                .text("category", category.text())
                .text("symbol", instrument.symbol())
                .text("closedSize", instrument.size(execution.closedQty()))
                .text("execFee", Money.text(execution.fee()))
                .text("execId", execution.id())
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", instrument.size(execution.qty()))
                .text("execType", execution.type().text())
                .text("execValue", Money.text(execution.value()))
                .text("feeRate", Money.text(execution.feeRate()))
                .text("tradeIv", volatility(exchange, order.market(), execution.price()))
                .text("markIv", volatility(exchange, order.market(), execution.markPrice()))
                .text("blockTradeId", "")
                .text("markPrice", instrument.price(execution.markPrice()))
                .text("indexPrice", underlying(exchange, order.market(), true))
                .text("underlyingPrice", underlying(exchange, order.market(), false))
                .text("leavesQty", instrument.size(execution.leaves()))
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("orderPrice", instrument.price(order.price()))
                .text("orderQty", instrument.size(order.qty()))
                .text(
                        "orderType",
                        execution.type() == ExecType.FUNDING
                                ? "UNKNOWN"
                                : order.request().type().text())
                .text("stopOrderType", stop == StopOrderType.NONE ? "UNKNOWN" : stop.text())
                .text("side", order.side().text())
                .quoted("execTime", execution.epochMillis())
                .text("isLeverage", spot && order.request().margin() ? "1" : "0")
                .flag("isMaker", traded && execution.maker())
                .number("seq", execution.seq())
                .text("marketUnit", marketUnit(order))
                .text("execPnl", Money.text(execution.pnl()));
        if (!spot && !option) {
            text.text("createType", order.request().createType().text());
        }
        return text.text("extraFees", "")
                .text("feeCurrency", execution.feeCoin())
                .end()
                .toString();
    }

    private static String volatility(Exchange exchange, Market market, long price) {
        return market.category() == Category.OPTION ? new OptionPrices(exchange, market).volatilityText(price) : "";
    }

    private static String underlying(Exchange exchange, Market market, boolean index) {
        if (market.category() != Category.OPTION) {
            return "";
        }
        OptionPrices prices = new OptionPrices(exchange, market);
        return (index ? prices.index() : prices.underlying()).toPlainString();
    }

    private static String marketUnit(Order order) {
        boolean spotMarket =
                order.market().category() == Category.SPOT && order.request().type() == OrderType.MARKET;
        return !spotMarket ? "" : order.request().quoteAmount() > 0 ? "quoteCoin" : "baseCoin";
    }

    /** The short form, of trades alone. A maker is not told its link id. */
    static String fast(Execution execution) {
        Order order = execution.order();
        Instrument instrument = order.market().instrument();
        return new JsonText()
                .begin()
                .text("category", instrument.category().text())
                .text("symbol", instrument.symbol())
                .text("execId", execution.id())
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", instrument.size(execution.qty()))
                .text("orderId", order.id())
                .flag("isMaker", execution.maker())
                .text("orderLinkId", execution.maker() ? "" : order.request().orderLinkId())
                .text("side", order.side().text())
                .quoted("execTime", execution.epochMillis())
                .number("seq", execution.seq())
                .end()
                .toString();
    }
}
