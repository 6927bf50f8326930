package io.jaybit.analytics;

import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Symbol;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the prints of one symbol into {@link Sweep}s, in the order of their match times. Confined to one thread.
 *
 * <p>Two prints are joined when they have the same taker side, no print of the other side lies between, no gap of the feed touches the time between, and the
 * second follows the first within the join. So each print is in exactly one sweep, most of them alone in it. A block trade was agreed
 * elsewhere: it is passed by, it neither joins nor ends anything. Prints against retail price improvement orders are the same
 * taker's flow and join like others. Prints that come twice (by redundant connections, after a reconnect) count once.
 *
 * <p>Time runs {@code lateness} behind the venue's clock: prints wait so long for earlier ones (frames overtake each other by milliseconds),
 * then they are put in order; what comes later still is reported alone, marked and counted. A sweep is reported when time has passed
 * its last print by more than the join. The time of the push moves the clock too, so a recording needs no other clock, only the end.
 */
public final class SweepJoiner implements Operator<Trade, Sweep> {
    /** The join that is meant where nobody says another. */
    public static final Duration DEFAULT_JOIN = Duration.ofMillis(20);

    /** The lateness that is meant where nobody says another. */
    public static final Duration DEFAULT_LATENESS = Duration.ofMillis(500);

    /** Ids kept of prints that have been put in order already. Younger ones are all kept. */
    private static final int OLD_IDS = 512;

    /** A match time so far ahead of the clock is no time to wait for. */
    private static final long FAR_AHEAD_MILLIS = 60_000;

    private final Symbol symbol;
    private final long joinMillis;
    private final long latenessMillis;

    private long now = Long.MIN_VALUE;
    /** Not yet in order: sorted by match time, at one time as they came. */
    private final List<Print> waiting = new ArrayList<>();

    private final Map<TradeId, Long> ids = new LinkedHashMap<>();
    private final List<long[]> gaps = new ArrayList<>();
    private @Nullable OpenSweep open;
    private long late;
    private long repeats;
    private long blocks;

    /**
     * @param join longest pause within a sweep, not negative; whole milliseconds
     * @param lateness how long a print is waited for, not negative; whole milliseconds
     */
    public SweepJoiner(Symbol symbol, Duration join, Duration lateness) {
        if (join.isNegative() || lateness.isNegative()) {
            throw new IllegalArgumentException("join " + join + " and lateness " + lateness + " must not be negative");
        }
        this.symbol = symbol;
        this.joinMillis = join.toMillis();
        this.latenessMillis = lateness.toMillis();
    }

    /** A joiner for each symbol that trades, under {@link Symbol#toString}. */
    public static Keyed<Trade, Sweep, SweepJoiner> perSymbol(Duration join, Duration lateness) {
        return new Keyed<>(
                Trade::pushedEpochMillis,
                trade -> List.of(SymbolKey.of(trade.symbol())),
                (key, gap) -> gap.concerns(SymbolKey.parse(key)),
                key -> new SweepJoiner(SymbolKey.parse(key), join, lateness));
    }

    /** Prints that came too late to be joined. */
    public long late() {
        return late;
    }

    /** Prints that came again. */
    public long repeats() {
        return repeats;
    }

    /** Block trades passed by. */
    public long blocks() {
        return blocks;
    }

