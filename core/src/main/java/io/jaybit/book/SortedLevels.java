package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.Arrays;
import java.util.Objects;

/**
 * One side's levels in primitive arrays, sorted by price, all prices at one scale: for every book, however far its levels lie apart. Confined to its
 * book's writer; see {@link OrderBook} for how others read it.
 *
 * <p>Design note: most changes are near the best price, and each that adds a level there drops one at the far end, or the other way
 * round. So levels lie in the middle of the arrays with room at both ends, the best last, and an insert or a delete moves the
 * shorter part. Prices are kept as keys that ascend on either side: a bid's price, an ask's price negated.
 */
final class SortedLevels {
    /** So many levels are walked through before the search takes ever longer strides. */
    private static final int WALK = 24;

    private final boolean isAsk;
    /** Where the worst level lies. */
    private int low;

    /** Where the best level lies, plus one. */
    private int high;

    private long[] keys;
    private long[] sizes;
    private byte[] sizeScales;

    SortedLevels(boolean isAsk, int capacity) {
        this.isAsk = isAsk;
        this.keys = new long[capacity];
        this.sizes = new long[capacity];
        this.sizeScales = new byte[capacity];
        clear();
    }

    SortedLevels(boolean isAsk, long[] keys, long[] sizes, byte[] sizeScales) {
        this.isAsk = isAsk;
        this.high = keys.length;
        this.keys = keys;
        this.sizes = sizes;
        this.sizeScales = sizeScales;
    }

    /** Levels of one's own, for reading only. Does not fail when another thread writes meanwhile, but is then nonsense. */
    SortedLevels copy() {
        int from = low;
        int to = high;
        long[] theirKeys = keys;
        long[] theirSizes = sizes;
        byte[] theirScales = sizeScales;
        int end = Math.min(Math.min(to, theirKeys.length), Math.min(theirSizes.length, theirScales.length));
        int start = Math.min(from, end);
        return new SortedLevels(
                isAsk,
                Arrays.copyOfRange(theirKeys, start, end),
                Arrays.copyOfRange(theirSizes, start, end),
                Arrays.copyOfRange(theirScales, start, end));
    }

    int count() {
        return high - low;
    }

    /** @param level 0 = best */
    long key(int level) {
        return keys[position(level)];
    }

    /** The worst level's; only where there is one. */
    long lowestKey() {
        return keys[low];
    }

    /** The largest distance of which all distances between levels are multiples; 0 where there are less than two levels. */
    long step() {
        long step = 0;
        for (int i = low + 1; i < high; i++) {
            long rest = keys[i] - keys[i - 1];
            while (rest != 0) {
                long next = step % rest;
                step = rest;
                rest = next;
            }
        }
        return step;
    }

    /** Forgets everything and makes room; the levels are to follow from the worst to the best by {@link #add}. */
    void begin(int levels) {
        if (levels > keys.length) {
            allocate(levels * 2);
        }
        low = (keys.length - levels) / 2;
        high = low;
    }

    void add(long key, long size, byte sizeScale) {
        keys[high] = key;
        sizes[high] = size;
        sizeScales[high] = sizeScale;
        high++;
    }

    long size(int level) {
        return sizes[position(level)];
    }

    int sizeScale(int level) {
        return sizeScales[position(level)];
    }

    private int position(int level) {
        return high - 1 - Objects.checkIndex(level, high - low);
    }

    void clear() {
        low = keys.length / 2;
        high = low;
    }

    /**
     * Replaces everything.
     *
     * @param levels with prices at the book's scale
     */
    void replace(BookUpdate.Levels levels) {
        int incoming = levels.count();
        if (incoming > keys.length) {
            allocate(incoming * 2);
        }
        int to = (keys.length - incoming) / 2;
        low = to;
        long last = Long.MIN_VALUE;
        // The venue sends the best first.
        for (int i = incoming - 1; i >= 0; i--) {
            long key = isAsk ? -levels.price(i) : levels.price(i);
            if (key <= last) {
                clear();
                apply(levels, 0);
                return;
            }
            last = key;
            long size = levels.size(i);
            if (size != 0) {
                keys[to] = key;
                sizes[to] = size;
                sizeScales[to] = (byte) levels.sizeScale(i);
                to++;
            }
        }
        high = to;
    }

