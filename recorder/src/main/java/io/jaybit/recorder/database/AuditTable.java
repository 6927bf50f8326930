package io.jaybit.recorder.database;

import static io.jaybit.recorder.database.ColumnType.FLAG;
import static io.jaybit.recorder.database.ColumnType.NUMBER;
import static io.jaybit.recorder.database.ColumnType.PRODUCT;
import static io.jaybit.recorder.database.ColumnType.TIME;
import static io.jaybit.recorder.database.ColumnType.WORD;

import java.util.List;

/** The table of what came out when trades were compared with the venue's candles. */
public final class AuditTable {
    /** A row for each minute and symbol; a later look takes the place of the one before it. */
    public static final Table<MinuteAudit> AUDITS = new Table<>(
            "audits",
            "the trades of a minute beside the venue's candle of it",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.of("equal", FLAG),
                    Column.of("counted", WORD),
                    Column.of("trades", NUMBER),
                    Column.of("volume", PRODUCT),
                    Column.of("candle_volume", PRODUCT),
                    Column.of("turnover", PRODUCT),
                    Column.of("candle_turnover", PRODUCT),
                    Column.of("seen_ms", NUMBER)),
            audit -> MarketTables.nanos(audit.startEpochMillis()),
            AuditTable::write);

    private AuditTable() {}

    private static void write(MinuteAudit audit, Row row) {
        MarketTables.symbol(row, audit.symbol())
                .flag(audit.isEqual())
                .word(audit.isEqual() ? audit.counted() : null)
                .number(audit.trades())
                .product(audit.rows().volume())
                .product(audit.candle().volume())
                .product(audit.rows().turnover())
                .product(audit.candle().turnover())
                .number(audit.seenMillis());
    }
}
