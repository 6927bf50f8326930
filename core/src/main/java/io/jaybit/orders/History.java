package io.jaybit.orders;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first and the latest transitions of one order, and how long it was in each state. Confined to one thread. */
final class History {
    private final int keepFirst;
    private final int keepLatest;
    private final List<Transition> first = new ArrayList<>();
    private final ArrayDeque<Transition> latest = new ArrayDeque<>();
    private final Map<OrderState, Duration> spent = new EnumMap<>(OrderState.class);
    private int leftOut;
    private long sinceEpochNanos;

    History(int keep) {
        keepFirst = keep / 2;
        keepLatest = keep - keepFirst;
    }

    void add(Transition transition) {
        if (isEmpty()) {
            sinceEpochNanos = transition.epochNanos();
        } else if (transition.from() != transition.to()) {
            long nanos = Math.max(0, transition.epochNanos() - sinceEpochNanos);
            spent.merge(transition.from(), Duration.ofNanos(nanos), Duration::plus);
            sinceEpochNanos = transition.epochNanos();
        }
        keep(transition);
    }

    private void keep(Transition transition) {
        if (first.size() < keepFirst) {
            first.add(transition);
            return;
        }
        latest.add(transition);
        if (latest.size() > keepLatest) {
            latest.remove();
            leftOut++;
        }
    }

    /** Takes another record's transitions in, by time; the times in states stay this one's. */
    void absorb(History other) {
        List<Transition> all = all();
        all.addAll(other.all());
        all.sort(Comparator.comparingLong(Transition::epochNanos));
        leftOut += other.leftOut;
        first.clear();
        latest.clear();
        all.forEach(this::keep);
    }

    /** As it was written. */
    void restore(List<Transition> all, int left, Map<OrderState, Duration> times, long since) {
        all.forEach(this::keep);
        leftOut = left;
        spent.putAll(times);
        sinceEpochNanos = since;
    }

    boolean isEmpty() {
        return first.isEmpty() && latest.isEmpty();
    }

    List<Transition> all() {
        List<Transition> all = new ArrayList<>(first);
        all.addAll(latest);
        return all;
    }

    int leftOut() {
        return leftOut;
    }

    Map<OrderState, Duration> spent() {
        return spent;
    }

    long sinceEpochNanos() {
        return sinceEpochNanos;
    }
}
