package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Side;
import java.util.Arrays;

/**
 * The levels of one side as they were published, from the best on. Confined to the exchange's thread.
 *
 * <p>Prices in ticks, sizes in steps.
 */
public final class Ladder {
    private final Side side;
    private long[] prices = new long[16];
    private long[] sizes = new long[16];
    private long[] retailSizes;
    private int count;

    /** @param retail whether levels have a retail price improvement as well */
    Ladder(Side side, boolean retail) {
        this.side = side;
        this.retailSizes = new long[retail ? 16 : 0];
    }

    public int count() {
        return count;
    }

    public long price(int depth) {
        return prices[depth];
    }

    public long size(int depth) {
        return sizes[depth];
    }

    /** Of the retail price improvement; 0 on books that have none. */
    public long retailSize(int depth) {
        return retailSizes.length == 0 ? 0 : retailSizes[depth];
    }

    void clear() {
        count = 0;
    }

    void take(BookSide from, int depth) {
        room(Math.min(depth, from.size()));
        count = from.copy(prices, sizes, depth);
    }

    void add(long price, long size, long retailSize) {
        room(count + 1);
        prices[count] = price;
        sizes[count] = size;
        retailSizes[count] = retailSize;
        count++;
    }

    boolean isBetter(long left, long right) {
        return side == Side.BUY ? left > right : left < right;
    }

    boolean sameAs(Ladder other) {
        return Arrays.equals(prices, 0, count, other.prices, 0, other.count)
                && Arrays.equals(sizes, 0, count, other.sizes, 0, other.count)
                && (retailSizes.length == 0 || Arrays.equals(retailSizes, 0, count, other.retailSizes, 0, other.count));
    }

    private void room(int levels) {
        if (levels > prices.length) {
            int length = Math.max(levels, prices.length * 2);
            prices = Arrays.copyOf(prices, length);
            sizes = Arrays.copyOf(sizes, length);
            retailSizes = retailSizes.length == 0 ? retailSizes : Arrays.copyOf(retailSizes, length);
        }
    }
}
