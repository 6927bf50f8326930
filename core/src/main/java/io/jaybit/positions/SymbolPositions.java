package io.jaybit.positions;

import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All positions of one symbol: one, or the legs of hedge mode. Confined to the tracker's thread. */
final class SymbolPositions {
    private static final int MOST_PLACED = 512;

    private final PositionTracker tracker;
    private final Symbol symbol;
    private final Map<Integer, Shown> legs = new TreeMap<>();
    /** Fills of which it is not known yet whose leg they are. */
    private final List<Fill> unplaced = new ArrayList<>();
    /** The last fills that were placed: the same fill may come again in a form that does not tell its leg. */
    private final Set<String> placed = new LinkedHashSet<>();

    private @Nullable Boolean hedged;
    private Moment modeSince = new Moment(Moment.NO_SEQ, Long.MIN_VALUE);
    private OptionalLong flatSince = OptionalLong.empty();
    private @Nullable TickerMark mark;

    SymbolPositions(PositionTracker tracker, Symbol symbol) {
        this.tracker = tracker;
        this.symbol = symbol;
    }

    /** A leg and what the listener was told of it last. */
    static final class Shown {
        final Leg leg;
        private @Nullable PositionUpdate row;
        private BigDecimal ahead = BigDecimal.ZERO;
        private PositionStanding standing = PositionStanding.UNKNOWN;

        Shown(Leg leg) {
            this.leg = leg;
        }
    }

    private record TickerMark(
            BigDecimal price, @Nullable Decimal index, long venueEpochMillis, long receivedNanos, boolean live) {}

    Symbol symbol() {
        return symbol;
    }

    Tally tally() {
        return tracker.tally();
    }

    long graceNanos() {
        return tracker.graceNanos();
    }

    void onDrift(Drift drift) {
        tally().drifts++;
        tracker.listener().onDrift(drift);
    }

    void onDriftExplained(Drift drift) {
        tally().driftsExplained++;
        tracker.listener().onDriftExplained(drift);
    }

    /** @return whether the size is another than it was */
    boolean take(PositionUpdate row, long nowNanos) {
        setMode(row.positionIdx() != 0, Leg.moment(row));
        Shown shown = shown(row.positionIdx());
        BigDecimal before =
                shown.leg.row() == null ? BigDecimal.ZERO : shown.leg.row().signedSize();
        boolean taken = shown.leg.take(row, nowNanos);
        place();
        tell(nowNanos);
        return taken && before.compareTo(row.signedSize()) != 0;
    }

    private void setMode(boolean hedge, Moment moment) {
        // Both kinds of rows exist after a switch; those of the mode that was left are flat and old.
        if (hedged == null || !moment.isBefore(modeSince)) {
            hedged = hedge;
            modeSince = moment;
        }
    }

    private Shown shown(int positionIdx) {
        Shown shown = legs.get(positionIdx);
        if (shown == null) {
            Leg leg = new Leg(this, positionIdx);
            flatSince.ifPresent(leg::startFlat);
            shown = new Shown(leg);
            legs.put(positionIdx, shown);
        }
        return shown;
    }

    /** @return false if it was known */
    boolean take(Fill fill, long nowNanos) {
        if (placed.contains(fill.execId())) {
            return false;
        }
        boolean waited = unplaced.removeIf(known -> known.execId().equals(fill.execId()));
        OptionalInt place = legOf(fill);
        boolean taken;
        if (place.isEmpty()) {
            unplaced.add(fill);
            taken = true;
        } else {
            taken = put(fill, place.getAsInt());
        }
        tell(nowNanos);
        return taken && !waited;
    }

    private OptionalInt legOf(Fill fill) {
        if (hedged == null) {
            return OptionalInt.empty();
        }
        if (!hedged) {
            return OptionalInt.of(0);
        }
        OptionalInt told = fill.hedgeLeg();
        return told.isPresent() ? told : tracker.legs().leg(symbol, fill.orderId());
    }

    private void place() {
        List<Fill> again = new ArrayList<>(unplaced);
        for (Fill fill : again) {
            OptionalInt place = legOf(fill);
            if (place.isPresent()) {
                unplaced.remove(fill);
                put(fill, place.getAsInt());
            }
        }
    }

    private boolean put(Fill fill, int positionIdx) {
        placed.add(fill.execId());
        if (placed.size() > MOST_PLACED) {
            placed.remove(placed.iterator().next());
        }
        return shown(positionIdx).leg.take(fill);
    }

