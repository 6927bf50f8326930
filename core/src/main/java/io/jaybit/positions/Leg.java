package io.jaybit.positions;

import io.jaybit.account.Origin;
import io.jaybit.account.PositionUpdate;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One position, and the proof of it. The <i>base</i> is a row of the venue from which we add: it is at least a grace old, so that nothing
 * older is on its way any more. Rows and fills since then are kept, and a row must be the base and the fills it holds; where it is not,
 * what is missing may still come, until the grace is over. Confined to the tracker's thread.
 */
final class Leg {
    /** More rows than this do not wait: those in the middle are forgotten. */
    private static final int MOST_WAITING = 256;

    /** More drifts than this are not remembered for an explanation. */
    private static final int MOST_DRIFTS = 16;

    private final SymbolPositions owner;
    private final int positionIdx;
    private final List<Fill> fills = new ArrayList<>();
    /** Rows after the base, in the order they came. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private final Deque<OpenDrift> drifts = new ArrayDeque<>();
    private @Nullable PositionUpdate row;
    private @Nullable Base base;
    private @Nullable Drift behind;

    Leg(SymbolPositions owner, int positionIdx) {
        this.owner = owner;
        this.positionIdx = positionIdx;
    }

    /** @param sameMatch fills of the base's own match that it holds; null where that is not known, as for a first row */
    record Base(BigDecimal size, Moment moment, @Nullable Set<String> sameMatch) {}

    private record Waiting(PositionUpdate row, Moment moment, long sinceNanos) {}

    /** @param known fills between the two moments that were counted */
    record OpenDrift(Drift report, Moment after, Moment until, Set<String> known, BigDecimal unexplained) {}

    static Moment moment(PositionUpdate row) {
        return new Moment(row.seq().orElse(Moment.NO_SEQ), row.updatedEpochMillis());
    }

    int positionIdx() {
        return positionIdx;
    }

    @Nullable
    PositionUpdate row() {
        return row;
    }

    @Nullable
    Base base() {
        return base;
    }

    List<Fill> fills() {
        return fills;
    }

    Deque<OpenDrift> drifts() {
        return drifts;
    }

    boolean isFlat() {
        return row == null || row.size().isZero();
    }

    /** Fills the venue's row does not hold. */
    private List<Fill> aheadFills() {
        PositionUpdate now = row;
        if (now == null) {
            return fills;
        }
        Moment moment = moment(now);
        List<Fill> later =
                fills.stream().filter(fill -> !moment.holds(fill.moment())).toList();
        List<Fill> excluded = excluded(now, moment);
        if (excluded == null || excluded.isEmpty()) {
            return later;
        }
        List<Fill> all = new ArrayList<>(later);
        all.addAll(excluded);
        return all;
    }

    BigDecimal ahead() {
        return sum(aheadFills());
    }