    /**
     * Inserts, overwrites and removes, in the order of {@code levels}.
     *
     * @param levels with prices at the book's scale
     * @param from the first of them that is meant
     * @return how many deletes named a level that is not there
     */
    int apply(BookUpdate.Levels levels, int from) {
        int unknown = 0;
        int changes = levels.count();
        int hint = high;
        long last = Long.MAX_VALUE;
        for (int i = from; i < changes; i++) {
            long key = isAsk ? -levels.price(i) : levels.price(i);
            long size = levels.size(i);
            // Frames list the best first: the next level lies below the last one, unless the venue changes its habit.
            int at = find(key, key < last ? hint : high);
            last = key;
            boolean known = at < high && keys[at] == key;
            if (size != 0) {
                if (!known) {
                    at = open(at);
                    keys[at] = key;
                }
                sizes[at] = size;
                sizeScales[at] = (byte) levels.sizeScale(i);
                hint = at;
            } else if (known) {
                hint = close(at);
            } else {
                unknown++;
                hint = at;
            }
        }
        return unknown;
    }

    /** The position of the first key that is at least {@code key}, or {@code end}: the changes of a frame lie close together. */
    private int find(long key, int end) {
        long[] in = keys;
        int at = end;
        int walkTo = Math.max(low, at - WALK);
        while (at > walkTo) {
            if (in[at - 1] < key) {
                return at;
            }
            at--;
        }
        int from = low;
        for (int stride = WALK; at - stride > low; stride *= 2) {
            if (in[at - stride] < key) {
                from = at - stride + 1;
                break;
            }
            at -= stride;
        }
        while (from < at) {
            int middle = (from + at) >>> 1;
            if (in[middle] < key) {
                from = middle + 1;
            } else {
                at = middle;
            }
        }
        return from;
    }

    /** Makes room for a level that is to follow all before {@code at}; says where it is. */
    private int open(int at) {
        if (low == 0 || high == keys.length) {
            int shifted = at - low;
            recentre();
            return open(low + shifted);
        }
        if (high - at <= at - low) {
            move(at, high, 1);
            high++;
            return at;
        }
        move(low, at, -1);
        low--;
        return at - 1;
    }

    /** Takes a level out; says which position the level above it has now. */
    private int close(int at) {
        if (high - at <= at - low) {
            move(at + 1, high, -1);
            high--;
            return at;
        }
        move(low, at, 1);
        low++;
        return at + 1;
    }

    /** Moves the levels from {@code from} up to {@code to} by one position up or down. */
    private void move(int from, int to, int by) {
        int levels = to - from;
        System.arraycopy(keys, from, keys, from + by, levels);
        System.arraycopy(sizes, from, sizes, from + by, levels);
        System.arraycopy(sizeScales, from, sizeScales, from + by, levels);
    }

    /** Moves all levels to the middle, of larger arrays if these are more than half full. */
    private void recentre() {
        int levels = high - low;
        int from = low;
        long[] oldKeys = keys;
        long[] oldSizes = sizes;
        byte[] oldScales = sizeScales;
        if (levels * 2 > keys.length) {
            allocate(keys.length * 2);
        }
        low = (keys.length - levels) / 2;
        high = low + levels;
        System.arraycopy(oldKeys, from, keys, low, levels);
        System.arraycopy(oldSizes, from, sizes, low, levels);
        System.arraycopy(oldScales, from, sizeScales, low, levels);
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        sizes = new long[capacity];
        sizeScales = new byte[capacity];
    }

    void writeTo(StateWriter to) {
        to.writeInt(high - low);
        for (int i = low; i < high; i++) {
            to.writeLong(keys[i]).writeLong(sizes[i]).writeByte(sizeScales[i]);
        }
    }

    void restore(StateReader from) {
        int levels = from.readInt();
        begin(levels);
        for (int i = 0; i < levels; i++) {
            long key = from.readLong();
            long size = from.readLong();
            add(key, size, (byte) from.readByte());
        }
    }

    /** Gives every price {@code digits} more after the point; its value stays. */
    void raise(int digits) {
        long factor = Decimal.powerOfTen(digits);
        for (int i = low; i < high; i++) {
            keys[i] *= factor;
        }
    }
}
