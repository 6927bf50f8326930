package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/**
 * One side's levels, all prices at one scale: on a {@link PriceGrid} as long as they fit there, else in {@link SortedLevels}. Confined to its book's
 * writer; see {@link OrderBook} for how others read it. Prices are kept as keys that ascend on either side: a bid's price, an ask's price negated.
 */
final class Ladder {
    /** After so many frames a grid is tried again; after twice as many the next time. */
    private static final int FIRST_PATIENCE = 64;

    private static final int LAST_PATIENCE = 1 << 16;

    private final boolean isAsk;
    private final SortedLevels sorted;
    private final PriceGrid grid = new PriceGrid();
    private boolean onGrid;
    private int patience = FIRST_PATIENCE;
    private int frames;

    Ladder(BookSide side, int capacity) {
        this(side == BookSide.ASK, new SortedLevels(side == BookSide.ASK, capacity));
    }

    private Ladder(boolean isAsk, SortedLevels sorted) {
        this.isAsk = isAsk;
        this.sorted = sorted;
    }

    /**
     * A ladder of one's own with the same levels, for reading only. Does not fail when another thread writes meanwhile, but is
     * then nonsense, which the caller finds out.
     */
    Ladder copy() {
        return new Ladder(isAsk, onGrid ? grid.copy(isAsk) : sorted.copy());
    }

    boolean isOnGrid() {
        return onGrid;
    }

    int count() {
        return onGrid ? grid.count() : sorted.count();
    }

    /** @param level 0 = best */
    long price(int level) {
        long key = onGrid ? grid.key(level) : sorted.key(level);
        return isAsk ? -key : key;
    }

    long size(int level) {
        return onGrid ? grid.size(level) : sorted.size(level);
    }

    int sizeScale(int level) {
        return onGrid ? grid.sizeScale(level) : sorted.sizeScale(level);
    }

    void clear() {
        onGrid = false;
        sorted.clear();
    }

    /**
     * Replaces everything.
     *
     * @param levels with prices at the book's scale
     */
    void replace(BookUpdate.Levels levels) {
        sorted.replace(levels);
        patience = FIRST_PATIENCE;
        tryGrid();
    }

    /**
     * Inserts, overwrites and removes, in the order of {@code levels}.
     *
     * @param levels with prices at the book's scale
     * @return how many deletes named a level that is not there
     */
    int apply(BookUpdate.Levels levels) {
        if (onGrid) {
            int made = grid.apply(levels, isAsk);
            return made == levels.count() ? grid.unknown() : leaveGrid(levels, made);
        }
        int unknown = sorted.apply(levels, 0);
        frames++;
        if (frames >= patience) {
            tryGrid();
        }
        return unknown;
    }

    /** Prices left the grid's range, or there is a finer step: another grid may fit. */
    private int leaveGrid(BookUpdate.Levels levels, int made) {
        int unknown = grid.unknown();
        grid.handOver(sorted);
        unknown += sorted.apply(levels, made);
        tryGrid();
        return unknown;
    }

    private void tryGrid() {
        frames = 0;
        onGrid = grid.take(sorted);
        patience = onGrid ? FIRST_PATIENCE : Math.min(patience * 2, LAST_PATIENCE);
    }

    private void sort() {
        if (onGrid) {
            grid.handOver(sorted);
            onGrid = false;
        }
    }

    /** Writes the levels from the worst to the best. */
    void writeTo(StateWriter to) {
        (onGrid ? grid.copy(isAsk) : sorted).writeTo(to);
    }

    void restore(StateReader from) {
        sorted.restore(from);
        tryGrid();
    }

    /** Whether every price still has at most 18 digits with {@code digits} more after the point. */
    boolean canRaise(int digits) {
        int levels = count();
        return levels == 0 || (Prices.fits(price(levels - 1), digits) && Prices.fits(price(0), digits));
    }

    /** Gives every price {@code digits} more after the point; its value stays. */
    void raise(int digits) {
        sort();
        sorted.raise(digits);
        tryGrid();
    }
}
