package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;

/**
 * The levels of a frame with all prices at one scale, before anything of the frame is applied. Confined to its book's writer.
 *
 * <p>Design note: most frames are at their book's scale already, and then nothing is copied.
 */
final class Prices {
    private static final long LIMIT = Decimal.powerOfTen(Decimal.MAX_DIGITS);

    private final BookUpdate.Levels raisedBids = new BookUpdate.Levels();
    private final BookUpdate.Levels raisedAsks = new BookUpdate.Levels();

    /** The frame's bids at the scale to which it was last aligned. */
    BookUpdate.Levels bids(BookUpdate update, int scale) {
        return update.bids().hasPriceScale(scale) ? update.bids() : raisedBids;
    }

    /** The frame's asks at the scale to which it was last aligned. */
    BookUpdate.Levels asks(BookUpdate update, int scale) {
        return update.asks().hasPriceScale(scale) ? update.asks() : raisedAsks;
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
        return Math.max(update.bids().finestPriceScale(), update.asks().finestPriceScale());
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
        return !update.bids().hasNegativeSize()
                && !update.asks().hasNegativeSize()
                && align(update.bids(), scale, raisedBids)
                && align(update.asks(), scale, raisedAsks);
    }

    private static boolean align(BookUpdate.Levels levels, int scale, BookUpdate.Levels into) {
        if (levels.hasPriceScale(scale)) {
            return true;
        }
        into.clear();
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
            into.add(price, scale, levels.size(i), levels.sizeScale(i));
        }
        return true;
    }
}