    /** @throws IllegalArgumentException if the trade is another symbol's */
    @Override
    public void onEvent(Trade trade, Consumer<? super Sweep> out) {
        if (!trade.symbol().equals(symbol)) {
            throw new IllegalArgumentException("a trade of " + trade.symbol() + " for the joiner of " + symbol);
        }
        onTime(Math.min(trade.pushedEpochMillis(), Long.MAX_VALUE - 1), out);
        if (ids.putIfAbsent(trade.id(), trade.exchangeEpochMillis()) != null) {
            repeats++;
            return;
        }
        if (trade.block()) {
            blocks++;
            return;
        }
        Print print = Print.of(trade);
        if (print.millis() < watermark() || print.millis() > now + FAR_AHEAD_MILLIS) {
            late++;
            out.accept(new OpenSweep(print).close(symbol, isCut(print.millis(), print.millis()), true));
            return;
        }
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).millis() > print.millis()) {
            place--;
        }
        waiting.add(place, print);
    }

    @Override
    public void onGap(FeedGap gap, Consumer<? super Sweep> out) {
        gaps.add(new long[] {gap.fromEpochMillis(), gap.toEpochMillis()});
    }

    @Override
    public void onTime(long exchangeEpochMillis, Consumer<? super Sweep> out) {
        if (exchangeEpochMillis <= now) {
            return;
        }
        now = exchangeEpochMillis;
        long watermark = watermark();
        int ready = 0;
        while (ready < waiting.size() && waiting.get(ready).millis() < watermark) {
            take(waiting.get(ready), out);
            ready++;
        }
        waiting.subList(0, ready).clear();
        if (open != null && watermark > joinMillis && open.lastMillis() < watermark - joinMillis) {
            report(open, out);
            open = null;
        }
        forget(watermark);
    }

    @Override
    public long nextTimerEpochMillis() {
        long timer = Long.MAX_VALUE;
        if (!waiting.isEmpty()) {
            timer = waiting.get(0).millis() + 1 + latenessMillis;
        }
        if (open != null) {
            timer = Math.min(timer, open.lastMillis() + joinMillis + 1 + latenessMillis);
        }
        return timer;
    }

    @Override
    public byte[] snapshot() {
        StateWriter to = new StateWriter().writeText("sweep").writeInt(1).writeText(symbol.toString());
        to.writeLong(now).writeLong(late).writeLong(repeats).writeLong(blocks);
        to.writeInt(waiting.size());
        waiting.forEach(print -> print.write(to));
        to.writeInt(ids.size());
        ids.forEach((id, millis) -> to.writeText(id.toString()).writeLong(millis));
        to.writeInt(gaps.size());
        gaps.forEach(gap -> to.writeLong(gap[0]).writeLong(gap[1]));
        OpenSweep sweep = open;
        to.writeBoolean(sweep != null);
        if (sweep != null) {
            sweep.write(to);
        }
        return to.toByteArray();
    }

    @Override
    public void restore(byte[] snapshot) {
        StateReader from = new StateReader(snapshot);
        from.expect("sweep", 1);
        String of = from.readText();
        if (!of.equals(symbol.toString())) {
            throw new IllegalArgumentException("a snapshot of " + of + " for the joiner of " + symbol);
        }
        now = from.readLong();
        late = from.readLong();
        repeats = from.readLong();
        blocks = from.readLong();
        waiting.clear();
        for (int i = from.readInt(); i > 0; i--) {
            waiting.add(Print.read(from));
        }
        ids.clear();
        for (int i = from.readInt(); i > 0; i--) {
            TradeId id = TradeId.of(from.readText());
            ids.put(id, from.readLong());
        }
        gaps.clear();
        for (int i = from.readInt(); i > 0; i--) {
            long start = from.readLong();
            gaps.add(new long[] {start, from.readLong()});
        }
        open = from.readBoolean() ? OpenSweep.read(from) : null;
        from.end();
    }

    /** No print older than this will be put in order any more. */
    private long watermark() {
        return now == Long.MAX_VALUE
                ? now
                : now < Long.MIN_VALUE + latenessMillis ? Long.MIN_VALUE : now - latenessMillis;
    }

    private void take(Print print, Consumer<? super Sweep> out) {
        OpenSweep sweep = open;
        if (sweep != null) {
            if (sweep.side() == print.side()
                    && print.millis() - sweep.lastMillis() <= joinMillis
                    && !touchesGap(sweep.lastMillis(), print.millis())) {
                sweep.add(print);
                return;
            }
            report(sweep, out);
        }
        open = new OpenSweep(print);
    }

    private void report(OpenSweep sweep, Consumer<? super Sweep> out) {
        out.accept(sweep.close(symbol, isCut(sweep.firstMillis(), sweep.lastMillis()), false));
    }

    private boolean isCut(long first, long last) {
        return touchesGap(first - joinMillis, last + joinMillis);
    }

    private boolean touchesGap(long from, long to) {
        for (long[] gap : gaps) {
            if (gap[0] <= to && gap[1] > from) {
                return true;
            }
        }
        return false;
    }

    private void forget(long watermark) {
        long oldest = open == null ? watermark : Math.min(watermark, open.firstMillis());
        gaps.removeIf(gap -> gap[1] < oldest - joinMillis);
        Iterator<Long> eldest = ids.values().iterator();
        while (ids.size() > OLD_IDS && eldest.hasNext() && eldest.next() < watermark) {
            eldest.remove();
        }
    }
}
