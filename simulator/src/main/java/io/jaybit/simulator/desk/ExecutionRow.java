package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExecType;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.StopOrderType;
import io.jaybit.simulator.wire.JsonText;

/**
 * An execution as the query shows it. Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/execution">Get Trade
 * History</a>.
 */
final class ExecutionRow {
    private ExecutionRow() {}

    static void append(Execution execution, JsonText to) {
        Order order = execution.order();
        Instrument instrument = order.market().instrument();
        boolean spot = instrument.category() == Category.SPOT;
        StopOrderType stop = order.request().stopOrderType();
        to.begin()
                .text("symbol", instrument.symbol())
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("side", order.side().text())
                .text("orderPrice", instrument.price(order.price()))
                .text("orderQty", Texts.size(instrument, order.qty()))
                .text("leavesQty", Texts.size(instrument, execution.leaves()));
        if (!spot && instrument.category() != Category.OPTION) {
            to.text("createType", order.request().createType().text());
        }
        to.text(
                        "orderType",
                        execution.type() == ExecType.FUNDING
                                ? "UNKNOWN"
                                : order.request().type().text())
                .text("stopOrderType", stop == StopOrderType.NONE ? "UNKNOWN" : stop.text())
                .text("execFee", Texts.plain(execution.fee()))
                .text("execFeeV2", "")
                .text("execId", execution.id())
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", Texts.size(instrument, execution.qty()))
                .text("execType", execution.type().text())
                .text("execValue", Texts.plain(execution.value()))
                .quoted("execTime", execution.epochMillis())
                .text("feeCurrency", execution.feeCoin())
                .flag("isMaker", execution.maker())
                .text("feeRate", Texts.plain(execution.feeRate()))
                .text("tradeIv", "")
                .text("markIv", "")
                .text("markPrice", spot ? "" : instrument.price(execution.markPrice()))
                .text("indexPrice", "")
                .text("underlyingPrice", "")
                .text("blockTradeId", "")
                .text("closedSize", spot ? "" : Texts.size(instrument, execution.closedQty()))
                .number("seq", execution.seq())
                .text("extraFees", "")
                .end();
    }
}
