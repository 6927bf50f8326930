package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Side;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The retail price improvement (RPI) quotes of one side: no order of the book, and seen in {@code orderbook.rpi} alone. Confined to
 * the exchange's thread.
 */
final class RetailQuotes {
    private final NavigableMap<Long, Long> sizes;

    RetailQuotes(Side side) {
        this.sizes =
                new TreeMap<>(side == Side.BUY ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
    }

    /** Sets the size at a price; 0 takes it away. */
    void set(long price, long size) {
        if (size == 0) {
            sizes.remove(price);
        } else {
            sizes.put(price, size);
        }
    }

    /** Puts the book's levels and these quotes together. What would cross the other side is shown as none. */
    void merge(BookSide book, BookSide opposite, int depth, Ladder to) {
        to.clear();
        int next = 0;
        @Nullable Long retail = firstUncrossed(opposite);
        while (to.count() < depth && (next < book.size() || retail != null)) {
            if (retail == null || (next < book.size() && book.isBetter(book.price(next), retail))) {
                to.add(book.price(next), book.size(next), 0);
                next++;
                continue;
            }
            boolean both = next < book.size() && book.price(next) == retail;
            to.add(retail, both ? book.size(next) : 0, sizes.getOrDefault(retail, 0L));
            next += both ? 1 : 0;
            retail = sizes.higherKey(retail);
        }
    }

    private @Nullable Long firstUncrossed(BookSide opposite) {
        if (sizes.isEmpty()) {
            return null;
        }
        if (opposite.size() == 0) {
            return sizes.firstKey();
        }
        long touch = opposite.price(0);
        // In the map's order, what lies behind the touch of the other side does not cross it.
        return sizes.higherKey(touch);
    }
}