    private static BigDecimal sum(List<Fill> fills) {
        return fills.stream().map(Fill::qty).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Fills of a row's own match that it must be without to be what the fills make: one match may make several rows.
     *
     * @return empty if it holds them all; null if it cannot be made so
     */
    private @Nullable List<Fill> excluded(PositionUpdate of, Moment moment) {
        BigDecimal surplus = expected(moment).subtract(of.signedSize());
        if (surplus.signum() == 0) {
            return List.of();
        }
        List<Fill> sameMatch =
                fills.stream().filter(fill -> moment.isSameMatch(fill.moment())).toList();
        return Subsets.withSum(sameMatch, surplus);
    }

    private BigDecimal expected(Moment at) {
        Base from = base;
        BigDecimal sum = from == null ? BigDecimal.ZERO : from.size();
        for (Fill fill : fills) {
            if (at.holds(fill.moment())) {
                sum = sum.add(fill.qty());
            }
        }
        return sum;
    }

    PositionStanding standing() {
        PositionUpdate now = row;
        if (now == null && base == null) {
            return PositionStanding.UNKNOWN;
        }
        if (!drifts.isEmpty() || behind != null) {
            return PositionStanding.DRIFT;
        }
        if (now != null && excluded(now, moment(now)) == null) {
            return PositionStanding.FILLS_AWAITED;
        }
        return aheadFills().isEmpty() ? PositionStanding.CONFIRMED : PositionStanding.FILLS_AHEAD;
    }

    /** @return false if it is older than what is known */
    boolean take(PositionUpdate next, long nowNanos) {
        Moment moment = moment(next);
        if (row != null && moment.isBefore(moment(row))) {
            owner.tally().rowsLate++;
            return false;
        }
        row = next;
        Base from = base;
        if (from == null) {
            startFrom(next, moment, null);
        } else if (contradicts(next)) {
            setAside(next, moment);
        } else if (from.sameMatch() == null && from.moment().isSameMatch(moment)) {
            // A second row of the match at which we began: what of it the first one held cannot be known.
            startFrom(next, moment, null);
        } else {
            waiting.add(new Waiting(next, moment, nowNanos));
            if (waiting.size() > MOST_WAITING) {
                Waiting newest = waiting.removeLast();
                waiting.removeLast();
                waiting.add(newest);
            }
        }
        explainBehind();
        return true;
    }

    /** Whether the venue was asked so long after a fill that it would know it, and does not. */
    private boolean contradicts(PositionUpdate asked) {
        if (asked.origin().source() != Origin.Source.QUERY || behind == null) {
            return false;
        }
        long grace = TimeUnit.NANOSECONDS.toMillis(owner.graceNanos());
        Moment moment = moment(asked);
        return fills.stream()
                .anyMatch(fill -> !moment.holds(fill.moment())
                        && fill.moment().epochMillis() + grace < asked.origin().pushedEpochMillis());
    }

    private void setAside(PositionUpdate asked, Moment moment) {
        long grace = TimeUnit.NANOSECONDS.toMillis(owner.graceNanos());
        owner.tally().fillsSetAside +=
                fills.stream().filter(fill -> !moment.holds(fill.moment())).count();
        fills.removeIf(
                fill -> fill.moment().epochMillis() + grace < asked.origin().pushedEpochMillis());
        behind = null;
        startFrom(asked, moment, null);
    }

    private void startFrom(PositionUpdate from, Moment moment, @Nullable Set<String> sameMatch) {
        base = new Base(from.signedSize(), moment, sameMatch);
        fills.removeIf(fill -> moment.holds(fill.moment()));
        waiting.removeIf(older -> older.moment().isBefore(moment));
    }

    /** @return false if it was known */
    boolean take(Fill fill) {
        for (int i = 0; i < fills.size(); i++) {
            if (fills.get(i).execId().equals(fill.execId())) {
                return false;
            }
        }
        Base from = base;
        if (from != null && from.moment().holds(fill.moment())) {
            if (explains(fill)) {
                return true;
            }
            Set<String> counted = from.sameMatch();
            if (counted == null || !from.moment().isSameMatch(fill.moment()) || counted.contains(fill.execId())) {
                return false;
            }
        }
        fills.add(fill);
        explainBehind();
        return true;
    }

    /** Adds from a later row where an old one is what the fills make, and raises what has waited too long. */
    void doWork(long nowNanos) {
        Waiting settled = null;
        int place = 0;
        int at = 0;
        for (Waiting candidate : waiting) {
            at++;
            if (nowNanos - candidate.sinceNanos() > owner.graceNanos()) {
                settled = candidate;
                place = at;
            }
        }
        if (settled != null) {
            settle(settled, place, nowNanos);
        }
        PositionUpdate now = row;
        if (behind == null && now != null && excluded(now, moment(now)) != null) {
            List<Fill> ahead = aheadFills();
            BigDecimal sum = sum(ahead);
            for (Fill fill : ahead) {
                if (sum.signum() != 0 && nowNanos - fill.seenNanos() > owner.graceNanos()) {
                    behind = report(
                            Drift.Kind.POSITION_BEHIND, now, now.signedSize().add(sum), nowNanos - fill.seenNanos());
                    owner.onDrift(behind);
                    return;
                }
            }
        }
    }

    private void settle(Waiting settled, int place, long nowNanos) {
        for (int i = 0; i < place; i++) {
            waiting.removeFirst();
        }
        BigDecimal ours = expected(settled.moment());
        Drift alarm = null;
        if (ours.compareTo(settled.row().signedSize()) != 0) {
            // A row of the middle of a match, or one out of order: a later one settles it.
            if (waiting.stream().anyMatch(later -> excluded(later.row(), later.moment()) != null)) {
                return;
            }
            alarm = report(Drift.Kind.FILL_MISSING, settled.row(), ours, nowNanos - settled.sinceNanos());
            remember(alarm, settled.moment());
        }
        Set<String> counted = new HashSet<>();
        Base from = base;
        if (from != null && from.sameMatch() != null && from.moment().isSameMatch(settled.moment())) {
            counted.addAll(from.sameMatch());
        }
        for (Fill fill : fills) {
            if (settled.moment().isSameMatch(fill.moment())) {
                counted.add(fill.execId());
            }
        }
        startFrom(settled.row(), settled.moment(), counted);
        if (alarm != null) {
            owner.onDrift(alarm);
        }
    }

    private void remember(Drift alarm, Moment until) {
        Base from = base;
        if (from == null) {
            return;
        }
        Set<String> known = new HashSet<>();
        if (from.sameMatch() != null) {
            known.addAll(from.sameMatch());
        }
        fills.forEach(fill -> known.add(fill.execId()));
        if (drifts.size() == MOST_DRIFTS) {
            drifts.removeFirst();
        }
        drifts.add(new OpenDrift(alarm, from.moment(), until, known, alarm.difference()));
    }

    long deadline() {
        long earliest = Long.MAX_VALUE;
        if (!waiting.isEmpty()) {
            earliest = waiting.getFirst().sinceNanos() + owner.graceNanos() + 1;
        }
        if (behind == null && row != null) {
            List<Fill> ahead = aheadFills();
            if (sum(ahead).signum() != 0) {
                for (Fill fill : ahead) {
                    earliest = Math.min(earliest, fill.seenNanos() + owner.graceNanos() + 1);
                }
            }
        }
        return earliest;
    }

    private Drift report(Drift.Kind kind, PositionUpdate at, BigDecimal ours, long waitedNanos) {
        return new Drift(
                at.symbol(),
                positionIdx,
                kind,
                at.signedSize(),
                ours,
                at.seq().orElse(Moment.NO_SEQ),
                at.updatedEpochMillis(),
                waitedNanos);
    }

    /** Whether a late fill is one that an alarm missed. */
    private boolean explains(Fill fill) {
        OpenDrift drift = missing(fill);
        if (drift == null) {
            return false;
        }
        drift.known().add(fill.execId());
        BigDecimal rest = drift.unexplained().subtract(fill.qty());
        drifts.remove(drift);
        if (rest.signum() == 0) {
            owner.onDriftExplained(drift.report());
        } else {
            drifts.add(new OpenDrift(drift.report(), drift.after(), drift.until(), drift.known(), rest));
        }
        return true;
    }

    private @Nullable OpenDrift missing(Fill fill) {
        for (OpenDrift drift : drifts) {
            boolean within = drift.until().holds(fill.moment())
                    && (!drift.after().holds(fill.moment()) || drift.after().isSameMatch(fill.moment()));
            if (within && !drift.known().contains(fill.execId())) {
                return drift;
            }
        }
        return null;
    }

    private void explainBehind() {
        Drift alarm = behind;
        if (alarm != null && sum(aheadFills()).signum() == 0) {
            behind = null;
            owner.onDriftExplained(alarm);
        }
    }

    /** Takes the venue's word for every difference up to a time. */
    void accept(long askedEpochMillis) {
        drifts.removeIf(drift -> drift.until().epochMillis() <= askedEpochMillis);
    }

    /** Nothing is known, but that nothing was held at a time. */
    void startFlat(long epochMillis) {
        Moment begin = new Moment(Moment.NO_SEQ, epochMillis);
        base = new Base(BigDecimal.ZERO, begin, null);
        fills.removeIf(fill -> begin.holds(fill.moment()));
    }

    /**
     * The venue, asked at a time, does not list it.
     *
     * @return whether it held something as far as we knew
     */
    boolean takeFlat(long askedEpochMillis, long nowNanos) {
        PositionUpdate known = row;
        if (known == null) {
            if (base == null) {
                startFlat(askedEpochMillis);
            }
            return false;
        }
        boolean newer = known.updatedEpochMillis() >= askedEpochMillis
                || fills.stream().anyMatch(fill -> fill.moment().epochMillis() >= askedEpochMillis);
        if (newer) {
            return false;
        }
        boolean held = !isFlat();
        if (held || !fills.isEmpty()) {
            // Flat before, but what came and went meanwhile is in it now.
            take(Rows.flat(known, askedEpochMillis), nowNanos);
        }
        return held;
    }

    void restore(
            @Nullable PositionUpdate lastRow,
            @Nullable Base lastBase,
            List<Fill> lastFills,
            List<OpenDrift> lastDrifts,
            long nowNanos) {
        row = lastRow;
        base = lastBase;
        fills.addAll(lastFills);
        drifts.addAll(lastDrifts);
        if (lastRow != null && lastBase != null && !lastBase.moment().equals(moment(lastRow))) {
            waiting.add(new Waiting(lastRow, moment(lastRow), nowNanos));
        }
    }
}
