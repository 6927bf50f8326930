package io.jaybit.recorder.feed;

import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.analytics.Keyed;
import io.jaybit.analytics.LiquidationCoverage;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals;
import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.book.OrderBook;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.FeedGap;
import io.jaybit.feed.Frame;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import io.jaybit.recorder.database.AccountTables;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.VenueTables;
import io.jaybit.recorder.play.PlaybackAdapter;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of what a playback gives: events as they come, sweeps and liquidation totals by the same operators as live, and the coverage of
 * every topic. What it writes is a function of what it hears, so the same log gives the same rows. A row that does not fit its table is a hole in its
 * topic's coverage. Confined to one thread.
 */
public final class EventWriter extends PlaybackAdapter {
    private static final long CLOCK_PATIENCE_NANOS = 10_000_000_000L;
    /** Where nothing tells the venue's clock, ours is taken for it, with so much error. */
    private static final long UNKNOWN_CLOCK_NANOS = 2_000_000_000L;

    private final RefusedRows rows;
    private final FeedPlan plan;
    private final CoverageLedger ledger = new CoverageLedger();
    private final VenueClock clock = new VenueClock();
    private final CoverageRows coverage;
    private final BookRows books;
    private final TradeAudit audit;
    private final Recovery recovery;
    private Keyed<Trade, Sweep, SweepJoiner> sweeps = sweeps();
    private final Keyed<Liquidation, LiquidationTotal, LiquidationTotals> totals;
    private final Map<Topic, Long> tickersWritten = new HashMap<>();
    private @Nullable MarketLine line;
    /** When each connection was heard last. */
    private final Map<Integer, Long> connections = new TreeMap<>();

    private final List<Runnable> untilClock = new ArrayList<>();
    private long runNanos;
    /** What the frame that is being told is of, and the times that it carries. */
    private @Nullable Topic carrier;

    private long happenedMillis;
    private long pushedMillis;
    private long coverageWrittenMillis;
    private long lastMillis;

    public EventWriter(RowTarget rows, FeedPlan plan) {
        this.rows = new RefusedRows(rows, new Unwritten());
        this.plan = plan;
        this.coverage = new CoverageRows(this.rows, ledger);
        this.books = new BookRows(this.rows, plan);
        this.audit = new TradeAudit(this.rows, ledger);
        this.recovery = new Recovery(this.rows, ledger, audit);
        this.totals = LiquidationTotals.perSymbolAndAll(
                LiquidationTotals.Plan.defaults().withEvenIfNothing(false),
                List.of(Category.LINEAR, Category.INVERSE),
                LiquidationCoverage.from(ledger));
    }

    private static Keyed<Trade, Sweep, SweepJoiner> sweeps() {
        return SweepJoiner.perSymbol(SweepJoiner.DEFAULT_JOIN, SweepJoiner.DEFAULT_LATENESS);
    }

    /** What of each topic was seen. */
    public CoverageLedger ledger() {
        return ledger;
    }

    @Override
    public void begin(MarketLine playing) {
        line = playing;
    }

    /** Whether all that was heard has its place in the venue's time: before that no state can be kept. */
    public boolean isSettled() {
        return clock.isKnown() && untilClock.isEmpty();
    }

    /** Writes all that it knows, so that another can go on from there; only when {@linkplain #isSettled settled}. */
    public void writeTo(StateWriter to) {
        to.writeText("rows").writeInt(3);
        ledger.writeTo(to);
        clock.writeTo(to);
        coverage.writeTo(to);
        books.writeTo(to);
        audit.writeTo(to);
        recovery.writeTo(to);
        to.writeBytes(sweeps.snapshot()).writeBytes(totals.snapshot());
        to.writeInt(tickersWritten.size());
        tickersWritten.forEach((topic, millis) -> to.writeTopic(topic).writeLong(millis));
        to.writeInt(connections.size());
        connections.forEach((id, nanos) -> to.writeInt(id).writeLong(nanos));
        to.writeLong(runNanos);
        to.writeLong(coverageWrittenMillis).writeLong(lastMillis);
        rows.writeTo(to);
    }

    /**
     * Becomes what another was; for one that has been told nothing yet.
     *
     * @throws IllegalArgumentException if {@code from} holds something else
     */
    public void restore(StateReader from) {
        from.expect("rows", 3);
        ledger.restore(from);
        clock.restore(from);
        coverage.restore(from);
        books.restore(from);
        audit.restore(from);
        recovery.restore(from);
        sweeps.restore(from.readBytes());
        totals.restore(from.readBytes());
        for (int i = from.readInt(); i > 0; i--) {
            Topic topic = from.readTopic();
            tickersWritten.put(topic, from.readLong());
        }
        for (int i = from.readInt(); i > 0; i--) {
            int id = from.readInt();
            connections.put(id, from.readLong());
        }
        runNanos = from.readLong();
        coverageWrittenMillis = from.readLong();
        lastMillis = from.readLong();
        rows.restore(from);
    }

