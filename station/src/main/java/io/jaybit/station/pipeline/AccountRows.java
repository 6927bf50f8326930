package io.jaybit.station.pipeline;

import io.jaybit.account.CancelType;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.RejectReason;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Coded;
import io.jaybit.market.Currencies;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRecord;
import io.jaybit.positions.Mark;
import io.jaybit.positions.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of private events in their order, by the same rules as {@link EventRows}. */
final class AccountRows {
    private AccountRows() {}

    /** Profits are rounded to eight decimals where they are no exact number. */
    static Row.Builder position(Position position) {
        BigDecimal size = position.net();
        Mark mark = position.mark();
        Quotient pnl = position.unrealisedPnl();
        Row.Builder row = Row.of("position")
                .text("category", position.symbol().category().text())
                .text("symbol", position.symbol().name())
                .number("positionIdx", position.positionIdx())
                .text("side", size.signum() == 0 ? null : size.signum() > 0 ? "Long" : "Short")
                .decimal("size", size)
                .text("sizeUnit", sizeUnit(position.symbol()))
                .decimal("entryPrice", position.entryPrice())
                .decimal("markPrice", mark == null ? null : mark.price());
        // The mark of a row that was asked for is of nobody knows when.
        OptionalLong age = mark == null || mark.ageNanos() == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(mark.ageNanos() / 1_000_000);
        row.number("markAge", age);
        PositionUpdate told = position.row();
        long time = Math.max(told == null ? 0 : told.exchangeEpochMillis(), mark == null ? 0 : mark.venueEpochMillis());
        return row.decimal("unrealisedPnl", pnl == null ? null : rounded(pnl))
                .text("pnlCurrency", pnlCurrency(position.symbol()))
                .decimal("liquidationPrice", position.liquidationPrice())
                .number("time", time);
    }

    static BigDecimal rounded(Quotient pnl) {
        BigDecimal rounded = pnl.round(8).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    static Row.Builder order(OrderUpdate order, @Nullable String previousStatus) {
        return Row.of("order")
                .text("category", order.symbol().category().text())
                .text("symbol", order.symbol().name())
                .text("orderId", order.orderId())
                .text("orderLinkId", order.orderLinkId())
                .text("side", order.side().text())
                .text("orderType", order.orderType().text())
                .decimal("price", order.price())
                .decimal("qty", order.qty())
                .decimal("filled", order.progress().cumExecQty())
                .decimal("averagePrice", order.progress().averagePrice())
                .text("previousStatus", previousStatus)
                .text("status", order.status().text())
                .text("reason", reason(order))
                .number("time", order.exchangeEpochMillis())
                .text("stopOrderType", order.trigger().stopOrderType().text())
                .decimal("triggerPrice", order.trigger().price());
    }

    /** An order as it is known, the venue's picture of it or not; its status is what we know, {@code Unknown} among it. */
    static Row.Builder order(OrderRecord order, @Nullable BigDecimal averagePrice) {
        OrderUpdate shown = order.shown();
        NewOrder asked = order.asked();
        return Row.of("order")
                .text("category", order.symbol().category().text())
                .text("symbol", order.symbol().name())
                .text("orderId", order.ref().orderId())
                .text("orderLinkId", order.ref().orderLinkId())
                .text("side", order.side() == null ? null : order.side().text())
                .text(
                        "orderType",
                        shown != null
                                ? shown.orderType().text()
                                : asked != null ? asked.type().text() : null)
                .decimal("price", order.price())
                .decimal("qty", order.qty())
                .decimal("filled", order.filled())
                .decimal("averagePrice", averagePrice)
                .text("previousStatus", null)
                .text("status", order.state().text())
                .text("reason", shown == null ? null : reason(shown))
                .number("time", shown != null ? shown.exchangeEpochMillis() : order.sinceEpochNanos() / 1_000_000);
    }

    /** The venue's words for why; null where it gives none. */
    static @Nullable String reason(OrderUpdate order) {
        List<String> words = new ArrayList<>();
        Coded<CancelType> cancel = order.cancelType();
        if (cancel.value() != CancelType.NONE) {
            words.add(cancel.text());
        }
        Coded<RejectReason> reject = order.rejectReason();
        if (reject.value() != RejectReason.NONE) {
            words.add(reject.text());
        }
        return words.isEmpty() ? null : String.join(", ", words);
    }

    static Row.Builder execution(Execution execution) {
        return Row.of("execution")
                .text("category", execution.symbol().category().text())
                .text("symbol", execution.symbol().name())
                .text("execId", execution.execId())
                .text("orderId", execution.orderId())
                .text("orderLinkId", execution.orderLinkId())
                .text("side", execution.side().text())
                .text("execType", execution.type().text())
                .decimal("price", execution.price())
                .decimal("qty", execution.qty())
                .decimal("fee", execution.fee())
                .text("feeCurrency", execution.feeCurrency().isEmpty() ? null : execution.feeCurrency())
                .number("time", execution.exchangeEpochMillis())
                .flag("maker", execution.maker())
                .decimal("value", execution.value())
                .decimal("pnl", execution.pnl())
                .number("seq", execution.seq());
    }

    static Row.Builder coin(WalletUpdate wallet, WalletUpdate.CoinBalance coin) {
        return Row.of("wallet")
                .text("accountType", wallet.accountType())
                .text("coin", coin.coin())
                .decimal("walletBalance", coin.walletBalance())
                .decimal("equity", coin.equity())
                .decimal("unrealisedPnl", coin.unrealisedPnl())
                .decimal("locked", coin.locked())
                .decimal("borrowAmount", coin.borrowAmount())
                .decimal("usdValue", coin.usdValue())
                .number("time", wallet.exchangeEpochMillis());
    }

    /** What a position's size counts. */
    static @Nullable String sizeUnit(Symbol symbol) {
        return symbol.category() == Category.INVERSE ? "USD" : baseCoin(symbol);
    }

    /** What a position earns: on inverse the coin itself. */
    static @Nullable String pnlCurrency(Symbol symbol) {
        return symbol.category() == Category.INVERSE ? baseCoin(symbol) : Currencies.notionalCurrency(symbol);
    }

    /** The coin a contract is of, from its name; null where that does not tell. */
    private static @Nullable String baseCoin(Symbol symbol) {
        String name = symbol.name();
        int dash = name.indexOf('-');
        String head = dash < 0 ? name : name.substring(0, dash);
        for (String quote : List.of("USDT", "USDC", "PERP", "USD")) {
            int at = head.indexOf(quote, 1);
            // BTCUSDZ26 has its month of delivery behind.
            if (at > 0 && (head.endsWith(quote) || symbol.category() == Category.INVERSE)) {
                return head.substring(0, at);
            }
        }
        return dash < 0 ? null : head;
    }
}
