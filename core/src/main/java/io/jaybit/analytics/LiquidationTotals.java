package io.jaybit.analytics;

import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Category;
import io.jaybit.market.Liquidation;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Adds up the liquidations of one key: for the clock hour (UTC) and for sliding windows, by the time of the event. Confined to one thread.
 *
 * <p>At every tick it tells what is known by then of the running hour up to the tick and of each sliding window that ends there, also when
 * nothing happened. Events of the last half second may still be on their way: the coverage leaves it out, the next tick has them. When the
 * venue's clock has passed an hour by {@code closeDelay} (pushes lag up to half a second), it tells the hour's total. An event
 * that comes later makes it tell the total again, revised, as long as the hour is kept; older ones are counted only. Sliding windows are exact, not
 * made of buckets: they drop each event when it is as old as the window is long.
 *
 * <p>The venue gives liquidations no id. Two that are the same in everything but their place in the frame are two; the same frame
 * delivered twice (by redundant connections, from a recording) counts once, however late within the kept hours.
 *
 * <p>The time of the push moves the clock too, so a recording needs no other clock. After a pause of more than an hour in a recording the
 * ticks of the pause are left out; the hours that were running are closed.
 */
public final class LiquidationTotals implements Operator<Liquidation, LiquidationTotal> {
    /**
     * What is told, and how long it is kept.
     *
     * @param tickEvery from tick to tick, counted from midnight; at least 100 ms
     * @param closeDelay how far the clock has to be past an hour before its total is told
     * @param keptHours how many told hours can still be revised; at least as long as the longest sliding window
     * @param slidingWindows lengths of the sliding windows, whole seconds; may be empty
     * @param evenIfNothing whether to tell windows in which nothing happened
     */
    public record Plan(
            Duration tickEvery,
            Duration closeDelay,
            int keptHours,
            List<Duration> slidingWindows,
            boolean evenIfNothing) {
        public Plan {
            slidingWindows = List.copyOf(slidingWindows);
            List<String> problems = new ArrayList<>();
            if (tickEvery.toMillis() < 100) {
                problems.add("tickEvery " + tickEvery + " is less than 100 ms");
            }
            if (closeDelay.isNegative() || closeDelay.toMillis() >= HOUR_MILLIS) {
                problems.add("closeDelay " + closeDelay + " is not from 0 to less than an hour");
            }
            for (Duration window : slidingWindows) {
                if (window.toSeconds() < 1 || window.toNanosPart() != 0) {
                    problems.add("sliding window " + window + " is not a number of whole seconds");
                } else if (window.toHours() > keptHours || window.compareTo(Duration.ofHours(keptHours)) > 0) {
                    problems.add("sliding window " + window + " is longer than the " + keptHours + " hours kept");
                }
            }
            if (keptHours < 1) {
                problems.add("keptHours " + keptHours + " is less than 1");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
        }

        /** Ticks of 30 s, a delay of 2 s, 24 hours kept, no sliding window. */
        public static Plan defaults() {
            return new Plan(Duration.ofSeconds(30), Duration.ofSeconds(2), 24, List.of(), true);
        }

        public Plan withTickEvery(Duration every) {
            return new Plan(every, closeDelay, keptHours, slidingWindows, evenIfNothing);
        }

        public Plan withSlidingWindows(List<Duration> windows) {
            return new Plan(tickEvery, closeDelay, keptHours, windows, evenIfNothing);
        }

        public Plan withKeptHours(int hours) {
            return new Plan(tickEvery, closeDelay, hours, slidingWindows, evenIfNothing);
        }

        public Plan withEvenIfNothing(boolean even) {
            return new Plan(tickEvery, closeDelay, keptHours, slidingWindows, even);
        }
    }

    static final long HOUR_MILLIS = 3_600_000;

    private final LiquidationKey key;
    private final Plan plan;
    private final LiquidationCoverage coverage;
    private final long tickMillis;
    private final long closeDelayMillis;

    private long now = Long.MIN_VALUE;
    private long nextTick = Long.MAX_VALUE;
    /** The hour in which this began; one before it is told only if something is known of it. */
    private long firstHour = Long.MAX_VALUE;

    /** The oldest hour whose total has not been told. */
    private long openHour = Long.MAX_VALUE;

    /** All events of the kept hours, by time. */
    private final List<Liquidation> log = new ArrayList<>();

    private final Set<LiquidationIdentity> known = new HashSet<>();
    private final TreeMap<Long, LiquidationSums> hours = new TreeMap<>();
    private final List<SlidingSums> windows = new ArrayList<>();
    private long repeats;
    private long tooLate;
    private long revisions;

    public LiquidationTotals(LiquidationKey key, Plan plan, LiquidationCoverage coverage) {
        this.key = key;
        this.plan = plan;
        this.coverage = coverage;
        this.tickMillis = plan.tickEvery().toMillis();
        this.closeDelayMillis = plan.closeDelay().toMillis();
        for (Duration window : plan.slidingWindows()) {
            windows.add(new SlidingSums(window));
        }
    }

    /**
     * Totals for each symbol and for all symbols by currency. The totals over all are told even if nothing happened as soon as they are added
     * ({@link Keyed#add} with {@link LiquidationKey#text}) or have had an event; those of a symbol likewise if {@code plan} says so.
     *
     * @param categories whose liquidations are fed
     */
    public static Keyed<Liquidation, LiquidationTotal, LiquidationTotals> perSymbolAndAll(
            Plan plan, Collection<Category> categories, LiquidationCoverage coverage) {
        List<Category> all = List.copyOf(categories);
        return new Keyed<>(
                Liquidation::pushedEpochMillis,
                liquidation -> keysOf(LiquidationKey.of(liquidation.symbol())),
                (key, gap) -> false, // what is missing is told by the coverage
                key -> key.startsWith(LiquidationKey.ALL + ":")
                        ? new LiquidationTotals(
                                LiquidationKey.all(key.substring(2), all), plan.withEvenIfNothing(true), coverage)
                        : new LiquidationTotals(LiquidationKey.of(SymbolKey.parse(key)), plan, coverage));
    }

    private static List<String> keysOf(LiquidationKey key) {
        return key.currency() == null
                ? List.of(key.text())
                : List.of(LiquidationKey.ALL + ":" + key.currency(), key.text());
    }

    public LiquidationKey key() {
        return key;
    }

    /** Events that came again and were not counted. */
    public long repeats() {
        return repeats;
    }

    /** Events older than the kept hours; in no total. */
    public long tooLate() {
        return tooLate;
    }

    /** How often a told total was told again. */
    public long revisions() {
        return revisions;
    }

    /** @throws IllegalArgumentException if the event is not one of this key */
    @Override
    public void onEvent(Liquidation liquidation, Consumer<? super LiquidationTotal> out) {
        if (!key.covers(liquidation.symbol())) {
            throw new IllegalArgumentException("a liquidation of " + liquidation.symbol() + " for " + key.text());
        }
        long time = liquidation.exchangeEpochMillis();
        onTime(Math.max(time, liquidation.pushedEpochMillis()), out);
        if (time < oldestKept()) {
            tooLate++;
            return;
        }
        if (!known.add(LiquidationIdentity.of(liquidation))) {
            repeats++;
            return;
        }
        insert(liquidation);
        long hour = hourOf(time);
        if (hour < openHour) {
            revisions++;
            tellHour(hour, hour + HOUR_MILLIS, true, true, out);
        }
    }

    /** Does nothing: what is missing is told by the coverage of each total. */
    @Override
    public void onGap(FeedGap gap, Consumer<? super LiquidationTotal> out) {
        // the totals stay what they are: sums of what was seen
    }

    @Override
    public void onTime(long exchangeEpochMillis, Consumer<? super LiquidationTotal> out) {
        if (exchangeEpochMillis <= now) {
            return;
        }
        if (now == Long.MIN_VALUE) {
            begin(exchangeEpochMillis);
            return;
        }
        if (exchangeEpochMillis == Long.MAX_VALUE || exchangeEpochMillis - Keyed.LONGEST_CATCH_UP_MILLIS > now) {
            closeBeforePause(out);
            if (exchangeEpochMillis != Long.MAX_VALUE) {
                now = exchangeEpochMillis;
                openHour = Math.max(openHour, hourOf(now - closeDelayMillis));
                nextTick = Math.floorDiv(now, tickMillis) * tickMillis;
                forget();
            }
        }
        now = exchangeEpochMillis;
        while (now != Long.MAX_VALUE && nextTimerEpochMillis() <= now) {
            long close = openHour + HOUR_MILLIS + closeDelayMillis;
            if (close <= nextTick) {
                close(out);
            } else {
                tick(out);
            }
        }
    }

    @Override
    public long nextTimerEpochMillis() {
        return openHour == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.min(nextTick, openHour + HOUR_MILLIS + closeDelayMillis);
    }

    @Override
    public byte[] snapshot() {
        StateWriter to = new StateWriter().writeText("liquidations").writeInt(1).writeText(key.text());
        to.writeLong(now).writeLong(nextTick).writeLong(firstHour).writeLong(openHour);
        to.writeLong(repeats).writeLong(tooLate).writeLong(revisions);
        to.writeInt(windows.size());
        windows.forEach(window -> to.writeLong(window.lengthMillis()).writeLong(window.fromMillis()));
        to.writeInt(log.size());
        log.forEach(liquidation -> LiquidationCodec.INSTANCE.write(liquidation, to));
        return to.toByteArray();
    }

    /** Sliding windows that the snapshot's plan did not have begin with what is kept. */
    @Override
    public void restore(byte[] snapshot) {
        StateReader from = new StateReader(snapshot);
        from.expect("liquidations", 1);
        String of = from.readText();
        if (!of.equals(key.text())) {
            throw new IllegalArgumentException("a snapshot of " + of + " for " + key.text());
        }
        now = from.readLong();
        nextTick = from.readLong();
        firstHour = from.readLong();
        openHour = from.readLong();
        repeats = from.readLong();
        tooLate = from.readLong();
        revisions = from.readLong();
        Map<Long, Long> starts = new TreeMap<>();
        for (int i = from.readInt(); i > 0; i--) {
            long length = from.readLong();
            starts.put(length, from.readLong());
        }
        for (SlidingSums window : windows) {
            window.begin(starts.getOrDefault(window.lengthMillis(), now - window.lengthMillis()));
        }
        log.clear();
        known.clear();
        hours.clear();
        for (int i = from.readInt(); i > 0; i--) {
            Liquidation liquidation = LiquidationCodec.INSTANCE.read(from);
            known.add(LiquidationIdentity.of(liquidation));
            insert(liquidation);
        }
        from.end();
    }

    private void begin(long time) {
        now = time;
        firstHour = hourOf(time);
        openHour = hourOf(time - closeDelayMillis);
        nextTick = (Math.floorDiv(time, tickMillis) + 1) * tickMillis;
        for (SlidingSums window : windows) {
            window.begin(time - window.lengthMillis());
        }
    }

    private void tick(Consumer<? super LiquidationTotal> out) {
        tellHour(hourOf(nextTick - 1), nextTick, false, false, out);
        for (SlidingSums window : windows) {
            window.slideTo(nextTick - window.lengthMillis(), log);
            tell(window.name(), window.fromMillis(), nextTick, window.sums(), false, false, out);
        }
        nextTick += tickMillis;
    }

    private void close(Consumer<? super LiquidationTotal> out) {
        long hour = openHour;
        openHour += HOUR_MILLIS;
        if (hour >= firstHour || hours.containsKey(hour)) {
            tellHour(hour, hour + HOUR_MILLIS, true, false, out);
        }
        forget();
    }

    private void closeBeforePause(Consumer<? super LiquidationTotal> out) {
        long last = hourOf(now);
        while (openHour <= last) {
            close(out);
        }
    }

    private void tellHour(long hour, long to, boolean closed, boolean revised, Consumer<? super LiquidationTotal> out) {
        LiquidationSums sums = hours.get(hour);
        tell(LiquidationTotal.HOUR, hour, to, sums == null ? new LiquidationSums() : sums, closed, revised, out);
    }

    private void tell(
            String window,
            long from,
            long to,
            LiquidationSums sums,
            boolean closed,
            boolean revised,
            Consumer<? super LiquidationTotal> out) {
        if (sums.isEmpty() && !plan.evenIfNothing()) {
            return;
        }
        boolean priced = key.currency() != null;
        out.accept(new LiquidationTotal(
                key,
                window,
                from,
                to,
                priced ? sums.longNotional() : null,
                priced ? sums.shortNotional() : null,
                sums.longCount(),
                sums.shortCount(),
                sums.sampledCount(),
                closed,
                revised,
                coverage.of(key, from, to)));
    }

    private void insert(Liquidation liquidation) {
        int place = log.size();
        while (place > 0 && log.get(place - 1).exchangeEpochMillis() > liquidation.exchangeEpochMillis()) {
            place--;
        }
        log.add(place, liquidation);
        hours.computeIfAbsent(hourOf(liquidation.exchangeEpochMillis()), hour -> new LiquidationSums())
                .add(liquidation);
        for (SlidingSums window : windows) {
            window.add(liquidation);
        }
    }

    private void forget() {
        long oldest = oldestKept();
        int gone = 0;
        while (gone < log.size() && log.get(gone).exchangeEpochMillis() < oldest) {
            Liquidation liquidation = log.get(gone++);
            known.remove(LiquidationIdentity.of(liquidation));
            for (SlidingSums window : windows) {
                window.drop(liquidation);
            }
        }
        log.subList(0, gone).clear();
        hours.headMap(oldest, false).clear();
    }

    private long oldestKept() {
        return openHour - plan.keptHours() * HOUR_MILLIS;
    }

    private static long hourOf(long time) {
        return Math.floorDiv(time, HOUR_MILLIS) * HOUR_MILLIS;
    }
}
