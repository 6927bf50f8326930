package io.jaybit.positions;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signed position of every (category, symbol, positionIdx), from rows asked for, rows pushed and executions, which may come in any
 * order, late, twice or never. Confined to one thread; time is an argument: {@code nowNanos} is our monotonic clock.
 *
 * <p>What the venue says is the position; what our fills make of the last position both agreed on is its proof. Streams of positions and
 * executions race, so a difference is first only {@linkplain PositionStanding#FILLS_AWAITED awaited}; one that outlives the grace is a
 * {@link Drift}. An older row never replaces a newer one; which is newer, cross sequences say, and between equal ones the time of the
 * update. A fill is known by its id and counts once. Funding changes cash only; what settles a session moves an average price and is no
 * drift.
 *
 * <p>The venue pushes nothing when only the mark price moves: {@link #onMark} brings that from the symbol's ticker.
 */
public final class PositionTracker {
    private final LegOf legs;
    private final long graceNanos;
    private final PositionListener listener;
    private final Map<Symbol, SymbolPositions> symbols = new LinkedHashMap<>();
    /** When all positions of a category and settle coin were last listed. */
    private final Map<Listing, Long> listings = new LinkedHashMap<>();

    private final Tally tally = new Tally();

    /** @param settleCoin of linear; empty elsewhere */
    record Listing(Category category, String settleCoin) {
        static @Nullable Listing of(Symbol symbol) {
            if (symbol.category() != Category.LINEAR) {
                return new Listing(symbol.category(), "");
            }
            String coin = Currencies.notionalCurrency(symbol);
            return coin == null ? null : new Listing(symbol.category(), coin);
        }
    }

    /** @param grace how long fills and the venue's position may differ; they come by two streams */
    public PositionTracker(LegOf legs, Duration grace, PositionListener listener) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, is " + grace);
        }
        this.legs = legs;
        this.graceNanos = grace.toNanos();
        this.listener = listener;
    }

    /**
     * A row, pushed or asked for.
     *
     * @return whether its size is another than what was known: of a row asked for, that a push was missed
     */
    public boolean onPosition(PositionUpdate row, long nowNanos) {
        tally.rows++;
        return symbol(row.symbol()).take(row, nowNanos);
    }

    /**
     * All rows of a category, and on linear of a settle coin, as an answer listed them: what is not among them is flat.
     *
     * @param settleCoin empty except on linear
     * @param askedEpochMillis venue time at which the question was sent; rather too early than too late
     * @return how many positions changed size unheard
     */
    public int onListing(
            Category category, String settleCoin, List<PositionUpdate> rows, long askedEpochMillis, long nowNanos) {
        int repaired = 0;
        Map<Symbol, Set<Integer>> listed = new HashMap<>();
        for (PositionUpdate row : rows) {
            listed.computeIfAbsent(row.symbol(), symbol -> new HashSet<>()).add(row.positionIdx());
            repaired += onPosition(row, nowNanos) ? 1 : 0;
        }
        Listing listing = new Listing(category, settleCoin);
        listings.put(listing, askedEpochMillis);
        for (SymbolPositions symbol : symbols.values()) {
            if (listing.equals(Listing.of(symbol.symbol()))) {
                Set<Integer> legs = listed.getOrDefault(symbol.symbol(), Set.of());
                repaired += symbol.absentBut(legs, askedEpochMillis, nowNanos);
            }
        }
        return repaired;
    }

    /** @return whether it changed a position and was not known */
    public boolean onExecution(Execution execution, long nowNanos) {
        if (!isOfPositions(execution.symbol()) || !execution.type().value().changesPosition()) {
            tally.notPositions++;
            return false;
        }
        return take(execution.symbol(), Fill.of(execution, nowNanos), nowNanos);
    }

    /** A fill told early; the full execution with the same id is then no second one. */
    public boolean onFastExecution(FastExecution execution, long nowNanos) {
        if (!isOfPositions(execution.symbol())) {
            tally.notPositions++;
            return false;
        }
        return take(execution.symbol(), Fill.of(execution, nowNanos), nowNanos);
    }

    private boolean take(Symbol symbol, Fill fill, long nowNanos) {
        boolean isNew = symbol(symbol).take(fill, nowNanos);
        if (isNew) {
            tally.fills++;
        } else {
            tally.fillsRepeated++;
        }
        return isNew;
    }

    private static boolean isOfPositions(Symbol symbol) {
        return symbol.category() != Category.SPOT && symbol.category() != Category.SPREAD;
    }

    /** The mark price of a symbol's ticker; see the long form. */
    public void onMark(Symbol symbol, Decimal price, long venueEpochMillis, long receivedNanos, boolean live) {
        onMark(symbol, price, null, venueEpochMillis, receivedNanos, live);
    }

    /**
     * The mark price of a symbol's ticker. Prices older than the known one are ignored.
     *
     * @param indexPrice needed for the notional of options
     * @param receivedNanos our monotonic clock at receipt
     * @param live whether the ticker is
     */
    public void onMark(
            Symbol symbol,
            Decimal price,
            @Nullable Decimal indexPrice,
            long venueEpochMillis,
            long receivedNanos,
            boolean live) {
        SymbolPositions known = symbols.get(symbol);
        if (known != null) {
            known.onMark(price.toBigDecimal(), indexPrice, venueEpochMillis, receivedNanos, live);
        }
    }

    /** The symbol's ticker no longer lives: its mark price stays, as stale. */
    public void onMarkLost(Symbol symbol) {
        SymbolPositions known = symbols.get(symbol);
        if (known != null) {
            known.onMarkLost();
        }
    }

    /**
     * Raises what has waited too long.
     *
     * @return when to call again, by the same clock; {@link Long#MAX_VALUE} if only news can change something
     */
    public long doWork(long nowNanos) {
        long deadline = Long.MAX_VALUE;
        for (SymbolPositions symbol : symbols.values()) {
            deadline = Math.min(deadline, symbol.doWork(nowNanos));
        }
        return deadline;
    }

    /** Executions and positions were asked for at that venue time, and all answers taken: older drifts stand by the venue's word. */
    public void acceptVenue(long askedEpochMillis, long nowNanos) {
        symbols.values().forEach(symbol -> symbol.accept(askedEpochMillis, nowNanos));
    }

    /** All that the venue told of, flat ones too, each leg by itself. */
    public List<Position> positions(long nowNanos) {
        List<Position> all = new ArrayList<>();
        symbols.values().forEach(symbol -> all.addAll(symbol.positions(nowNanos)));
        return all;
    }

    /** The legs of one symbol together. Of a symbol that nothing was told of, whether it is known to be flat. */
    public NetPosition net(Symbol symbol, long nowNanos) {
        SymbolPositions known = symbols.get(symbol);
        return (known == null ? made(symbol) : known).net(nowNanos);
    }

    /** All positions together. */
    public Exposure exposure(long nowNanos) {
        return Exposure.of(positions(nowNanos));
    }

    public PositionCounters counters() {
        return tally.snapshot(symbols.values().stream()
                .mapToLong(SymbolPositions::unplacedCount)
                .sum());
    }

    /** Writes what outlives a restart: positions, their proofs, and fills that wait; neither counters nor mark prices. */
    public void writeTo(StateWriter to) {
        PositionCodec.write(symbols.values(), listings, to);
    }

    /**
     * Takes up what {@link #writeTo} wrote, in a new tracker. What happened meanwhile is for a query to tell.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public void readFrom(StateReader from, long nowNanos) {
        if (!symbols.isEmpty() || !listings.isEmpty()) {
            throw new IllegalStateException("state is taken up before anything else");
        }
        PositionCodec.read(from, this, nowNanos);
    }

    SymbolPositions symbol(Symbol symbol) {
        SymbolPositions known = symbols.get(symbol);
        if (known == null) {
            known = made(symbol);
            symbols.put(symbol, known);
        }
        return known;
    }

    private SymbolPositions made(Symbol symbol) {
        SymbolPositions made = new SymbolPositions(this, symbol);
        Listing listing = Listing.of(symbol);
        Long asked = listing == null ? null : listings.get(listing);
        if (asked != null) {
            made.absentBut(Set.of(), asked, 0);
        }
        return made;
    }

    Map<Listing, Long> listings() {
        return listings;
    }

    LegOf legs() {
        return legs;
    }

    long graceNanos() {
        return graceNanos;
    }

    PositionListener listener() {
        return listener;
    }

    Tally tally() {
        return tally;
    }
}