    // ---- the log ----

    @Override
    public void onRecord(long sequence, long epochNanos) {
        rows.onRecord(sequence, epochNanos);
    }

    /** What the run before had heard last is the begin of a gap. */
    @Override
    public void onRun(long epochNanos) {
        rows.onRun(epochNanos);
        coverage.begin(clock.venueMillis(epochNanos));
        if (clock.isKnown()) {
            connections.forEach((connection, heard) -> ledger.onNotice(
                    new Notice.Disconnected(connection, "the recording process ended", heard, null, epochNanos),
                    this::missing));
        }
        // A run that never knew what time it is at the venue has seen nothing that could be told.
        untilClock.clear();
        clock.forget();
        runNanos = epochNanos;
        connections.clear();
        endSweeps();
    }

    /** A sweep does not go on over a time in which nobody listened. */
    private void endSweeps() {
        sweeps.onTime(Long.MAX_VALUE, this::onSweep);
        sweeps = sweeps();
    }

    // ---- frames and time ----

    @Override
    public void onFrame(Frame frame, @Nullable Topic topic) {
        long received = frame.receivedEpochNanos();
        lastMillis = clock.venueMillis(received);
        int connection = frame.connectionId();
        connections.put(connection, received);
        boolean timed = topic != null && carrier != null && topic.equals(carrier);
        carrier = null;
        if (clock.isKnown()) {
            heard(connection, topic, timed, happenedMillis, pushedMillis, received);
        } else {
            long happened = happenedMillis;
            long pushed = pushedMillis;
            untilClock.add(() -> heard(connection, topic, timed, happened, pushed, received));
        }
    }

    private void heard(
            int connection, @Nullable Topic topic, boolean timed, long happened, long pushed, long receivedEpochNanos) {
        ledger.heard(connection, receivedEpochNanos);
        if (topic != null && timed) {
            ledger.heard(topic, happened, pushed, receivedEpochNanos, this::missing);
        } else if (topic != null) {
            ledger.heard(topic, receivedEpochNanos, this::missing);
        }
    }

    /** Comes before {@link #onFrame}, for each event in the frame. */
    private void carries(Topic topic, long exchangeEpochMillis, long pushedEpochMillis) {
        boolean more = carrier != null && carrier.equals(topic);
        happenedMillis = more ? Math.min(happenedMillis, exchangeEpochMillis) : exchangeEpochMillis;
        pushedMillis = pushedEpochMillis;
        carrier = topic;
    }

    /** What was heard before, without a clock to put it in venue time, is put there now. */
    @Override
    public void onClock(long offsetNanos, long errorNanos, long epochNanos) {
        clock.told(offsetNanos, errorNanos);
        ledger.clock(offsetNanos, errorNanos);
        settle();
    }

    private void onceTimeIsKnown(Runnable told) {
        if (clock.isKnown()) {
            told.run();
        } else {
            untilClock.add(told);
        }
    }

    private void settle() {
        List<Runnable> waiting = List.copyOf(untilClock);
        untilClock.clear();
        waiting.forEach(Runnable::run);
    }

    @Override
    public void onTime(long epochNanos) {
        if (!clock.isKnown() && epochNanos - runNanos > CLOCK_PATIENCE_NANOS) {
            onClock(0, UNKNOWN_CLOCK_NANOS, epochNanos);
        }
        long now = clock.venueMillis(epochNanos);
        lastMillis = Math.max(lastMillis, now);
        sweeps.onTime(now, this::onSweep);
        totals.onTime(now, this::onTotal);
        audit.onTime(now);
        if (clock.isKnown() && now - plan.coverage().toMillis() >= coverageWrittenMillis) {
            coverageWrittenMillis = now;
            coverage.write(now);
        }
    }

    @Override
    public void onEnd(long epochNanos) {
        endSweeps();
        writeCoverage();
    }

    /** Writes what is known of the coverage up to now. */
    public void writeCoverage() {
        if (lastMillis > 0) {
            coverage.write(lastMillis);
        }
    }

    @Override
    public void onNotice(Notice notice) {
        onceTimeIsKnown(() -> ledger.onNotice(notice, this::missing));
        if (notice instanceof Notice.BookStatusChanged changed && line != null) {
            books.onStatus(line.book(changed.topic()), changed.epochNanos());
        }
    }

