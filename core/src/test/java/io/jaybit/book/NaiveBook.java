package io.jaybit.book;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The rules of {@link OrderBook} written as plainly as possible: the specification. Slow; for tests. Confined to one thread.
 */
public final class NaiveBook {
    private static final BigDecimal TOO_BIG = BigDecimal.TEN.pow(Decimal.MAX_DIGITS);

    private final int window;
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private BookStatus status = BookStatus.AWAITING_SNAPSHOT;
    private StaleReason reason;
    private OptionalLong updateId = OptionalLong.empty();
    private int priceScale;
    private boolean unverified;
    private long lastBreakNanos;
    private long snapshotNanos;
    private final List<Long> breaks = new ArrayList<>();

    private long frames;
    private long snapshots;
    private long deltas;
    private long gaps;
    private long repeats;
    private long ignored;
    private long restarts;
    private long crossings;
    private long unrepresentable;

    /** @param window levels a side at most; 0 if unknown */
    public NaiveBook(int window) {
        this.window = window;
    }

    /** Takes one frame. */
    public Outcome apply(BookUpdate frame) {
        frames++;
        if (frame.isSnapshot() || frame.updateId() == 1) {
            snapshots++;
            return replace(frame);
        }
        deltas++;
        Outcome outcome = change(frame);
        if (outcome == Outcome.IGNORED || outcome == Outcome.REPEAT) {
            ignored++;
        }
        return outcome;
    }

    private Outcome replace(BookUpdate frame) {
        boolean repeat = updateId.isPresent() && updateId.getAsLong() == frame.updateId();
        boolean restart = updateId.isPresent() && frame.updateId() == 1 && !repeat;
        repeats += repeat ? 1 : 0;
        restarts += restart ? 1 : 0;
        List<BigDecimal> prices = prices(frame);
        int finest = finest(frame);
        int needed = needed(frame);
        if (isBroken(frame) || !(allFit(prices, finest) || allFit(prices, needed))) {
            unrepresentable++;
            return stale(StaleReason.UNREPRESENTABLE, Outcome.UNREPRESENTABLE);
        }
        priceScale = allFit(prices, finest) ? finest : needed;
        bids.clear();
        asks.clear();
        set(bids, frame.bids());
        set(asks, frame.asks());
        updateId = OptionalLong.of(frame.updateId());
        snapshotNanos = frame.receivedEpochNanos();
        if (isCrossed()) {
            crossings++;
            status = BookStatus.STALE;
            reason = StaleReason.CROSSED;
            return Outcome.CROSSED;
        }
        status = BookStatus.LIVE;
        reason = null;
        return repeat ? Outcome.REPEATED_SNAPSHOT : restart ? Outcome.RESTARTED : Outcome.SNAPSHOT;
    }

    private Outcome change(BookUpdate frame) {
        if (status != BookStatus.LIVE) {
            return Outcome.IGNORED;
        }
        long last = updateId.getAsLong();
        long u = frame.updateId();
        if (u == last) {
            repeats++;
            return Outcome.REPEAT;
        }
        boolean skipped = u != last + 1;
        if (skipped) {
            gaps++;
            lastBreakNanos = frame.receivedEpochNanos();
            if (u < last || !goesOn(frame.receivedEpochNanos())) {
                ignored++;
                return stale(StaleReason.GAP, Outcome.GAP);
            }
        } else if (unverified && frame.receivedEpochNanos() - lastBreakNanos > 60_000_000_000L) {
            gaps++;
            ignored++;
            return stale(StaleReason.GAP, Outcome.GAP);
        }
        List<BigDecimal> prices = prices(frame);
        prices.addAll(bids.keySet());
        prices.addAll(asks.keySet());
        int finest = Math.max(priceScale, finest(frame));
        int needed = Math.max(priceScale, needed(frame));
        if (isBroken(frame) || !(allFit(prices, finest) || allFit(prices, needed))) {
            unrepresentable++;
            ignored++;
            return stale(StaleReason.UNREPRESENTABLE, Outcome.UNREPRESENTABLE);
        }
        priceScale = allFit(prices, finest) ? finest : needed;
        boolean allDeletesKnown = set(bids, frame.bids()) & set(asks, frame.asks());
        updateId = OptionalLong.of(u);
        if (isCrossed()) {
            crossings++;
            forgetBreaks();
            return stale(StaleReason.CROSSED, Outcome.CROSSED);
        }
        if (!skipped && !unverified) {
            return Outcome.APPLIED;
        }
        boolean overfull = window > 0 && Math.max(bids.size(), asks.size()) > window;
        if (overfull || (skipped && !allDeletesKnown)) {
            forgetBreaks();
            return stale(StaleReason.GAP, Outcome.GAP);
        }
        boolean known = unverified;
        unverified = true;
        return known ? Outcome.APPLIED : Outcome.SEQUENCE_UNVERIFIED;
    }

