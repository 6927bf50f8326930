package io.jaybit.analytics;

import io.jaybit.coverage.FeedGap;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operator per key in this process. Confined to one thread.
 *
 * <p>Each event moves the clock of all keys, so a recording needs no other clock; a live stream also needs {@link #onTime} between events, every
 * 100 ms or so, for what is to be told when nothing comes. Output is in the order of time, and at the same time in the order of the keys. After a pause of more than an hour between two calls each
 * operator is told the new time at once and decides itself what of the pause is worth telling.
 *
 * @param <E> what goes in
 * @param <O> what comes out
 * @param <P> the kind of operator
 */
public final class Keyed<E, O, P extends Operator<E, O>> implements Operator<E, O> {
    /** Longest pause that is made up timer by timer. */
    static final long LONGEST_CATCH_UP_MILLIS = 3_600_000;

    private static final int RECENT_GAPS = 64;

    private final ToLongFunction<? super E> time;
    private final Function<? super E, List<String>> keys;
    private final BiPredicate<String, FeedGap> concerns;
    private final Function<String, P> maker;
    private final TreeMap<String, P> operators = new TreeMap<>();
    /** The newest gaps, for keys whose first event is still to come. */
    private final Deque<FeedGap> recentGaps = new ArrayDeque<>();

    private long now = Long.MIN_VALUE;
    private long earliestTimer = Long.MAX_VALUE;

    /**
     * @param time the venue's clock when it pushed an event: it moves the clock of all keys
     * @param keys the keys an event belongs to
     * @param concerns whether a gap may hide events of a key
     * @param maker makes the operator of a new key
     */
    public Keyed(
            ToLongFunction<? super E> time,
            Function<? super E, List<String>> keys,
            BiPredicate<String, FeedGap> concerns,
            Function<String, P> maker) {
        this.time = time;
        this.keys = keys;
        this.concerns = concerns;
        this.maker = maker;
    }

    /** Makes a key's operator before its first event. */
    public P add(String key, Consumer<? super O> out) {
        P existing = operators.get(key);
        if (existing != null) {
            return existing;
        }
        P made = maker.apply(key);
        operators.put(key, made);
        wake(made, out);
        for (FeedGap gap : recentGaps) {
            if (concerns.test(key, gap)) {
                made.onGap(gap, out);
            }
        }
        earliestTimer = Math.min(earliestTimer, made.nextTimerEpochMillis());
        return made;
    }

    /** Lets go of a key and its state. */
    public @Nullable P remove(String key) {
        return operators.remove(key);
    }

    /** The operators by key; not to be changed. */
    public Map<String, P> operators() {
        return Collections.unmodifiableMap(operators);
    }

    @Override
    public void onEvent(E event, Consumer<? super O> out) {
        onTime(Math.min(time.applyAsLong(event), Long.MAX_VALUE - 1), out);
        for (String key : keys.apply(event)) {
            P operator = add(key, out);
            wake(operator, out);
            operator.onEvent(event, out);
            earliestTimer = Math.min(earliestTimer, operator.nextTimerEpochMillis());
        }
    }

    @Override
    public void onGap(FeedGap gap, Consumer<? super O> out) {
        recentGaps.addLast(gap);
        if (recentGaps.size() > RECENT_GAPS) {
            recentGaps.removeFirst();
        }
        for (Map.Entry<String, P> entry : operators.entrySet()) {
            if (concerns.test(entry.getKey(), gap)) {
                P operator = entry.getValue();
                wake(operator, out);
                operator.onGap(gap, out);
                earliestTimer = Math.min(earliestTimer, operator.nextTimerEpochMillis());
            }
        }
    }

    @Override
    public void onTime(long exchangeEpochMillis, Consumer<? super O> out) {
        if (exchangeEpochMillis <= now) {
            return;
        }
        if (exchangeEpochMillis == Long.MAX_VALUE || exchangeEpochMillis - LONGEST_CATCH_UP_MILLIS > now) {
            now = exchangeEpochMillis;
            for (P operator : new ArrayList<>(operators.values())) {
                operator.onTime(now, out);
            }
            earliestTimer = nextTimer();
            return;
        }
        while (earliestTimer <= exchangeEpochMillis) {
            long due = earliestTimer;
            for (P operator : operators.values()) {
                if (operator.nextTimerEpochMillis() <= due) {
                    operator.onTime(due, out);
                }
            }
            earliestTimer = nextTimer();
            if (earliestTimer <= due) {
                throw new IllegalStateException("an operator keeps its timer at " + earliestTimer + " after " + due);
            }
        }
        now = exchangeEpochMillis;
    }

    @Override
    public long nextTimerEpochMillis() {
        return earliestTimer;
    }

    @Override
    public byte[] snapshot() {
        StateWriter to = new StateWriter().writeText("keyed").writeInt(1).writeLong(now);
        to.writeInt(recentGaps.size());
        recentGaps.forEach(gap -> GapCodec.write(gap, to));
        to.writeInt(operators.size());
        operators.forEach((key, operator) -> to.writeText(key).writeBytes(operator.snapshot()));
        return to.toByteArray();
    }

    @Override
    public void restore(byte[] snapshot) {
        StateReader from = new StateReader(snapshot);
        from.expect("keyed", 1);
        now = from.readLong();
        recentGaps.clear();
        for (int i = from.readInt(); i > 0; i--) {
            recentGaps.addLast(GapCodec.read(from));
        }
        operators.clear();
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            String key = from.readText();
            P operator = maker.apply(key);
            operator.restore(from.readBytes());
            operators.put(key, operator);
        }
        from.end();
        earliestTimer = nextTimer();
    }

    /** Operators whose timer has not come are told the time when they next have something to do. */
    private void wake(P operator, Consumer<? super O> out) {
        if (now != Long.MIN_VALUE) {
            operator.onTime(now, out);
        }
    }

    private long nextTimer() {
        long earliest = Long.MAX_VALUE;
        for (P operator : operators.values()) {
            earliest = Math.min(earliest, operator.nextTimerEpochMillis());
        }
        return earliest;
    }
}
