package io.jaybit.recorder.database;

import static io.jaybit.recorder.database.ColumnType.DECIMAL;
import static io.jaybit.recorder.database.ColumnType.FLAG;
import static io.jaybit.recorder.database.ColumnType.NUMBER;
import static io.jaybit.recorder.database.ColumnType.PRODUCT;
import static io.jaybit.recorder.database.ColumnType.TEXT;
import static io.jaybit.recorder.database.ColumnType.TIME;
import static io.jaybit.recorder.database.ColumnType.WORD;

import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.Sweep;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageSummary;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of public data and of what is made of it. */
public final class MarketTables {
    /** Public prints; a trade is itself by its id, of which one {@code seq} can hold many. */
    public static final Table<Trade> TRADES = new Table<>(
            "trades",
            "public prints",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("id", TEXT),
                    Column.of("received", TIME),
                    Column.of("side", WORD),
                    Column.of("price", DECIMAL),
                    Column.of("size", DECIMAL),
                    Column.of("notional", PRODUCT),
                    Column.of("notional_currency", WORD),
                    Column.of("seq", NUMBER),
                    Column.of("block", FLAG),
                    Column.of("rpi", FLAG)),
            trade -> nanos(trade.exchangeEpochMillis()),
            MarketTables::write);

    /** Prints that followed each other on one taker side. */
    public static final Table<Sweep> SWEEPS = new Table<>(
            "sweeps",
            "prints that followed each other on one taker side",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("side", WORD),
                    Column.key("until", TIME),
                    Column.key("first_price", DECIMAL),
                    Column.key("size", DECIMAL),
                    Column.of("last_price", DECIMAL),
                    Column.of("notional", PRODUCT),
                    Column.of("notional_currency", WORD),
                    Column.of("average_price", DECIMAL),
                    Column.of("prints", NUMBER),
                    Column.of("rpi_prints", NUMBER),
                    Column.of("levels", NUMBER),
                    Column.of("evidence", WORD),
                    Column.of("cut", FLAG),
                    Column.of("late", FLAG)),
            sweep -> nanos(sweep.fromEpochMillis()),
            MarketTables::write);

    /** Forced closes. They have no id, and two equal ones of a frame can both be real. */
    public static final Table<Liquidation> LIQUIDATIONS = new Table<>(
            "liquidations",
            "forced closes, by the side that was liquidated",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("pushed", TIME),
                    Column.key("index_in_frame", NUMBER),
                    Column.key("liquidated", WORD),
                    Column.key("size", DECIMAL),
                    Column.key("bankruptcy_price", DECIMAL),
                    Column.of("received", TIME),
                    Column.of("notional", PRODUCT),
                    Column.of("notional_currency", WORD),
                    Column.of("sampled", FLAG)),
            liquidation -> nanos(liquidation.exchangeEpochMillis()),
            MarketTables::write);

    /** Liquidations added up; a revised total takes the place of the one before it. */
    public static final Table<LiquidationTotal> LIQUIDATION_TOTALS = new Table<>(
            "liquidation_totals",
            "liquidations of a window, and how much of it was seen",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("period", WORD),
                    Column.key("notional_currency", WORD),
                    Column.of("until", TIME),
                    Column.of("long_notional", PRODUCT),
                    Column.of("short_notional", PRODUCT),
                    Column.of("long_count", NUMBER),
                    Column.of("short_count", NUMBER),
                    Column.of("sampled_count", NUMBER),
                    Column.of("final", FLAG),
                    Column.of("revised", FLAG),
                    Column.of("window_ms", NUMBER),
                    Column.of("seen_ms", NUMBER),
                    Column.of("verified_ms", NUMBER),
                    Column.of("gaps", NUMBER),
                    Column.of("causes", TEXT)),
            total -> nanos(total.fromEpochMillis()),
            MarketTables::write);

    /** The best of each side, whenever it changes. */
    public static final Table<BookState> BOOK = new Table<>(
            "book",
            "the best of each side, whenever it changes",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("topic", WORD),
                    Column.key("feed_epoch", NUMBER),
                    Column.key("u", NUMBER),
                    Column.of("received", TIME),
                    Column.of("status", WORD),
                    Column.of("reason", WORD),
                    Column.of("bid_price", DECIMAL),
                    Column.of("bid_size", DECIMAL),
                    Column.of("ask_price", DECIMAL),
                    Column.of("ask_size", DECIMAL)),
            book -> nanos(book.exchangeEpochMillis()),
            MarketTables::write);

    /** Whole books, from time to time. */
    public static final Table<BookLevel> BOOK_LEVELS = levels("book_levels", "whole books, from time to time");

    /** Every change to a level; on request. */
    public static final Table<BookLevel> BOOK_DELTAS = levels("book_deltas", "every change to a level of a book");

    /** Candles as last told; one that is not final takes the place of the one before it. */
    public static final Table<Kline> KLINES = new Table<>(
            "klines",
            "candles",
            List.of(
                    Column.key("time", TIME),
                    Column.key("category", WORD),
                    Column.key("symbol", WORD),
                    Column.key("period", WORD),
                    Column.of("received", TIME),
                    Column.of("open", DECIMAL),
                    Column.of("high", DECIMAL),
                    Column.of("low", DECIMAL),
                    Column.of("close", DECIMAL),
                    Column.of("volume", DECIMAL),
                    Column.of("turnover", DECIMAL),
                    Column.of("confirmed", FLAG)),
            kline -> nanos(kline.startEpochMillis()),
            MarketTables::write);

    private static final Set<TickerField> TICKER_WORDS =
            Set.of(TickerField.TICK_DIRECTION, TickerField.CUR_PRE_LISTING_PHASE, TickerField.DELIVERY_TIME);

    /** All that is known of a symbol's ticker after a frame, a column for each field of the venue. */
    public static final Table<Ticker> TICKERS = new Table<>(
            "tickers",
            "all that is known of a symbol's ticker after a frame",
            tickerColumns(),
            ticker -> nanos(ticker.exchangeEpochMillis()),
            MarketTables::write);

    /** What of each topic was seen, and what not, and why. */
    public static final Table<CoverageRow> COVERAGE = new Table<>(
            "coverage",
            "what of each topic was seen, what not, and why",
            List.of(
                    Column.key("time", TIME),
                    Column.key("channel", WORD),
                    Column.key("topic", WORD),
                    Column.of("until", TIME),
                    Column.of("state", WORD),
                    Column.of("causes", TEXT),
                    Column.of("folded_gaps", NUMBER)),
            row -> nanos(row.fromEpochMillis()),
            MarketTables::write);

    /** Into {@link #TRADES}, out of a dump of the venue's: when it was received nobody knows. */
    public static final Table<Trade> IMPORTED_TRADES = new Table<>(
            TRADES.name(), TRADES.what(), TRADES.columns(), TRADES.epochNanos(), MarketTables::writeImported);

    /**
     * Into {@link #COVERAGE}, beside what the recording itself says: a microsecond behind the begin of the stretch, so that neither ever takes
     * the other's place. {@link CoverageLine} puts them together.
     */
    public static final Table<CoverageRow> RECOVERED = new Table<>(
            COVERAGE.name(), COVERAGE.what(), COVERAGE.columns(), MarketTables::besideNanos, COVERAGE.write());

    /** All of them. */
    public static final List<Table<?>> ALL = List.of(
            TRADES,
            SWEEPS,
            LIQUIDATIONS,
            LIQUIDATION_TOTALS,
            BOOK,
            BOOK_LEVELS,
            BOOK_DELTAS,
            KLINES,
            TICKERS,
            COVERAGE);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private MarketTables() {}

    static long nanos(long epochMillis) {
        return Math.multiplyExact(epochMillis, NANOS_PER_MILLI);
    }

    private static long besideNanos(CoverageRow recovered) {
        return nanos(recovered.fromEpochMillis()) + NANOS_PER_MICRO;
    }

    static Row symbol(Row row, Symbol symbol) {
        return row.word(symbol.category().text()).word(symbol.name());
    }

    private static Row notional(Row row, @Nullable Notional notional) {
        return row.product(notional == null ? null : notional.amount())
                .word(notional == null ? null : notional.currency());
    }

    private static void write(Trade trade, Row row) {
        writeRest(trade, symbol(row, trade.symbol()).text(trade.id().toString()).time(trade.receivedEpochNanos()));
    }

    private static void writeImported(Trade trade, Row row) {
        writeRest(trade, symbol(row, trade.symbol()).text(trade.id().toString()).millis(OptionalLong.empty()));
    }

    private static void writeRest(Trade trade, Row row) {
        row.word(trade.takerSide().text()).decimal(trade.price()).decimal(trade.size());
        notional(row, Notional.of(trade))
                .number(trade.seq())
                .flag(trade.block())
                .flag(trade.rpi());
    }

    private static void write(Sweep sweep, Row row) {
        Quotient average = sweep.averagePrice();
        symbol(row, sweep.symbol())
                .word(sweep.takerSide().text())
                .time(nanos(sweep.toEpochMillis()))
                .decimal(sweep.firstPrice())
                .decimal(sweep.size())
                .decimal(sweep.lastPrice());
        notional(row, sweep.notional())
                .decimal(average == null ? null : average.round(Row.DECIMAL_PLACES))
                .number(sweep.prints())
                .number(sweep.rpiPrints())
                .number(sweep.levels())
                .word(sweep.evidence().text())
                .flag(sweep.cut())
                .flag(sweep.late());
    }

    private static void write(Liquidation liquidation, Row row) {
        symbol(row, liquidation.symbol())
                .time(nanos(liquidation.pushedEpochMillis()))
                .number(liquidation.indexInFrame())
                .word(liquidation.liquidated() == PositionSide.LONG ? "Long" : "Short")
                .decimal(liquidation.size())
                .decimal(liquidation.bankruptcyPrice())
                .time(liquidation.receivedEpochNanos());
        notional(row, Notional.of(liquidation)).flag(liquidation.sampled());
    }

    private static void write(LiquidationTotal total, Row row) {
        CoverageSummary coverage = total.coverage();
        row.word(total.key().categoryText())
                .word(total.key().symbol())
                .word(total.window())
                .word(total.key().currency())
                .time(nanos(total.toEpochMillis()))
                .product(total.longNotional())
                .product(total.shortNotional())
                .number(total.longCount())
                .number(total.shortCount())
                .number(total.sampledCount())
                .flag(total.closed())
                .flag(total.revised())
                .number(coverage == null ? OptionalLong.empty() : OptionalLong.of(coverage.windowMs()))
                .number(coverage == null ? OptionalLong.empty() : OptionalLong.of(coverage.seenMs()))
                .number(coverage == null ? OptionalLong.empty() : OptionalLong.of(coverage.verifiedMs()))
                .number(coverage == null ? OptionalLong.empty() : OptionalLong.of(coverage.gaps()))
                .text(coverage == null ? null : causes(coverage.causes()));
    }

    private static String causes(Iterable<Cause> causes) {
        List<String> words = new ArrayList<>();
        causes.forEach(cause -> words.add(cause.text()));
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static void write(BookState book, Row row) {
        symbol(row, book.symbol())
                .word(book.topic().name())
                .number(book.feedEpoch())
                .number(book.updateId())
                .time(book.receivedEpochNanos())
                .word(book.status().name())
                .word(book.reason() == null ? null : book.reason().name())
                .decimal(book.bidPrice())
                .decimal(book.bidSize())
                .decimal(book.askPrice())
                .decimal(book.askSize());
    }

    private static Table<BookLevel> levels(String name, String what) {
        return new Table<>(
                name,
                what,
                List.of(
                        Column.key("time", TIME),
                        Column.key("category", WORD),
                        Column.key("symbol", WORD),
                        Column.key("topic", WORD),
                        Column.key("feed_epoch", NUMBER),
                        Column.key("u", NUMBER),
                        Column.key("side", WORD),
                        Column.key("level", NUMBER),
                        Column.of("received", TIME),
                        Column.of("price", DECIMAL),
                        Column.of("size", DECIMAL)),
                level -> nanos(level.exchangeEpochMillis()),
                MarketTables::write);
    }

    private static void write(BookLevel level, Row row) {
        symbol(row, level.symbol())
                .word(level.topic().name())
                .number(level.feedEpoch())
                .number(level.updateId())
                .word(level.side().name())
                .number(level.level())
                .time(level.receivedEpochNanos())
                .decimal(level.price())
                .decimal(level.size());
    }

    private static void write(Kline kline, Row row) {
        symbol(row, kline.symbol())
                .word(kline.interval())
                .time(kline.receivedEpochNanos())
                .decimal(kline.open())
                .decimal(kline.high())
                .decimal(kline.low())
                .decimal(kline.close())
                .decimal(kline.volume())
                .decimal(kline.turnover())
                .flag(kline.confirmed());
    }

    private static List<Column> tickerColumns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.key("time", TIME),
                Column.key("category", WORD),
                Column.key("symbol", WORD),
                Column.key("cross_sequence", NUMBER),
                Column.of("received", TIME)));
        for (TickerField field : TickerField.values()) {
            columns.add(
                    Column.of(field.name().toLowerCase(Locale.ROOT), TICKER_WORDS.contains(field) ? WORD : DECIMAL));
        }
        return columns;
    }

    private static void write(Ticker ticker, Row row) {
        symbol(row, ticker.symbol()).number(ticker.crossSequence()).time(ticker.receivedEpochNanos());
        for (TickerField field : TickerField.values()) {
            if (TICKER_WORDS.contains(field)) {
                String text = ticker.text(field);
                row.word(text == null || text.isEmpty() ? null : text);
            } else {
                BigDecimal number = ticker.number(field);
                row.decimal(number);
            }
        }
    }

    private static void write(CoverageRow covered, Row row) {
        row.word(covered.topic().channel().name())
                .word(covered.topic().name())
                .time(nanos(covered.untilEpochMillis()))
                .word(covered.state())
                .text(causes(covered.causes()))
                .number(covered.foldedGaps());
    }
}
