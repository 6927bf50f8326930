package io.jaybit.station.pipeline;

import io.jaybit.analytics.Keyed;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.book.BookCopy;
import io.jaybit.client.Health;
import io.jaybit.feed.Notice;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything at once on one screen: two books, large trades, liquidations of the hour, health. Rows as well, for pipes. */
public final class DemoWatcher implements Watcher {
    private static final BigDecimal LARGE = BigDecimal.valueOf(100_000);
    private static final int TAPE = 7;
    private static final int FORCED = 3;
    private static final long BOOK_ROW_MILLIS = 2_000;

    private final TextStyle style;
    private final RowSink sink;
    private final List<String> shownBooks;
    private final Map<String, BookCopy> books = new TreeMap<>();
    private final Map<String, Long> bookRowAt = new TreeMap<>();
    private final Keyed<Trade, Sweep, SweepJoiner> sweeps =
            SweepJoiner.perSymbol(SweepJoiner.DEFAULT_JOIN, SweepJoiner.DEFAULT_LATENESS);
    private final LiquidationWatcher liquidations;
    private final Deque<String> tape = new ArrayDeque<>();
    private final Deque<String> forced = new ArrayDeque<>();
    private @Nullable Health health;
    private long now;
    private long seen;

    /**
     * @param symbols all that are watched
     * @param shownBooks names of the two whose best prices are shown
     * @param every from total to total of the liquidations
     */
    public DemoWatcher(
            TextStyle style, RowSink sink, Collection<Symbol> symbols, List<String> shownBooks, Duration every) {
        this.style = style;
        this.sink = sink;
        this.shownBooks = List.copyOf(shownBooks);
        this.liquidations = new LiquidationWatcher(style, sink, symbols, every, false, true);
    }

    /** What it needs. */
    public static List<Wish> wishes() {
        return List.of(new Wish(TopicKind.ORDER_BOOK, "1"), Wish.of(TopicKind.TRADE), Wish.of(TopicKind.LIQUIDATION));
    }

    @Override
    public void onBook(BookCopy book) {
        seen++;
        String name = book.symbol().name();
        books.put(name, book);
        long time = book.exchangeEpochMillis();
        boolean due = time - bookRowAt.getOrDefault(name, 0L) >= BOOK_ROW_MILLIS;
        if (shownBooks.contains(name) && due) {
            bookRowAt.put(name, time);
            sink.row(EventRows.book(book).build(BookWatcher.text(book, style)));
        }
    }

    @Override
    public void onTrade(Trade trade) {
        seen++;
        sweeps.onEvent(trade, this::onSweep);
    }

    private void onSweep(Sweep sweep) {
        Notional notional = sweep.notional();
        if (notional == null || !notional.isDollar() || notional.amount().compareTo(LARGE) < 0) {
            return;
        }
        String side = TextStyle.left(sweep.takerSide().text(), 4) + " "
                + TextStyle.right(sweep.firstPrice().toString(), 9) + " to "
                + TextStyle.left(sweep.lastPrice().toString(), 9);
        String line = style.clock(sweep.fromEpochMillis()) + "  "
                + TextStyle.left(sweep.symbol().name(), 9) + " "
                + (sweep.takerSide() == TakerSide.BUY ? style.green(side) : style.red(side)) + " "
                + TextStyle.right(TextStyle.wholeMoney(notional.amount()), 10) + " " + notional.currency() + "  "
                + sweep.prints() + (sweep.prints() == 1 ? " print" : " prints");
        push(tape, line, TAPE);
        sink.row(Row.of("sweep").build(line));
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        seen++;
        liquidations.onLiquidation(liquidation);
        Notional notional = Notional.of(liquidation);
        push(
                forced,
                style.clock(liquidation.exchangeEpochMillis()) + "  "
                        + TextStyle.left(liquidation.symbol().name(), 9) + " "
                        + TextStyle.left(liquidation.liquidated().text() + " liquidated", 17)
                        + TextStyle.right(TradeWatcher.money(notional), 20),
                FORCED);
    }

