package io.jaybit.recorder.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of venue time in epoch milliseconds. Immutable.
 *
 * @param until the first millisecond after it
 */
public record Span(long from, long until) {
    public Span {
        if (from >= until) {
            throw new IllegalArgumentException("an empty stretch: " + from + " to " + until);
        }
    }

    public long millis() {
        return until - from;
    }

    public boolean contains(long epochMillis) {
        return epochMillis >= from && epochMillis < until;
    }

    /** The same time, each moment of it once: oldest first, and no two that touch. */
    static List<Span> united(List<Span> spans) {
        List<Span> united = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            int last = united.size() - 1;
            if (last >= 0 && span.from() <= united.get(last).until()) {
                Span before = united.get(last);
                united.set(last, new Span(before.from(), Math.max(before.until(), span.until())));
            } else {
                united.add(span);
            }
        }
        return united;
    }

    /**
     * What is left of this.
     *
     * @param gone in the order of {@link #united}
     */
    List<Span> without(List<Span> gone) {
        List<Span> left = new ArrayList<>();
        long at = from;
        for (Span one : gone) {
            if (one.until() > at && one.from() < until) {
                if (one.from() > at) {
                    left.add(new Span(at, one.from()));
                }
                at = one.until();
            }
        }
        if (at < until) {
            left.add(new Span(at, until));
        }
        return left;
    }
}
