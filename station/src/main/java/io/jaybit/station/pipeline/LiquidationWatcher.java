package io.jaybit.station.pipeline;

import io.jaybit.analytics.Keyed;
import io.jaybit.analytics.LiquidationCoverage;
import io.jaybit.analytics.LiquidationKey;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals;
import io.jaybit.client.ConnectionHealth;
import io.jaybit.client.Health;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.CoverageSummary;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.TopicKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every liquidation, the totals of the running clock hour at every tick, also when nothing happened, and of the hour when it is over;
 * each total with what part of its window was seen.
 *
 * <p>A few symbols have a total each; many have one over all of them ({@code *}) at every tick, and each its own when an hour is over.
 */
public final class LiquidationWatcher implements Watcher {
    private static final int FEW = 4;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Stands for the file where there is no connection. */
    private static final int FILE = 0;

    private final TextStyle style;
    private final RowSink sink;
    private final boolean file;
    private final boolean few;
    private final boolean each;
    private final CoverageLedger ledger = new CoverageLedger();
    private final Keyed<Liquidation, LiquidationTotal, LiquidationTotals> totals;
    private long now = Long.MIN_VALUE;
    private long seen;
    private @Nullable LiquidationTotal lastTotal;

    /**
     * @param symbols the ones watched
     * @param every from total to total
     * @param file whether the stream is a file: it is then its own connection
     * @param each whether to show single liquidations, too
     */
    public LiquidationWatcher(
            TextStyle style, RowSink sink, Collection<Symbol> symbols, Duration every, boolean file, boolean each) {
        this.style = style;
        this.sink = sink;
        this.file = file;
        this.few = symbols.size() <= FEW;
        this.each = each;
        TreeSet<Category> categories = new TreeSet<>();
        symbols.forEach(symbol -> categories.add(symbol.category()));
        LiquidationTotals.Plan plan =
                LiquidationTotals.Plan.defaults().withTickEvery(every).withEvenIfNothing(few);
        totals = LiquidationTotals.perSymbolAndAll(plan, categories, LiquidationCoverage.from(ledger));
        for (Symbol symbol : symbols) {
            ledger.expect(wishes().get(0).topic(symbol.category(), symbol.name()));
            String currency = Currencies.notionalCurrency(symbol);
            if (few) {
                totals.add(LiquidationKey.of(symbol).text(), this::onTotal);
            } else if (currency != null) {
                totals.add(LiquidationKey.all(currency, categories).text(), this::onTotal);
            }
        }
    }

    /** What it needs. */
    public static List<Wish> wishes() {
        return List.of(Wish.of(TopicKind.LIQUIDATION));
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        seen++;
        if (file && !ledger.knows(liquidation.topic())) {
            ledger.onNotice(new Notice.TopicLive(liquidation.topic(), FILE, now * NANOS_PER_MILLI), gap -> {});
        }
        totals.onEvent(liquidation, this::onTotal);
        if (each) {
            Notional notional = Notional.of(liquidation);
            sink.row(EventRows.liquidation(liquidation, notional).build(text(liquidation, notional, style)));
        }
    }

    static String text(Liquidation liquidation, @Nullable Notional notional, TextStyle style) {
        boolean isLong = liquidation.liquidated() == PositionSide.LONG;
        String what = TextStyle.left(liquidation.liquidated().text() + " liquidated", 16);
        return style.head(
                        liquidation.exchangeEpochMillis(), liquidation.symbol().name(), 14)
                + (isLong ? style.red(what) : style.green(what)) + "  "
                + TextStyle.left(liquidation.size() + " at bankruptcy price " + liquidation.bankruptcyPrice(), 42)
                + "  "
                + TextStyle.right(TradeWatcher.money(notional), 18);
    }

    private void onTotal(LiquidationTotal total) {
        boolean all = total.key().isAll();
        if (few == all && !(total.closed() && !few)) {
            return;
        }
        if (few || all) {
            lastTotal = total;
        }
        Row.Builder row = Row.of("liquidationTotals")
                .text("category", total.key().categoryText())
                .text("window", total.window())
                .number("from", total.fromEpochMillis())
                .number("to", total.toEpochMillis())
                .text("symbol", total.key().symbol())
                .decimal("longNotional", total.longNotional())
                .decimal("shortNotional", total.shortNotional())
                .text("notionalCurrency", total.key().currency())
                .number("longCount", total.longCount())
                .number("shortCount", total.shortCount())
                .flag("final", total.closed())
                .flag("revised", total.revised());
        CoverageSummary coverage = total.coverage();
        if (coverage == null) {
            row.text("coverage", null);
        } else {
            row.part(
                    "coverage",
                    Row.part()
                            .number("windowMs", coverage.windowMs())
                            .number("seenMs", coverage.seenMs())
                            .number("verifiedMs", coverage.verifiedMs())
                            .number("gaps", coverage.gaps())
                            .texts(
                                    "causes",
                                    coverage.causes().stream().map(Cause::text).toList()));
        }
        sink.row(row.build(text(total, style)));
    }

    static String text(LiquidationTotal total, TextStyle style) {
        String window = total.closed() ? (total.revised() ? "hour, revised " : "hour, final   ") : "hour so far   ";
        return style.head(total.toEpochMillis(), total.key().symbol(), 14) + window
                + "  longs " + amount(total.longNotional(), total) + " (" + total.longCount() + ")  shorts "
                + amount(total.shortNotional(), total) + " (" + total.shortCount() + ")  " + seenText(total.coverage());
    }

    private static String amount(@Nullable BigDecimal amount, LiquidationTotal total) {
        return amount == null
                ? "-"
                : TextStyle.money(amount) + " " + total.key().currency();
    }

    /** {@code seen 99.9 %, 2 gaps}. */
    static String seenText(@Nullable CoverageSummary coverage) {
        Quotient share = coverage == null ? null : coverage.seenShare();
        if (coverage == null || share == null) {
            return "seen: not known";
        }
        String percent = share.times(100).round(1).toPlainString();
        return "seen " + percent + " %"
                + (coverage.gaps() == 0 ? "" : ", " + coverage.gaps() + (coverage.gaps() == 1 ? " gap" : " gaps"));
    }

    @Override
    public void onNotice(Notice notice) {
        ledger.onNotice(notice, gap -> {});
    }

    @Override
    public void onHealth(Health health) {
        Health.ClockOffset clock = health.clock();
        if (clock != null) {
            ledger.clock(clock.offsetNanos(), clock.errorNanos());
        }
        for (ConnectionHealth connection : health.connections()) {
            connection.lastHeardEpochNanos().ifPresent(heard -> ledger.heard(connection.connectionId(), heard));
        }
    }

    @Override
    public void onTime(long venueEpochMillis) {
        boolean first = now == Long.MIN_VALUE;
        now = venueEpochMillis;
        if (file) {
            if (first) {
                ledger.topics()
                        .forEach(topic ->
                                ledger.onNotice(new Notice.TopicLive(topic, FILE, now * NANOS_PER_MILLI), gap -> {}));
            }
            ledger.heard(FILE, now * NANOS_PER_MILLI);
        }
        totals.onTime(venueEpochMillis, this::onTotal);
    }

    @Override
    public void onEnd() {
        if (file) {
            totals.onTime(Long.MAX_VALUE, this::onTotal);
        }
    }

    /** The newest total that was told: of the one symbol, or over all; null before the first. */
    public @Nullable LiquidationTotal lastTotal() {
        return lastTotal;
    }

    @Override
    public long seen() {
        return seen;
    }
}
