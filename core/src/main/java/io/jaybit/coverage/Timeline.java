package io.jaybit.coverage;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** All of time, cut into stretches that each have a {@link Mark}. Confined to the ledger's thread. */
final class Timeline {
    /** By first millisecond; the first stretch begins with time itself, the last one has no end. */
    private final TreeMap<Long, Mark> marks = new TreeMap<>();

    Timeline(Mark initial) {
        marks.put(Long.MIN_VALUE, initial);
    }

    /** What this line says from {@code from} to {@code to}, to be changed apart. */
    Timeline copy(long from, long to) {
        Timeline copy = new Timeline(marks.floorEntry(from).getValue());
        copy.marks.putAll(marks.subMap(from, true, to, false));
        return copy;
    }

    int size() {
        return marks.size();
    }

    /** Changes the marks from {@code from} to before {@code to}; {@code Long.MAX_VALUE} is the end of time. */
    void change(long from, long to, UnaryOperator<Mark> change) {
        if (from >= to) {
            return;
        }
        cut(from);
        if (to != Long.MAX_VALUE) {
            cut(to);
        }
        for (Entry<Long, Mark> entry : marks.subMap(from, true, to, false).entrySet()) {
            entry.setValue(change.apply(entry.getValue()));
        }
        join(from, to);
    }

    List<CoverageInterval> between(long from, long to) {
        List<CoverageInterval> intervals = new ArrayList<>();
        if (from >= to) {
            return intervals;
        }
        Mark mark = marks.floorEntry(from).getValue();
        long start = from;
        for (Entry<Long, Mark> next : marks.subMap(from, false, to, false).entrySet()) {
            intervals.add(mark.over(start, next.getKey()));
            mark = next.getValue();
            start = next.getKey();
        }
        intervals.add(mark.over(start, to));
        return intervals;
    }

    /**
     * Draws the cells (hours, minutes) before {@code end} together in which more than a handful of things happened: the states of a cell
     * then follow each other, worst first, each as long as it was in all.
     */
    void fold(long end, long cellMillis) {
        Long key = marks.higherKey(Long.MIN_VALUE);
        while (key != null && key < end) {
            long cell = Math.floorDiv(key, cellMillis) * cellMillis;
            if (cell + cellMillis > end) {
                return;
            }
            if (marks.subMap(cell, true, cell + cellMillis, false).size() > CoverageState.values().length) {
                foldCell(cell, cell + cellMillis);
            }
            key = marks.ceilingKey(cell + cellMillis);
        }
    }

    /** Lets go of everything before {@code start}. */
    void forget(long start) {
        cut(start);
        marks.headMap(start, false).clear();
        marks.put(Long.MIN_VALUE, Mark.of(CoverageState.UNSEEN, Cause.FORGOTTEN.bit()));
    }

    void writeTo(StateWriter to) {
        to.writeInt(marks.size());
        marks.forEach((start, mark) -> {
            to.writeLong(start);
            mark.writeTo(to);
        });
    }

    void restore(StateReader from) {
        marks.clear();
        for (int i = from.readInt(); i > 0; i--) {
            long start = from.readLong();
            marks.put(start, Mark.read(from));
        }
    }

    private void foldCell(long from, long to) {
        CoverageTrack track = CoverageTrack.of(between(from, to));
        Map<CoverageState, Long> totals = track.totals();
        Map<CoverageState, Integer> causes = new EnumMap<>(CoverageState.class);
        for (CoverageInterval interval : track.intervals()) {
            causes.merge(interval.state(), Cause.bitsOf(interval.causes()), (a, b) -> a | b);
        }
        int gaps = track.summary().gaps();
        cut(from);
        cut(to);
        marks.subMap(from, true, to, false).clear();
        long start = from;
        for (CoverageState state : CoverageState.values()) {
            long millis = totals.getOrDefault(state, 0L);
            if (millis > 0) {
                marks.put(start, Mark.folded(state, causes.getOrDefault(state, Cause.NONE), gaps));
                start += millis;
                gaps = 0;
            }
        }
    }

    private void cut(long at) {
        if (!marks.containsKey(at)) {
            marks.put(at, marks.floorEntry(at).getValue().tail());
        }
    }

    private void join(long from, long to) {
        Long key = marks.lowerKey(from) == null ? Long.valueOf(from) : marks.lowerKey(from);
        while (key != null && key <= to) {
            Entry<Long, Mark> next = marks.higherEntry(key);
            if (next == null || next.getKey() > to) {
                return;
            }
            Mark mark = marks.get(key);
            if (!next.getValue().rearranged() && next.getValue().equals(mark)) {
                marks.remove(next.getKey());
            } else {
                key = next.getKey();
            }
        }
    }
}
