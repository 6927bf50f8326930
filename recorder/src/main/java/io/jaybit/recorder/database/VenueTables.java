package io.jaybit.recorder.database;

import static io.jaybit.recorder.database.ColumnType.DECIMAL;
import static io.jaybit.recorder.database.ColumnType.TEXT;
import static io.jaybit.recorder.database.ColumnType.TIME;
import static io.jaybit.recorder.database.ColumnType.WORD;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import java.util.List;

/** The tables of what the venue says of itself: limits, pools, alerts, maintenance. */
public final class VenueTables {
    /** Between which prices orders are taken. */
    public static final Table<PriceLimit> PRICE_LIMITS = new Table<>(
            "price_limits",
            "the highest bid and the lowest ask that the venue takes",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.of("received", TIME),
                    Column.of("highest_bid", DECIMAL),
                    Column.of("lowest_ask", DECIMAL)),
            limit -> MarketTables.nanos(limit.exchangeEpochMillis()),
            VenueTables::write);

    /** Balances of the insurance pools. A pool is itself by its coin and the symbols that share it. */
    public static final Table<InsurancePool> INSURANCE = new Table<>(
            "insurance",
            "balances of insurance pools",
            List.of(
                    Column.key("time", TIME),
                    Column.key("coin", WORD),
                    Column.key("symbols", TEXT),
                    Column.of("received", TIME),
                    Column.of("balance", DECIMAL)),
            pool -> MarketTables.nanos(pool.exchangeEpochMillis()),
            VenueTables::write);

    /** How near automatic deleveraging is. */
    public static final Table<AdlAlert> ADL_ALERTS = new Table<>(
            "adl_alerts",
            "how near automatic deleveraging is",
            List.of(
                    Column.key("time", TIME),
                    Column.key("coin", WORD),
                    Column.key("symbol", WORD),
                    Column.of("received", TIME),
                    Column.of("balance", DECIMAL),
                    Column.of("trigger_ratio", DECIMAL),
                    Column.of("drawdown", DECIMAL),
                    Column.of("balance_threshold", DECIMAL),
                    Column.of("stop_ratio", DECIMAL)),
            alert -> MarketTables.nanos(alert.exchangeEpochMillis()),
            VenueTables::write);

    /** Maintenance, announced and going on. */
    public static final Table<SystemStatus> SYSTEM_STATUS = new Table<>(
            "system_status",
            "maintenance of the venue",
            List.of(
                    Column.key("time", TIME),
                    Column.key("id", TEXT),
                    Column.of("received", TIME),
                    Column.of("state", WORD),
                    Column.of("title", TEXT),
                    Column.of("begins", TIME),
                    Column.of("ends", TIME),
                    Column.of("maintenance_type", WORD),
                    Column.of("href", TEXT)),
            status -> MarketTables.nanos(status.exchangeEpochMillis()),
            VenueTables::write);

    /** All of them. */
    public static final List<Table<?>> ALL = List.of(PRICE_LIMITS, INSURANCE, ADL_ALERTS, SYSTEM_STATUS);

    private VenueTables() {}

    private static void write(PriceLimit limit, Row row) {
        MarketTables.symbol(row, limit.symbol())
                .time(limit.receivedEpochNanos())
                .decimal(limit.highestBid())
                .decimal(limit.lowestAsk());
    }

    private static void write(InsurancePool pool, Row row) {
        row.word(pool.coin())
                .text(String.join(",", pool.symbols()))
                .time(pool.receivedEpochNanos())
                .decimal(pool.balance());
    }

    private static void write(AdlAlert alert, Row row) {
        row.word(alert.coin())
                .word(alert.symbol())
                .time(alert.receivedEpochNanos())
                .decimal(alert.balance())
                .decimal(alert.triggerRatio())
                .decimal(alert.drawdown())
                .decimal(alert.balanceThreshold())
                .decimal(alert.stopRatio());
    }

    private static void write(SystemStatus status, Row row) {
        row.text(status.id())
                .time(status.receivedEpochNanos())
                .word(status.state().text())
                .text(status.title())
                .time(MarketTables.nanos(status.beginEpochMillis()))
                .millis(status.endEpochMillis())
                .word(status.maintenanceType())
                .text(status.href());
    }
}
