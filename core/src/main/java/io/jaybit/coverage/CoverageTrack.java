package io.jaybit.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The coverage of a window, instant by instant. Immutable.
 *
 * <p>Made of intervals in order that do not overlap. Instants in which a topic did not exist yet (or any more) belong to no
 * interval and count nowhere.
 */
public final class CoverageTrack {
    private final List<CoverageInterval> intervals;

    private CoverageTrack(List<CoverageInterval> intervals) {
        this.intervals = List.copyOf(intervals);
    }

    static CoverageTrack of(List<CoverageInterval> ordered) {
        List<CoverageInterval> joined = new ArrayList<>(ordered.size());
        for (CoverageInterval interval : ordered) {
            int last = joined.size() - 1;
            if (last >= 0 && interval.continues(joined.get(last))) {
                CoverageInterval before = joined.get(last);
                joined.set(last, before.between(before.fromEpochMillis(), interval.toEpochMillis()));
            } else {
                joined.add(interval);
            }
        }
        return new CoverageTrack(joined);
    }

    /** The intervals, oldest first; neighbours differ. */
    public List<CoverageInterval> intervals() {
        return intervals;
    }

    /** Milliseconds in all states together. */
    public long millis() {
        long sum = 0;
        for (CoverageInterval interval : intervals) {
            sum += interval.millis();
        }
        return sum;
    }

    /** Milliseconds by state; every state is a key. */
    public Map<CoverageState, Long> totals() {
        Map<CoverageState, Long> totals = new EnumMap<>(CoverageState.class);
        for (CoverageState state : CoverageState.values()) {
            totals.put(state, 0L);
        }
        for (CoverageInterval interval : intervals) {
            totals.merge(interval.state(), interval.millis(), Long::sum);
        }
        return totals;
    }

    /** What was not seen, oldest first. Causes that came one after the other during one gap are one gap's causes. */
    public List<CoverageGap> gaps() {
        List<CoverageGap> gaps = new ArrayList<>();
        int i = 0;
        while (i < intervals.size()) {
            if (!intervals.get(i).isGap()) {
                i++;
                continue;
            }
            int first = i;
            long end = intervals.get(i).fromEpochMillis();
            CoverageState worst = CoverageState.VERIFIED;
            Set<Cause> causes = EnumSet.noneOf(Cause.class);
            int folded = 0;
            while (i < intervals.size()
                    && intervals.get(i).isGap()
                    && intervals.get(i).fromEpochMillis() == end) {
                CoverageInterval interval = intervals.get(i++);
                end = interval.toEpochMillis();
                worst = CoverageState.worse(worst, interval.state());
                causes.addAll(interval.causes());
                folded += interval.foldedGaps();
            }
            long start = intervals.get(first).fromEpochMillis();
            gaps.add(new CoverageGap(start, end, worst, Cause.setOf(Cause.bitsOf(causes)), Math.max(1, folded)));
        }
        return gaps;
    }

    /** The figures that go with a number. */
    public CoverageSummary summary() {
        long window = 0;
        long seen = 0;
        long proven = 0;
        for (CoverageInterval interval : intervals) {
            window += interval.millis();
            seen += interval.state().isSeen() ? interval.millis() : 0;
            proven += interval.state().isProven() ? interval.millis() : 0;
        }
        int count = 0;
        int causes = Cause.NONE;
        for (CoverageGap gap : gaps()) {
            count += gap.count();
            causes |= Cause.bitsOf(gap.causes());
        }
        return new CoverageSummary(window, seen, proven, count, List.copyOf(Cause.setOf(causes)));
    }

    /** Two feeds of the same thing (redundant connections, two recordings): at each instant the better one. */
    public CoverageTrack best(CoverageTrack other) {
        return new Overlay(this, other, true).run();
    }

    /** Several things that are added up: an instant is as good as the worst of those that existed then. */
    public static CoverageTrack together(Collection<CoverageTrack> tracks) {
        CoverageTrack all = new CoverageTrack(List.of());
        for (CoverageTrack track : tracks) {
            all = new Overlay(all, track, false).run();
        }
        return all;
    }

    @Override
    public String toString() {
        return intervals.toString();
    }

    /** Walks two tracks side by side. */
    private static final class Overlay {
        private final List<CoverageInterval> left;
        private final List<CoverageInterval> right;
        private final boolean best;
        private final List<CoverageInterval> out = new ArrayList<>();

        Overlay(CoverageTrack left, CoverageTrack right, boolean best) {
            this.left = left.intervals;
            this.right = right.intervals;
            this.best = best;
        }

        CoverageTrack run() {
            int i = 0;
            int j = 0;
            long at = Long.MIN_VALUE;
            while (i < left.size() && j < right.size()) {
                CoverageInterval a = left.get(i);
                CoverageInterval b = right.get(j);
                long startA = Math.max(at, a.fromEpochMillis());
                long startB = Math.max(at, b.fromEpochMillis());
                if (startA < startB) {
                    at = Math.min(a.toEpochMillis(), startB);
                    out.add(a.between(startA, at));
                } else if (startB < startA) {
                    at = Math.min(b.toEpochMillis(), startA);
                    out.add(b.between(startB, at));
                } else {
                    at = Math.min(a.toEpochMillis(), b.toEpochMillis());
                    out.add(pick(a, b, startA, at));
                }
                i += at == a.toEpochMillis() ? 1 : 0;
                j += at == b.toEpochMillis() ? 1 : 0;
            }
            copyRest(left, i, at);
            copyRest(right, j, at);
            return CoverageTrack.of(out);
        }

        private void copyRest(List<CoverageInterval> from, int first, long at) {
            for (int i = first; i < from.size(); i++) {
                CoverageInterval interval = from.get(i);
                out.add(interval.between(Math.max(at, interval.fromEpochMillis()), interval.toEpochMillis()));
            }
        }

        private CoverageInterval pick(CoverageInterval a, CoverageInterval b, long from, long to) {
            boolean takeA = best == (a.state().compareTo(b.state()) >= 0);
            CoverageInterval chosen = takeA ? a : b;
            Set<Cause> causes = chosen.causes();
            if (!a.state().isSeen() && !b.state().isSeen()) {
                causes = Cause.setOf(Cause.bitsOf(a.causes()) | Cause.bitsOf(b.causes()));
            } else if (a.state() == b.state() && !a.causes().equals(b.causes())) {
                causes = Cause.setOf(Cause.bitsOf(a.causes()) | Cause.bitsOf(b.causes()));
            }
            return new CoverageInterval(
                    from,
                    to,
                    chosen.state(),
                    causes,
                    a.rearranged() || b.rearranged(),
                    chosen.state().isSeen() ? 0 : Math.max(a.foldedGaps(), b.foldedGaps()));
        }
    }
}
