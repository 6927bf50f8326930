package io.jaybit.recorder.database;

import static io.jaybit.recorder.database.ColumnType.DECIMAL;
import static io.jaybit.recorder.database.ColumnType.FLAG;
import static io.jaybit.recorder.database.ColumnType.NUMBER;
import static io.jaybit.recorder.database.ColumnType.TEXT;
import static io.jaybit.recorder.database.ColumnType.TIME;
import static io.jaybit.recorder.database.ColumnType.WORD;

import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate.CoinBalance;
import java.util.List;

/** The tables of the own account. */
public final class AccountTables {
    /** A coin's balance as told at a time. Immutable. */
    public record Balance(String accountType, CoinBalance coin, long exchangeEpochMillis, long receivedEpochNanos) {}

    /** What the venue told of orders. */
    public static final Table<OrderUpdate> ORDERS = new Table<>(
            "orders",
            "each state of each order, as the venue told it",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("order_id", TEXT),
                    Column.key("status", WORD),
                    Column.key("filled", DECIMAL),
                    Column.of("order_link_id", TEXT),
                    Column.of("received", TIME),
                    Column.of("source", WORD),
                    Column.of("side", WORD),
                    Column.of("order_type", WORD),
                    Column.of("time_in_force", WORD),
                    Column.of("price", DECIMAL),
                    Column.of("qty", DECIMAL),
                    Column.of("average_price", DECIMAL),
                    Column.of("trigger_price", DECIMAL),
                    Column.of("reduce_only", FLAG),
                    Column.of("cancel_type", WORD),
                    Column.of("reject_reason", WORD),
                    Column.of("created", TIME)),
            order -> MarketTables.nanos(order.updatedEpochMillis()),
            AccountTables::write);

    /** Fills and their like, each once. */
    public static final Table<Execution> EXECUTIONS = new Table<>(
            "executions",
            "fills and their like, each once",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("exec_id", TEXT),
                    Column.of("order_id", TEXT),
                    Column.of("order_link_id", TEXT),
                    Column.of("received", TIME),
                    Column.of("source", WORD),
                    Column.of("exec_type", WORD),
                    Column.of("side", WORD),
                    Column.of("price", DECIMAL),
                    Column.of("qty", DECIMAL),
                    Column.of("value", DECIMAL),
                    Column.of("fee", DECIMAL),
                    Column.of("fee_currency", WORD),
                    Column.of("maker", FLAG),
                    Column.of("closed_size", DECIMAL),
                    Column.of("pnl", DECIMAL),
                    Column.of("seq", NUMBER)),
            execution -> MarketTables.nanos(execution.exchangeEpochMillis()),
            AccountTables::write);

    /** What the venue told of positions; the size is signed. */
    public static final Table<PositionUpdate> POSITIONS = new Table<>(
            "positions",
            "positions as the venue told them, with signed sizes",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("position_idx", NUMBER),
                    Column.key("seq", NUMBER),
                    Column.of("received", TIME),
                    Column.of("source", WORD),
                    Column.of("size", DECIMAL),
                    Column.of("entry_price", DECIMAL),
                    Column.of("break_even_price", DECIMAL),
                    Column.of("mark_price", DECIMAL),
                    Column.of("liquidation_price", DECIMAL),
                    Column.of("leverage", DECIMAL),
                    Column.of("unrealised_pnl", DECIMAL),
                    Column.of("cur_realised_pnl", DECIMAL),
                    Column.of("cum_realised_pnl", DECIMAL),
                    Column.of("status", WORD)),
            position -> MarketTables.nanos(position.updatedEpochMillis()),
            AccountTables::write);

    /** Balances by coin. */
    public static final Table<Balance> WALLET = new Table<>(
            "wallet",
            "balances by coin",
            List.of(
                    Column.key("time", TIME),
                    Column.key("account_type", WORD),
                    Column.key("coin", WORD),
                    Column.of("received", TIME),
                    Column.of("wallet_balance", DECIMAL),
                    Column.of("equity", DECIMAL),
                    Column.of("locked", DECIMAL),
                    Column.of("borrow_amount", DECIMAL),
                    Column.of("order_initial_margin", DECIMAL),
                    Column.of("position_initial_margin", DECIMAL),
                    Column.of("unrealised_pnl", DECIMAL),
                    Column.of("cum_realised_pnl", DECIMAL)),
            balance -> MarketTables.nanos(balance.exchangeEpochMillis()),
            AccountTables::write);

    /** All of them. */
    public static final List<Table<?>> ALL = List.of(ORDERS, EXECUTIONS, POSITIONS, WALLET);

    private AccountTables() {}

    private static void write(OrderUpdate order, Row row) {
        MarketTables.symbol(row, order.symbol())
                .text(order.orderId())
                .word(order.status().text())
                .decimal(order.progress().cumExecQty())
                .text(order.orderLinkId())
                .time(order.origin().receivedEpochNanos())
                .word(order.origin().source().name())
                .word(order.side().text())
                .word(order.orderType().text())
                .word(order.timeInForce().text())
                .decimal(order.price())
                .decimal(order.qty())
                .decimal(order.progress().averagePrice())
                .decimal(order.trigger().price())
                .flag(order.reduceOnly())
                .word(order.cancelType().text())
                .word(order.rejectReason().text())
                .time(MarketTables.nanos(order.createdEpochMillis()));
    }

    private static void write(Execution execution, Row row) {
        MarketTables.symbol(row, execution.symbol())
                .text(execution.execId())
                .text(execution.orderId())
                .text(execution.orderLinkId())
                .time(execution.origin().receivedEpochNanos())
                .word(execution.origin().source().name())
                .word(execution.type().text())
                .word(execution.side().text())
                .decimal(execution.price())
                .decimal(execution.qty())
                .decimal(execution.value())
                .decimal(execution.fee())
                .word(execution.feeCurrency())
                .flag(execution.maker())
                .decimal(execution.closedSize())
                .decimal(execution.pnl())
                .number(execution.seq());
    }

    private static void write(PositionUpdate position, Row row) {
        MarketTables.symbol(row, position.symbol())
                .number(position.positionIdx())
                .number(position.seq())
                .time(position.origin().receivedEpochNanos())
                .word(position.origin().source().name())
                .decimal(position.signedSize())
                .decimal(position.entryPrice())
                .decimal(position.breakEvenPrice())
                .decimal(position.markPrice())
                .decimal(position.liquidationPrice())
                .decimal(position.leverage())
                .decimal(position.unrealisedPnl())
                .decimal(position.curRealisedPnl())
                .decimal(position.cumRealisedPnl())
                .word(position.status().text());
    }

    private static void write(Balance balance, Row row) {
        CoinBalance coin = balance.coin();
        row.word(balance.accountType())
                .word(coin.coin())
                .time(balance.receivedEpochNanos())
                .decimal(coin.walletBalance())
                .decimal(coin.equity())
                .decimal(coin.locked())
                .decimal(coin.borrowAmount())
                .decimal(coin.orderInitialMargin())
                .decimal(coin.positionInitialMargin())
                .decimal(coin.unrealisedPnl())
                .decimal(coin.cumRealisedPnl());
    }
}
