package io.jaybit.orders;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first and the latest transitions of one order, and how long it was in each state. Confined to one thread. */
final class History {
    private final int keepFirst;
    private final int keepLatest;
    private final List<Transition> first = new ArrayList<>();
    private final ArrayDeque<Transition> latest = new ArrayDeque<>();
    private Map<OrderState, Duration> spent = Map.of();
    /** Immutable; null when it must be made anew. */
    private @Nullable List<Transition> all;

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
            Map<OrderState, Duration> more = new EnumMap<>(OrderState.class);
            more.putAll(spent);
            more.merge(transition.from(), Duration.ofNanos(nanos), Duration::plus);
            spent = Map.copyOf(more);
            sinceEpochNanos = transition.epochNanos();
        }
        keep(transition);
    }

    private void keep(Transition transition) {
        all = null;
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
        List<Transition> both = new ArrayList<>(all());
        both.addAll(other.all());
        both.sort(Comparator.comparingLong(Transition::epochNanos));
        leftOut += other.leftOut;
        first.clear();
        latest.clear();
        both.forEach(this::keep);
    }

    /** As it was written. */
    void restore(List<Transition> transitions, int left, Map<OrderState, Duration> times, long since) {
        transitions.forEach(this::keep);
        leftOut = left;
        spent = Map.copyOf(times);
        sinceEpochNanos = since;
    }

    boolean isEmpty() {
        return first.isEmpty() && latest.isEmpty();
    }

    /** Immutable, like {@link #spent}. */
    List<Transition> all() {
        List<Transition> made = all;
        if (made == null) {
            List<Transition> both = new ArrayList<>(first);
            both.addAll(latest);
            made = List.copyOf(both);
            all = made;
        }
        return made;
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
