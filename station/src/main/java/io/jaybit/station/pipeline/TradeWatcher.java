package io.jaybit.station.pipeline;

import io.jaybit.analytics.Keyed;
import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.feed.Notice;
import io.jaybit.market.Notional;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trades, or sweeps of trades, worth at least so many dollars. USD, USDT and USDC count as dollars, one for one; what is in another
 * currency is not shown while a least value is asked for.
 */
public final class TradeWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private final @Nullable BigDecimal leastDollars;
    private final @Nullable Keyed<Trade, Sweep, SweepJoiner> sweeps;
    private final CoverageLedger ledger = new CoverageLedger();
    private long seen;

    /**
     * @param leastDollars null shows everything
     * @param join joins prints with no longer pause than this into sweeps; null shows single trades
     */
    public TradeWatcher(TextStyle style, RowSink sink, @Nullable BigDecimal leastDollars, @Nullable Duration join) {
        this.style = style;
        this.sink = sink;
        this.leastDollars = leastDollars;
        this.sweeps = join == null ? null : SweepJoiner.perSymbol(join, SweepJoiner.DEFAULT_LATENESS);
    }

    /** What it needs. */
    public static List<Wish> wishes() {
        return List.of(Wish.of(TopicKind.TRADE));
    }

    @Override
    public void onTrade(Trade trade) {
        seen++;
        if (sweeps != null) {
            sweeps.onEvent(trade, this::onSweep);
            return;
        }
        Notional notional = Notional.of(trade);
        if (isEnough(notional)) {
            sink.row(EventRows.trade(trade, notional).build(text(trade, notional, style)));
        }
    }

    private boolean isEnough(@Nullable Notional notional) {
        return leastDollars == null
                || (notional != null && notional.isDollar() && notional.amount().compareTo(leastDollars) >= 0);
    }

    static String text(Trade trade, @Nullable Notional notional, TextStyle style) {
        String side = TextStyle.left(trade.takerSide().text(), 4) + "  "
                + TextStyle.left(trade.price() + " x " + trade.size(), 26);
        return style.head(trade.exchangeEpochMillis(), trade.symbol().name(), 12)
                + coloured(trade.takerSide(), side, style) + "  " + TextStyle.right(money(notional), 20)
                + (trade.block() ? "  block" : "")
                + (trade.rpi() ? "  RPI" : "");
    }

    private void onSweep(Sweep sweep) {
        Notional notional = sweep.notional();
        if (!isEnough(notional)) {
            return;
        }
        // Two digits more than the prices have, rounded half to even.
        int scale = Math.max(sweep.firstPrice().scale(), sweep.lastPrice().scale()) + 2;
        BigDecimal average =
                sweep.averagePrice() == null ? null : sweep.averagePrice().round(scale);
        Row.Builder row = Row.of("sweep")
                .text("category", sweep.symbol().category().text())
                .text("symbol", sweep.symbol().name())
                .text("side", sweep.takerSide().text())
                .number("from", sweep.fromEpochMillis())
                .number("to", sweep.toEpochMillis())
                .number("prints", sweep.prints())
                .decimal("size", sweep.size())
                .decimal("notional", notional == null ? null : notional.amount())
                .text("notionalCurrency", notional == null ? null : notional.currency())
                .decimal("averagePrice", average)
                .decimal("firstPrice", sweep.firstPrice())
                .decimal("lastPrice", sweep.lastPrice())
                .number("levels", sweep.levels())
                .text("evidence", sweep.evidence().text())
                .number("rpiPrints", sweep.rpiPrints())
                .flag("cut", sweep.cut())
                .flag("late", sweep.late());
        String side = TextStyle.left(sweep.takerSide().text(), 4) + "  "
                + TextStyle.left(sweep.firstPrice() + " to " + sweep.lastPrice(), 24);
        String text = style.head(sweep.fromEpochMillis(), sweep.symbol().name(), 12)
                + coloured(sweep.takerSide(), side, style) + "  " + TextStyle.right(money(notional), 20) + "  "
                + sweep.prints() + (sweep.prints() == 1 ? " print, " : " prints, ")
                + sweep.levels() + (sweep.levels() == 1 ? " price, " : " prices, ")
                + (sweep.toEpochMillis() - sweep.fromEpochMillis()) + " ms, "
                + (sweep.evidence() == Sweep.Evidence.SAME_MATCH ? "one match" : "burst")
                + (sweep.cut() ? ", cut by a gap" : "");
        sink.row(row.build(text));
    }

    private static String coloured(TakerSide side, String text, TextStyle style) {
        return side == TakerSide.BUY ? style.green(text) : style.red(text);
    }

    static String money(@Nullable Notional notional) {
        return notional == null ? "-" : TextStyle.money(notional.amount()) + " " + notional.currency();
    }

    @Override
    public void onNotice(Notice notice) {
        Keyed<Trade, Sweep, SweepJoiner> joiner = sweeps;
        if (joiner != null) {
            ledger.onNotice(notice, gap -> joiner.onGap(gap, this::onSweep));
        }
    }

    @Override
    public void onTime(long venueEpochMillis) {
        if (sweeps != null) {
            sweeps.onTime(venueEpochMillis, this::onSweep);
        }
    }

    @Override
    public void onEnd() {
        if (sweeps != null) {
            sweeps.onTime(Long.MAX_VALUE, this::onSweep);
        }
    }

    @Override
    public long seen() {
        return seen;
    }
}
