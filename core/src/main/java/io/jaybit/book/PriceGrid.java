package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import java.util.Arrays;
import java.util.Objects;

/**
 * One side's levels in cells, one for each price a step apart, and a bit for each cell that is taken: where a level goes is computed, not searched, and
 * nothing moves. For books whose levels lie close together, which most do; what does not fit is told. Confined to its book's writer, but for
 * {@link #copy}.
 *
 * <p>Design note: in sorted arrays most of the time of a change went into branches that no processor can guess: how far to search, whether the level is
 * there, how much to move. Here a change has none, and takes about a quarter of the time.
 */
final class PriceGrid {
    /** Fewer levels are as quickly sorted. */
    private static final int FEWEST = 8;

    private static final int FIRST_CELLS = 256;
    private static final int MOST_CELLS = 1 << 15;
    /** With fewer cells taken a grid is a waste of memory. */
    private static final int CELLS_PER_LEVEL = 32;

    /** A division by the step is a multiplication and this shift: exact below 2^44, where it comes out even. */
    private static final int SHIFT = 44;

    private static final long[] NOTHING = {};
    private static final byte[] NO_SCALES = {};

    private long base;
    private long step = 1;
    private long reciprocal;
    /** How far the grid reaches from {@link #base}. */
    private long range;

    private long[] taken = NOTHING;
    private long[] sizes = NOTHING;
    private byte[] sizeScales = NO_SCALES;
    private int count;
    private int best;
    /** The level that was looked at last, and its cell: levels are mostly looked at one after the other. */
    private int lastLevel;

    private int lastCell;
    private int unknown;

    int count() {
        return count;
    }

    /** @param level 0 = best */
    long key(int level) {
        return base + cell(level) * step;
    }

    long size(int level) {
        return sizes[cell(level)];
    }

    int sizeScale(int level) {
        return sizeScales[cell(level)];
    }

    /**
     * Takes levels over, if they lie close enough together.
     *
     * @return false if they do not; nothing is changed then
     */
    boolean take(SortedLevels levels) {
        int incoming = levels.count();
        if (incoming < FEWEST) {
            return false;
        }
        long lowest = levels.lowestKey();
        long distance = levels.key(0) - lowest;
        long most = Math.min(MOST_CELLS, (long) incoming * CELLS_PER_LEVEL) / 2;
        long apart = levels.step();
        if (distance / apart >= most) {
            return false;
        }
        int span = (int) (distance / apart) + 1;
        int cells = Math.max(sizes.length, Math.max(FIRST_CELLS, Integer.highestOneBit(span) * 4));
        if (apart >= (1L << SHIFT) / cells) {
            return false;
        }
        if (cells > sizes.length) {
            taken = new long[cells / Long.SIZE];
            sizes = new long[cells];
            sizeScales = new byte[cells];
        } else {
            Arrays.fill(taken, 0);
        }
        step = apart;
        reciprocal = (1L << SHIFT) / apart + 1;
        range = cells * apart;
        base = lowest - (cells - span) / 2 * apart;
        count = incoming;
        for (int level = 0; level < incoming; level++) {
            int cell = (int) ((levels.key(level) - base) / apart);
            taken[cell >> 6] |= 1L << cell;
            sizes[cell] = levels.size(level);
            sizeScales[cell] = (byte) levels.sizeScale(level);
        }
        settle((int) ((levels.key(0) - base) / apart));
        return true;
    }

    /** Hands all levels on. */
    void handOver(SortedLevels to) {
        to.begin(count);
        for (int word = 0; word < taken.length; word++) {
            for (long rest = taken[word]; rest != 0; rest &= rest - 1) {
                int cell = (word << 6) + Long.numberOfTrailingZeros(rest);
                to.add(base + cell * step, sizes[cell], sizeScales[cell]);
            }
        }
    }

    /**
     * Inserts, overwrites and removes, in the order of {@code levels}, as far as their prices have cells.
     *
     * @param levels with prices at the book's scale
     * @return the first that has none; the count of {@code levels} if all have
     */
    int apply(BookUpdate.Levels levels, boolean isAsk) {
        long[] bits = taken;
        int changes = levels.count();
        int highest = best;
        int held = count;
        int missing = 0;
        int i = 0;
        for (; i < changes; i++) {
            long distance = (isAsk ? -levels.price(i) : levels.price(i)) - base;
            if (distance < 0 || distance >= range) {
                break;
            }
            int cell = (int) ((distance * reciprocal) >>> SHIFT);
            if (cell * step != distance) {
                break;
            }
            long size = levels.size(i);
            long word = bits[cell >> 6];
            int was = (int) (word >>> cell) & 1;
            int is = (int) ((size | -size) >>> 63);
            bits[cell >> 6] = (word & ~(1L << cell)) | ((long) is << cell);
            sizes[cell] = size;
            sizeScales[cell] = (byte) levels.sizeScale(i);
            held += is - was;
            missing += (1 - was) & (1 - is);
            highest = Math.max(highest, is * cell);
        }
        unknown = missing;
        count = held;
        settle(highest);
        return i;
    }

    /** How many deletes of the last {@link #apply} named a level that is not there. */
    int unknown() {
        return unknown;
    }

    /**
     * Finds the best level.
     *
     * @param highest a cell above which none is taken
     */
    private void settle(int highest) {
        best = 0;
        if (count > 0) {
            int word = highest >> 6;
            long rest = taken[word] & (-1L >>> ~highest);
            while (rest == 0) {
                word--;
                rest = taken[word];
            }
            best = (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
        }
        lastLevel = 0;
        lastCell = best;
    }

    private int cell(int level) {
        Objects.checkIndex(level, count);
        if (level < lastLevel) {
            lastLevel = 0;
            lastCell = best;
        }
        if (level > lastLevel) {
            lastCell = below(lastCell, level - lastLevel);
            lastLevel = level;
        }
        return lastCell;
    }

    /** The cell of the level that is {@code levels} worse. */
    private int below(int cell, int levels) {
        int word = cell >> 6;
        long rest = taken[word] & ((1L << cell) - 1);
        int wanted = levels;
        for (int here = Long.bitCount(rest); here < wanted; here = Long.bitCount(rest)) {
            wanted -= here;
            word--;
            rest = taken[word];
        }
        while (wanted > 1) {
            rest ^= Long.highestOneBit(rest);
            wanted--;
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
    }

    /** Sorted levels of one's own, for reading only. For any thread: does not fail when the writer is at work, but is then nonsense. */
    SortedLevels copy(boolean isAsk) {
        long[] bits = taken.clone();
        long[] theirSizes = sizes;
        byte[] theirScales = sizeScales;
        long from = base;
        long apart = step;
        int cells = Math.min(Math.min(theirSizes.length, theirScales.length), bits.length * Long.SIZE);
        int levels = 0;
        for (int word = 0; word < cells / Long.SIZE; word++) {
            levels += Long.bitCount(bits[word]);
        }
        long[] keys = new long[levels];
        long[] copiedSizes = new long[levels];
        byte[] copiedScales = new byte[levels];
        int to = 0;
        for (int word = 0; word < cells / Long.SIZE; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                int cell = (word << 6) + Long.numberOfTrailingZeros(rest);
                keys[to] = from + cell * apart;
                copiedSizes[to] = theirSizes[cell];
                copiedScales[to] = theirScales[cell];
                to++;
            }
        }
        return new SortedLevels(isAsk, keys, copiedSizes, copiedScales);
    }
}