    /**
     * The venue listed all positions; of this symbol only some legs, or none.
     *
     * @return how many of the others held something as far as we knew
     */
    int absentBut(Set<Integer> listed, long askedEpochMillis, long nowNanos) {
        flatSince = OptionalLong.of(askedEpochMillis);
        if (listed.isEmpty()) {
            // Whatever leg they were of, it is flat with them in it.
            unplaced.removeIf(fill -> fill.moment().epochMillis() < askedEpochMillis);
        }
        int repaired = 0;
        for (Shown shown : legs.values()) {
            if (!listed.contains(shown.leg.positionIdx())) {
                repaired += shown.leg.takeFlat(askedEpochMillis, nowNanos) ? 1 : 0;
            }
        }
        tell(nowNanos);
        return repaired;
    }

    void onMark(BigDecimal price, @Nullable Decimal index, long venueMillis, long receivedNanos, boolean live) {
        TickerMark known = mark;
        if (known == null || known.venueEpochMillis <= venueMillis) {
            mark = new TickerMark(price, index, venueMillis, receivedNanos, live);
        }
    }

    void onMarkLost() {
        TickerMark known = mark;
        if (known != null) {
            mark = new TickerMark(known.price, known.index, known.venueEpochMillis, known.receivedNanos, false);
        }
    }

    long doWork(long nowNanos) {
        place();
        long deadline = Long.MAX_VALUE;
        for (Shown shown : legs.values()) {
            shown.leg.doWork(nowNanos);
            deadline = Math.min(deadline, shown.leg.deadline());
        }
        tell(nowNanos);
        return deadline;
    }

    void accept(long askedEpochMillis, long nowNanos) {
        legs.values().forEach(shown -> shown.leg.accept(askedEpochMillis));
        tell(nowNanos);
    }

    private void tell(long nowNanos) {
        for (Shown shown : legs.values()) {
            BigDecimal ahead = shown.leg.ahead();
            PositionStanding standing = shown.leg.standing();
            if (!Objects.equals(shown.row, shown.leg.row())
                    || shown.standing != standing
                    || shown.ahead.compareTo(ahead) != 0) {
                shown.row = shown.leg.row();
                shown.standing = standing;
                shown.ahead = ahead;
                tracker.listener().onPosition(position(shown.leg, nowNanos));
            }
        }
    }

    /** Those of the mode in use, and others that hold something. */
    List<Position> positions(long nowNanos) {
        List<Position> all = new ArrayList<>();
        legs.forEach((index, shown) -> {
            boolean ofMode = hedged != null && hedged == (index != 0);
            if (ofMode || !shown.leg.isFlat() || shown.leg.ahead().signum() != 0) {
                all.add(position(shown.leg, nowNanos));
            }
        });
        return all;
    }

    NetPosition net(long nowNanos) {
        BigDecimal unplacedSum = unplaced.stream().map(Fill::qty).reduce(BigDecimal.ZERO, BigDecimal::add);
        PositionStanding none = flatSince.isPresent()
                ? (unplaced.isEmpty() ? PositionStanding.CONFIRMED : PositionStanding.FILLS_AHEAD)
                : PositionStanding.UNKNOWN;
        return NetPosition.of(
                symbol, positions(nowNanos), unplacedSum, legs.isEmpty() ? none : PositionStanding.CONFIRMED);
    }

    private Position position(Leg leg, long nowNanos) {
        PositionUpdate row = leg.row();
        return Position.of(symbol, leg.positionIdx(), row, leg.ahead(), leg.standing(), markAt(row, nowNanos));
    }

    private @Nullable Mark markAt(@Nullable PositionUpdate row, long nowNanos) {
        TickerMark ticker = mark;
        if (ticker != null) {
            return new Mark(
                    ticker.price, ticker.index, ticker.venueEpochMillis, nowNanos - ticker.receivedNanos, ticker.live);
        }
        BigDecimal told = row == null ? null : row.markPrice();
        if (row == null || told == null || told.signum() <= 0) {
            return null;
        }
        return new Mark(told, null, row.updatedEpochMillis(), Long.MAX_VALUE, false);
    }

    int unplacedCount() {
        return unplaced.size();
    }

    SymbolState state() {
        List<Leg> all = legs.values().stream().map(shown -> shown.leg).toList();
        return new SymbolState(hedged, modeSince, flatSince, all, List.copyOf(unplaced));
    }

    /** What outlives a restart; not the mark, which is old by then. */
    record SymbolState(
            @Nullable Boolean hedged, Moment modeSince, OptionalLong flatSince, List<Leg> legs, List<Fill> unplaced) {}

    void restore(@Nullable Boolean wasHedged, Moment since, OptionalLong flat, List<Fill> withoutLeg) {
        hedged = wasHedged;
        modeSince = since;
        flatSince = flat;
        unplaced.addAll(withoutLeg);
    }

    Leg restoredLeg(int positionIdx) {
        return shown(positionIdx).leg;
    }
}