    private void missing(FeedGap gap) {
        recovery.onGap(gap);
        sweeps.onGap(gap, this::onSweep);
        totals.onGap(gap, this::onTotal);
    }

    /** The holes of rows that do not fit. The recovery is not told: it cannot get other numbers than these. */
    private final class Unwritten implements RefusedRows.Holes {
        @Override
        public void between(Topic topic, long fromEpochMillis, long toEpochMillis) {
            onceTimeIsKnown(() -> ledger.rowRefused(topic, fromEpochMillis, toEpochMillis, this::onGap));
        }

        @Override
        public void received(Topic topic, long receivedEpochNanos) {
            onceTimeIsKnown(() -> {
                long millis = clock.venueMillis(receivedEpochNanos);
                ledger.rowRefused(topic, millis, millis + 1, this::onGap);
            });
        }

        /** Of other topics nothing is made but their rows. */
        private void onGap(FeedGap gap) {
            TopicKind kind = gap.topic().kind();
            if (kind == TopicKind.TRADE) {
                sweeps.onGap(gap, EventWriter.this::onSweep);
            } else if (kind == TopicKind.LIQUIDATION || kind == TopicKind.LEGACY_LIQUIDATION) {
                totals.onGap(gap, EventWriter.this::onTotal);
            }
        }
    }

    private void onSweep(Sweep sweep) {
        rows.append(MarketTables.SWEEPS, sweep);
    }

    private void onTotal(LiquidationTotal total) {
        rows.append(MarketTables.LIQUIDATION_TOTALS, total);
    }

    // ---- the market ----

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        carries(update.topic(), update.exchangeEpochMillis(), update.pushedEpochMillis());
        books.onBook(book, update, outcome);
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        carries(merged.topic(), merged.exchangeEpochMillis(), merged.pushedEpochMillis());
        long now = merged.exchangeEpochMillis();
        Long before = tickersWritten.get(merged.topic());
        if (before == null || now - plan.tickers().toMillis() >= before) {
            tickersWritten.put(merged.topic(), now);
            rows.append(MarketTables.TICKERS, merged);
        }
    }

    @Override
    public void onTrade(Trade trade) {
        carries(trade.topic(), trade.exchangeEpochMillis(), trade.pushedEpochMillis());
        boolean fits = rows.append(MarketTables.TRADES, trade);
        recovery.onTrade(trade);
        if (fits) {
            audit.onTrade(trade);
        }
        sweeps.onEvent(trade, this::onSweep);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        carries(liquidation.topic(), liquidation.exchangeEpochMillis(), liquidation.pushedEpochMillis());
        rows.append(MarketTables.LIQUIDATIONS, liquidation);
        totals.onEvent(liquidation, this::onTotal);
    }

    @Override
    public void onKline(Kline kline) {
        carries(kline.topic(), kline.exchangeEpochMillis(), kline.pushedEpochMillis());
        rows.append(MarketTables.KLINES, kline);
        audit.onKline(kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        rows.append(VenueTables.PRICE_LIMITS, limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        rows.append(VenueTables.INSURANCE, pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        rows.append(VenueTables.ADL_ALERTS, alert);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        rows.append(VenueTables.SYSTEM_STATUS, status);
    }

    // ---- what was asked for ----

    @Override
    public void onFetchedTrades(Symbol symbol, List<Trade> trades, long answeredEpochMillis) {
        recovery.onTrades(trades, answeredEpochMillis);
    }

    @Override
    public void onFetchedKlines(Symbol symbol, String interval, List<Kline> klines, long answeredEpochMillis) {
        recovery.onKlines(symbol, interval, klines, answeredEpochMillis);
    }

    // ---- the own account ----

    @Override
    public void onOrder(OrderUpdate order) {
        rows.append(AccountTables.ORDERS, order);
    }

    @Override
    public void onExecution(Execution execution) {
        rows.append(AccountTables.EXECUTIONS, execution);
    }

    @Override
    public void onPosition(PositionUpdate position) {
        rows.append(AccountTables.POSITIONS, position);
    }

    @Override
    public void onWallet(WalletUpdate wallet) {
        for (WalletUpdate.CoinBalance coin : wallet.coins()) {
            rows.append(
                    AccountTables.WALLET,
                    new AccountTables.Balance(
                            wallet.accountType(),
                            coin,
                            wallet.exchangeEpochMillis(),
                            wallet.origin().receivedEpochNanos()));
        }
    }
}
