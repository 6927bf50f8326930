package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import java.util.Arrays;

/** The prices of a frame, brought to one scale before anything of the frame is applied. Confined to its book's writer. */
final class Prices {
    private static final long LIMIT = Decimal.powerOfTen(Decimal.MAX_DIGITS);

    private long[] bids = new long[64];
    private long[] asks = new long[64];

    long[] bids() {
        return bids;
    }

    long[] asks() {
        return asks;
    }

    /** Whether {@code mantissa} has at most 18 digits once it has {@code digits} more after the point. */
    static boolean fits(long mantissa, int digits) {
        long most = (LIMIT - 1) / Decimal.powerOfTen(digits);
        return mantissa <= most && mantissa >= -most;
    }

    /** {@code mantissa} with {@code digits} more after the point; its value stays. */
    static long raised(long mantissa, int digits) {
        return mantissa * Decimal.powerOfTen(digits);
    }

    /** The most digits after the point that any price of the frame was sent with. */
    static int finestScale(BookUpdate update) {
        return Math.max(finestScale(update.bids()), finestScale(update.asks()));
    }

    private static int finestScale(BookUpdate.Levels levels) {
        int finest = 0;
        for (int i = 0; i < levels.count(); i++) {
            finest = Math.max(finest, levels.priceScale(i));
        }
        return finest;
    }

    /** As {@link #finestScale(BookUpdate)}, but of the values: zeros at the end do not count. */
    static int neededScale(BookUpdate update) {
        return Math.max(neededScale(update.bids()), neededScale(update.asks()));
    }

    private static int neededScale(BookUpdate.Levels levels) {
        int needed = 0;
        for (int i = 0; i < levels.count(); i++) {
            long price = levels.price(i);
            int scale = levels.priceScale(i);
            while (scale > needed && price % 10 == 0) {
                price /= 10;
                scale--;
            }
            needed = Math.max(needed, scale);
        }
        return needed;
    }

    /** Takes the frame's prices over at {@code scale}; false if one cannot be had exactly in 18 digits, or a size is negative. */
    boolean align(BookUpdate update, int scale) {
        BookUpdate.Levels newBids = update.bids();
        BookUpdate.Levels newAsks = update.asks();
        if (newBids.count() > bids.length) {
            bids = Arrays.copyOf(bids, Math.max(newBids.count(), bids.length * 2));
        }
        if (newAsks.count() > asks.length) {
            asks = Arrays.copyOf(asks, Math.max(newAsks.count(), asks.length * 2));
        }
        return align(newBids, scale, bids) && align(newAsks, scale, asks);
    }

    private static boolean align(BookUpdate.Levels levels, int scale, long[] into) {
        int count = levels.count();
        for (int i = 0; i < count; i++) {
            long price = levels.price(i);
            int missing = scale - levels.priceScale(i);
            if (missing > 0) {
                if (!fits(price, missing)) {
                    return false;
                }
                price = raised(price, missing);
            } else if (missing < 0) {
                long factor = Decimal.powerOfTen(-missing);
                if (price % factor != 0) {
                    return false;
                }
                price /= factor;
            }
            if (levels.size(i) < 0) {
                return false;
            }
            into[i] = price;
        }
        return true;
    }
}