    /** Three breaks in 60 s, each within 10 s after a snapshot: the sequence means nothing. */
    private boolean goesOn(long now) {
        if (unverified) {
            return true;
        }
        if (now - snapshotNanos > 10_000_000_000L) {
            return false;
        }
        breaks.add(now);
        return breaks.size() >= 3 && now - breaks.get(breaks.size() - 3) <= 60_000_000_000L;
    }

    private void forgetBreaks() {
        unverified = false;
        breaks.clear();
    }

    private Outcome stale(StaleReason why, Outcome outcome) {
        if (unverified) {
            forgetBreaks();
        }
        status = BookStatus.STALE;
        reason = why;
        return outcome;
    }

    private static boolean set(NavigableMap<BigDecimal, BigDecimal> side, BookUpdate.Levels levels) {
        boolean allDeletesKnown = true;
        for (int i = 0; i < levels.count(); i++) {
            BigDecimal price = BigDecimal.valueOf(levels.price(i), levels.priceScale(i));
            BigDecimal size = BigDecimal.valueOf(levels.size(i), levels.sizeScale(i));
            if (size.signum() == 0) {
                allDeletesKnown &= side.remove(price) != null;
            } else {
                side.put(price, size);
            }
        }
        return allDeletesKnown;
    }

    private boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    private static boolean isBroken(BookUpdate frame) {
        return frame.isUnrepresentable() || hasNegativeSize(frame.bids()) || hasNegativeSize(frame.asks());
    }

    private static boolean hasNegativeSize(BookUpdate.Levels levels) {
        for (int i = 0; i < levels.count(); i++) {
            if (levels.size(i) < 0) {
                return true;
            }
        }
        return false;
    }

    private static List<BigDecimal> prices(BookUpdate frame) {
        List<BigDecimal> prices = new ArrayList<>();
        for (BookUpdate.Levels levels : List.of(frame.bids(), frame.asks())) {
            for (int i = 0; i < levels.count(); i++) {
                prices.add(BigDecimal.valueOf(levels.price(i), levels.priceScale(i)));
            }
        }
        return prices;
    }

    private static int finest(BookUpdate frame) {
        return prices(frame).stream().mapToInt(BigDecimal::scale).max().orElse(0);
    }

    private static int needed(BookUpdate frame) {
        return prices(frame).stream()
                .mapToInt(price -> Math.max(0, price.stripTrailingZeros().scale()))
                .max()
                .orElse(0);
    }

    private static boolean allFit(List<BigDecimal> prices, int scale) {
        return prices.stream()
                .allMatch(price -> price.stripTrailingZeros().scale() <= scale
                        && price.abs().movePointRight(scale).compareTo(TOO_BIG) < 0);
    }

    public BookStatus status() {
        return status;
    }

    /** Null when the book is not stale. */
    public StaleReason staleReason() {
        return reason;
    }

    public boolean sequenceUnverified() {
        return unverified;
    }

    public OptionalLong updateId() {
        return updateId;
    }

    public int priceScale() {
        return priceScale;
    }

    /** Price to size, best first. */
    public NavigableMap<BigDecimal, BigDecimal> side(BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }

    public BookCounters counters() {
        return new BookCounters(
                frames, snapshots, deltas, gaps, repeats, ignored, restarts, crossings, unrepresentable);
    }

    /** As {@link BookText#canonical}. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (BookSide side : BookSide.values()) {
            side(side)
                    .forEach((price, size) -> text.append(plain(price))
                            .append(' ')
                            .append(plain(size))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
