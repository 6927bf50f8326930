package io.jaybit.simulator.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a book: its levels from the worst price to the best, so that what happens at the top moves little. Confined to the
 * exchange's thread.
 */
public final class BookSide {
    private final Side side;
    private Level[] levels = new Level[64];
    private int count;

    BookSide(Side side) {
        this.side = side;
    }

    /** How many levels there are. */
    public int size() {
        return count;
    }

    /** Price of a level in ticks; 0 is the best. */
    public long price(int depth) {
        return at(depth).price;
    }

    /** Size of a level in steps; 0 is the best. */
    public long size(int depth) {
        return at(depth).size;
    }

    /**
     * Copies the best levels, the best one first.
     *
     * @return how many there were, at most {@code depth}
     */
    public int copy(long[] prices, long[] sizes, int depth) {
        int copied = Math.min(depth, count);
        for (int i = 0; i < copied; i++) {
            Level level = levels[count - 1 - i];
            prices[i] = level.price;
            sizes[i] = level.size;
        }
        return copied;
    }

    /** Size at a price; 0 where there is no level. */
    public long sizeAt(long price) {
        int place = place(price);
        return place >= 0 ? levels[place].size : 0;
    }

    /** Whether {@code left} is nearer to the other side than {@code right}. */
    public boolean isBetter(long left, long right) {
        return side == Side.BUY ? left > right : left < right;
    }

    Level at(int depth) {
        if (depth < 0 || depth >= count) {
            throw new IndexOutOfBoundsException("level " + depth + " of " + count);
        }
        return levels[count - 1 - depth];
    }

    @Nullable
    Level best() {
        return count == 0 ? null : levels[count - 1];
    }

    Level obtain(long price) {
        int place = place(price);
        if (place >= 0) {
            return levels[place];
        }
        int at = -place - 1;
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, count * 2);
        }
        System.arraycopy(levels, at, levels, at + 1, count - at);
        count++;
        Level made = new Level(price);
        levels[at] = made;
        return made;
    }

    void remove(Level level) {
        int place = place(level.price);
        count--;
        System.arraycopy(levels, place + 1, levels, place, count - place);
        Arrays.fill(levels, count, count + 1, null);
    }

    /** Index of the price, or {@code -(insertion point) - 1}. */
    private int place(long price) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = levels[middle].price;
            if (found == price) {
                return middle;
            }
            if (isBetter(price, found)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
