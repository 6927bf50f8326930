package io.jaybit.station.pipeline;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Trade;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountNews;
import io.jaybit.positions.Position;
import io.jaybit.recorder.play.PlaybackAdapter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a recording that is played: by the same watchers as live, from a moment on. What was before goes through them too, so that they know
 * how things stood, and makes no rows. Confined to one thread.
 */
public final class ReplayRows extends PlaybackAdapter {
    /** What can be shown. */
    public static final List<String> KINDS = List.of(
            "book",
            "trades",
            "sweeps",
            "liquidations",
            "tickers",
            "klines",
            "orders",
            "executions",
            "positions",
            "wallet",
            "notices");

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TextStyle style;
    private final RowSink sink;
    private final Set<String> kinds;
    private final Set<String> symbols;
    private final AccountFilter filter;
    private final Function<Notice, @Nullable String> noticeText;
    private final Consumer<String> messages;
    private final Map<String, Watcher> watchers = new LinkedHashMap<>();
    private long from = Long.MIN_VALUE;
    private long first;
    private long now;
    private long shown;

    /**
     * @param kinds of {@link #KINDS}
     * @param symbols names; empty = all
     * @param noticeText a notice for people; null for one that is no news
     * @param messages told of holes
     */
    public ReplayRows(
            TextStyle style,
            RowSink sink,
            Set<String> kinds,
            Set<String> symbols,
            Function<Notice, @Nullable String> noticeText,
            Consumer<String> messages) {
        this.style = style;
        this.sink = sink;
        this.kinds = Set.copyOf(kinds);
        this.symbols = Set.copyOf(symbols);
        this.noticeText = noticeText;
        this.messages = messages;
        this.filter = new AccountFilter(null, this.symbols, "");
        watch("book", new BookWatcher(style, this::row));
        watch("trades", new TradeWatcher(style, this::row, null, null));
        watch("sweeps", new TradeWatcher(style, this::row, null, SweepJoiner.DEFAULT_JOIN));
        watch("tickers", new TickerWatcher(style, this::row));
        watch("klines", new KlineWatcher(style, this::row));
        watch("orders", new OrderWatcher(style, this::row, filter));
        watch("executions", new ExecutionWatcher(style, this::row, filter));
        watch("positions", new PositionWatcher(style, this::row, filter));
        watch("wallet", new WalletWatcher(style, this::row));
    }

    private void watch(String kind, Watcher watcher) {
        if (kinds.contains(kind)) {
            watchers.put(kind, watcher);
        }
    }

    private void row(Row row) {
        if (now >= from) {
            shown++;
            sink.row(row);
        }
    }

    /** @param epochNanos what was before makes no rows */
    public void showFrom(long epochNanos) {
        from = epochNanos;
    }

    /** Nothing more comes: what waits for more is told. */
    public void end() {
        watchers.values().forEach(Watcher::onEnd);
    }

    /** Time of the record that is played. */
    public long epochNanos() {
        return now;
    }

    /** Time of the first record that could make rows; 0 before. */
    public long first() {
        return first;
    }

    /** How many rows there were. */
    public long shown() {
        return shown;
    }

    private void to(String kind, Symbol symbol, Consumer<Watcher> what) {
        Watcher watcher = watchers.get(kind);
        if (watcher != null && (symbols.isEmpty() || symbols.contains(symbol.name()))) {
            what.accept(watcher);
        }
    }

    @Override
    public void onRecord(long sequence, long epochNanos) {
        now = epochNanos;
        if (epochNanos >= from && first == 0) {
            first = epochNanos;
        }
    }

    @Override
    public void onHole(String what, long fromEpochNanos, long toEpochNanos) {
        if (toEpochNanos >= from) {
            messages.accept("HOLE from " + Instant.ofEpochMilli(fromEpochNanos / NANOS_PER_MILLI) + " to "
                    + Instant.ofEpochMilli(toEpochNanos / NANOS_PER_MILLI) + ": " + what);
        }
    }

    @Override
    public void onTime(long epochNanos) {
        watchers.values().forEach(watcher -> watcher.onTime(epochNanos / NANOS_PER_MILLI));
    }

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        if (now >= from) {
            to("book", book.symbol(), watcher -> watcher.onBook(book.copy()));
        }
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        to("tickers", merged.symbol(), watcher -> watcher.onTicker(merged));
    }

    @Override
    public void onTrade(Trade trade) {
        to("trades", trade.symbol(), watcher -> watcher.onTrade(trade));
        to("sweeps", trade.symbol(), watcher -> watcher.onTrade(trade));
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        if (kinds.contains("liquidations")
                && (symbols.isEmpty() || symbols.contains(liquidation.symbol().name()))) {
            Notional notional = Notional.of(liquidation);
            row(EventRows.liquidation(liquidation, notional)
                    .build(LiquidationWatcher.text(liquidation, notional, style)));
        }
    }

    @Override
    public void onKline(Kline kline) {
        to("klines", kline.symbol(), watcher -> watcher.onKline(kline));
    }

    @Override
    public void onNotice(Notice notice) {
        String text = kinds.contains("notices") ? noticeText.apply(notice) : null;
        if (text != null) {
            long millis = notice.epochNanos() / NANOS_PER_MILLI;
            row(Row.of("notice").text("text", text).number("time", millis).build(style.head(millis, "", 12) + text));
        }
    }

    /** What becomes of the own account; for {@link io.jaybit.recorder.play.AccountPlayback}. */
    public AccountNews news() {
        return new AccountNews() {
            @Override
            public void onPosition(Position position) {
                Watcher watcher = watchers.get("positions");
                if (watcher != null) {
                    watcher.onPosition(position);
                }
            }
        };
    }

    /**
     * How the own account stands, as rows.
     *
     * @param nanos the monotonic clock of the recording
     */
    public void state(AccountLine account, long nanos) {
        for (Row row : AccountState.rows(account, nanos, style, filter)) {
            shown++;
            sink.row(row);
        }
    }

    private void own(String kind, AccountEvent event) {
        Watcher watcher = watchers.get(kind);
        if (watcher != null) {
            watcher.onAccount(event);
        }
    }

    @Override
    public void onOrder(OrderUpdate order) {
        own("orders", order);
    }

    @Override
    public void onExecution(Execution execution) {
        own("executions", execution);
    }

    @Override
    public void onWallet(WalletUpdate wallet) {
        own("wallet", wallet);
    }
}
