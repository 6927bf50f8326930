package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * One side's levels in primitive arrays, all prices at one scale. Confined to its book's writer; see {@link OrderBook} for how
 * others read it.
 *
 * <p>Design note: most changes are near the best price, so the best level lies at the arrays' end, where an insert or a delete
 * moves little. Prices are kept as keys that ascend on either side: a bid's price, an ask's price negated.
 */
final class Ladder {
    /** Below this many levels a walk from the top is faster than halving. */
    private static final int WALK = 8;

    private final boolean isAsk;
    private int count;
    private long[] keys;
    private long[] sizes;
    private byte[] sizeScales;

    Ladder(BookSide side, int capacity) {
        this.isAsk = side == BookSide.ASK;
        this.keys = new long[capacity];
        this.sizes = new long[capacity];
        this.sizeScales = new byte[capacity];
    }

    private Ladder(boolean isAsk, int count, long[] keys, long[] sizes, byte[] sizeScales) {
        this.isAsk = isAsk;
        this.count = count;
        this.keys = keys;
        this.sizes = sizes;
        this.sizeScales = sizeScales;
    }

    /**
     * A ladder of one's own with the same levels, for reading only. Does not fail when another thread writes meanwhile, but is
     * then nonsense, which the caller finds out.
     */
    Ladder copy() {
        int levels = count;
        long[] theirKeys = keys;
        long[] theirSizes = sizes;
        byte[] theirScales = sizeScales;
        int safe = Math.min(Math.min(levels, theirKeys.length), Math.min(theirSizes.length, theirScales.length));
        return new Ladder(
                isAsk,
                safe,
                Arrays.copyOf(theirKeys, safe),
                Arrays.copyOf(theirSizes, safe),
                Arrays.copyOf(theirScales, safe));
    }

    int count() {
        return count;
    }

    /** @param level 0 = best */
    long price(int level) {
        long key = keys[position(level)];
        return isAsk ? -key : key;
    }

    long size(int level) {
        return sizes[position(level)];
    }

    int sizeScale(int level) {
        return sizeScales[position(level)];
    }

    private int position(int level) {
        return count - 1 - Objects.checkIndex(level, count);
    }

    void clear() {
        count = 0;
    }

    /**
     * Replaces everything.
     *
     * @param prices those of {@code levels}, at the book's scale
     */
    void replace(BookUpdate.Levels levels, long[] prices) {
        int incoming = levels.count();
        ensureCapacity(incoming);
        count = 0;
        long last = Long.MIN_VALUE;
        // The venue sends the best first.
        for (int i = incoming - 1; i >= 0; i--) {
            long key = isAsk ? -prices[i] : prices[i];
            if (key <= last) {
                count = 0;
                apply(levels, prices);
                return;
            }
            last = key;
            long size = levels.size(i);
            if (size != 0) {
                keys[count] = key;
                sizes[count] = size;
                sizeScales[count] = (byte) levels.sizeScale(i);
                count++;
            }
        }
    }

    /**
     * Inserts, overwrites and removes, in the order of {@code levels}.
     *
     * @param prices those of {@code levels}, at the book's scale
     * @return how many deletes named a level that is not there
     */
    int apply(BookUpdate.Levels levels, long[] prices) {
        int unknown = 0;
        int changes = levels.count();
        for (int i = 0; i < changes; i++) {
            long key = isAsk ? -prices[i] : prices[i];
            long size = levels.size(i);
            int at = find(key);
            boolean known = at < count && keys[at] == key;
            if (size == 0) {
                if (known) {
                    remove(at);
                } else {
                    unknown++;
                }
            } else {
                if (!known) {
                    open(at);
                    keys[at] = key;
                }
                sizes[at] = size;
                sizeScales[at] = (byte) levels.sizeScale(i);
            }
        }
        return unknown;
    }

    /** The position of the first key that is at least {@code key}; {@code count} if there is none. */
    private int find(long key) {
        long[] in = keys;
        int high = count;
        int walkTo = Math.max(0, high - WALK);
        while (high > walkTo) {
            if (in[high - 1] < key) {
                return high;
            }
            high--;
        }
        int low = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void open(int at) {
        ensureCapacity(count + 1);
        int moved = count - at;
        if (moved > 0) {
            System.arraycopy(keys, at, keys, at + 1, moved);
            System.arraycopy(sizes, at, sizes, at + 1, moved);
            System.arraycopy(sizeScales, at, sizeScales, at + 1, moved);
        }
        count++;
    }

    private void remove(int at) {
        int moved = count - at - 1;
        if (moved > 0) {
            System.arraycopy(keys, at + 1, keys, at, moved);
            System.arraycopy(sizes, at + 1, sizes, at, moved);
            System.arraycopy(sizeScales, at + 1, sizeScales, at, moved);
        }
        count--;
    }

    private void ensureCapacity(int levels) {
        if (levels > keys.length) {
            int capacity = Math.max(levels, keys.length * 2);
            keys = Arrays.copyOf(keys, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            sizeScales = Arrays.copyOf(sizeScales, capacity);
        }
    }

    /** Whether every price still has at most 18 digits with {@code digits} more after the point. */
    boolean canRaise(int digits) {
        if (count == 0) {
            return true;
        }
        return Prices.fits(keys[0], digits) && Prices.fits(keys[count - 1], digits);
    }

    /** Gives every price {@code digits} more after the point; its value stays. */
    void raise(int digits) {
        long factor = Decimal.powerOfTen(digits);
        for (int i = 0; i < count; i++) {
            keys[i] *= factor;
        }
    }
}