    private static void push(Deque<String> lines, String line, int most) {
        lines.addFirst(line);
        if (lines.size() > most) {
            lines.removeLast();
        }
    }

    @Override
    public void onTime(long venueEpochMillis) {
        now = venueEpochMillis;
        sweeps.onTime(venueEpochMillis, this::onSweep);
        liquidations.onTime(venueEpochMillis);
    }

    @Override
    public void onHealth(Health newest) {
        health = newest;
        liquidations.onHealth(newest);
    }

    @Override
    public void onNotice(Notice notice) {
        liquidations.onNotice(notice);
    }

    @Override
    public void onEnd() {
        LiquidationTotal total = liquidations.lastTotal();
        if (total == null) {
            sink.row(Row.of("liquidationTotals").build("liquidations this hour: no total yet"));
        }
        sink.row(Row.of("health").build("health: " + healthText()));
    }

    /** The screen, 22 lines of at most 80 columns. */
    public List<String> screen(String title, String ending) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(title));
        lines.add("");
        lines.add(style.faint("books, level 1"));
        shownBooks.forEach(name -> lines.add(bookLine(name)));
        lines.add("");
        lines.add(style.faint("trades of 100,000 USD or more; prints of one side within 20 ms are joined"));
        fill(lines, tape, TAPE);
        lines.add("");
        lines.add(style.faint("liquidations of the running hour, UTC; at bankruptcy prices"));
        lines.add(totalLine());
        fill(lines, forced, FORCED);
        lines.add("");
        lines.add(style.faint("health  ") + healthText());
        lines.add(ending);
        return lines;
    }

    private static void fill(List<String> lines, Deque<String> rows, int most) {
        lines.addAll(rows);
        for (int i = rows.size(); i < most; i++) {
            lines.add("");
        }
    }

    private String bookLine(String name) {
        BookCopy book = books.get(name);
        String head = TextStyle.left(name, 9) + " ";
        if (book == null) {
            return head + style.yellow("AWAITING_SNAPSHOT");
        }
        if (!book.isLive() || book.bidCount() == 0 || book.askCount() == 0) {
            return head + style.yellow(BookWatcher.statusText(book) + ": no prices until the next snapshot");
        }
        BigDecimal spread = book.spread();
        return head + style.green("LIVE") + "  bid "
                + style.green(TextStyle.left(book.bidPrice(0) + " x " + book.bidSize(0), 19)) + "ask "
                + style.red(TextStyle.left(book.askPrice(0) + " x " + book.askSize(0), 19)) + "spread "
                + (spread == null ? "-" : spread.toPlainString());
    }

    private String totalLine() {
        LiquidationTotal total = liquidations.lastTotal();
        if (total == null || total.longNotional() == null || total.shortNotional() == null) {
            return "adding up...";
        }
        return "longs " + style.red(TextStyle.wholeMoney(total.longNotional())) + " (" + total.longCount()
                + ")  shorts "
                + style.green(TextStyle.wholeMoney(total.shortNotional())) + " (" + total.shortCount() + ")  "
                + total.key().currency() + "  " + LiquidationWatcher.seenText(total.coverage());
    }

    private String healthText() {
        Health known = health;
        if (known == null) {
            return "connecting";
        }
        long live = books.values().stream().filter(BookCopy::isLive).count();
        return known.connections().size() + (known.connections().size() == 1 ? " connection, " : " connections, ")
                + TextStyle.wholeMoney(BigDecimal.valueOf(known.frames())) + " frames, books " + live + " of "
                + books.size()
                + " live, " + known.delivery().dropped() + " lost, " + known.reconnects() + " reconnects";
    }

    /** The venue's clock as far as it has come; 0 before it is known. */
    public long now() {
        return now;
    }

    @Override
    public long seen() {
        return seen;
    }
}
