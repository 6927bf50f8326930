package io.jaybit.book;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The arithmetic behind {@link BookView}. Exact: 128-bit and {@link BigDecimal}, no rounding. */
final class BookMeasures {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final long BPS_OF_HALF = 20_000;

    private BookMeasures() {}

    private static boolean hasTop(BookView book) {
        return book.isLive() && book.bidCount() > 0 && book.askCount() > 0;
    }

    static @Nullable Quotient mid(BookView book) {
        return hasTop(book) ? new Quotient(topSum(book), TWO) : null;
    }

    static @Nullable Quotient microprice(BookView book) {
        if (!hasTop(book)) {
            return null;
        }
        ExactSum weighted = new ExactSum();
        ExactSum weights = new ExactSum();
        weigh(weighted, book.bidPriceMantissa(0), book.priceScale(), book.askSizeMantissa(0), book.askSizeScale(0));
        weigh(weighted, book.askPriceMantissa(0), book.priceScale(), book.bidSizeMantissa(0), book.bidSizeScale(0));
        weights.add(book.bidSizeMantissa(0), book.bidSizeScale(0));
        weights.add(book.askSizeMantissa(0), book.askSizeScale(0));
        return new Quotient(weighted.total(), weights.total());
    }

    static @Nullable BigDecimal spread(BookView book) {
        return hasTop(book)
                ? BigDecimal.valueOf(book.askPriceMantissa(0) - book.bidPriceMantissa(0), book.priceScale())
                : null;
    }

    static @Nullable Quotient spreadTicks(BookView book, Decimal tick) {
        if (tick.signum() <= 0) {
            throw new IllegalArgumentException("tick " + tick + " is not positive");
        }
        BigDecimal spread = spread(book);
        return spread == null ? null : new Quotient(spread, tick.toBigDecimal());
    }

    static @Nullable Quotient spreadBps(BookView book) {
        BigDecimal spread = spread(book);
        if (spread == null) {
            return null;
        }
        BigDecimal sum = topSum(book);
        return sum.signum() > 0 ? new Quotient(spread, sum).times(BPS_OF_HALF) : null;
    }

    private static BigDecimal topSum(BookView book) {
        // two numbers of 18 digits: no overflow
        return BigDecimal.valueOf(book.bidPriceMantissa(0) + book.askPriceMantissa(0), book.priceScale());
    }

    static @Nullable Quotient imbalance(BookView book, int levels) {
        if (levels <= 0) {
            throw new IllegalArgumentException("imbalance over " + levels + " levels");
        }
        if (!book.isLive()) {
            return null;
        }
        BigDecimal bids = sizeOf(book, BookSide.BID, levels);
        BigDecimal asks = sizeOf(book, BookSide.ASK, levels);
        BigDecimal all = bids.add(asks);
        return all.signum() > 0 ? new Quotient(bids.subtract(asks), all) : null;
    }

    private static BigDecimal sizeOf(BookView book, BookSide side, int levels) {
        ExactSum sum = new ExactSum();
        int count = Math.min(levels, book.levels(side));
        for (int i = 0; i < count; i++) {
            sum.add(book.sizeMantissa(side, i), book.sizeScale(side, i));
        }
        return sum.total();
    }

    static Depth depth(BookView book, BookSide side, int levels) {
        int count = Math.min(levels, book.levels(side));
        ExactSum size = new ExactSum();
        ExactSum value = new ExactSum();
        for (int i = 0; i < count; i++) {
            long mantissa = book.sizeMantissa(side, i);
            int scale = book.sizeScale(side, i);
            size.add(mantissa, scale);
            weigh(value, book.priceMantissa(side, i), book.priceScale(), mantissa, scale);
        }
        Decimal worst = count > 0 ? book.price(side, count - 1) : null;
        return new Depth(book.symbol(), book.status(), side, Math.max(0, count), size.total(), value.total(), worst);
    }

    static Depth depthTo(BookView book, BookSide side, Decimal price) {
        int count = 0;
        int all = book.levels(side);
        while (count < all && !isWorse(book, side, count, price)) {
            count++;
        }
        return depth(book, side, count);
    }

    private static boolean isWorse(BookView book, BookSide side, int level, Decimal price) {
        int order =
                Decimal.compare(book.priceMantissa(side, level), book.priceScale(), price.mantissa(), price.scale());
        return side == BookSide.BID ? order < 0 : order > 0;
    }

    static Fill fill(BookView book, BookSide side, Decimal quantity) {
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException("cannot fill a quantity of " + quantity);
        }
        BigDecimal left = quantity.toBigDecimal();
        BigDecimal size = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        Decimal worst = null;
        int levels = 0;
        boolean inverse = book.symbol().category() == Category.INVERSE;
        Quotient coin = null;
        while (left.signum() > 0 && levels < book.levels(side)) {
            Decimal price = book.price(side, levels);
            BigDecimal part = book.size(side, levels).toBigDecimal().min(left);
            left = left.subtract(part);
            size = size.add(part);
            value = value.add(part.multiply(price.toBigDecimal()));
            if (inverse && price.signum() > 0) {
                coin = plus(coin, part, price.toBigDecimal());
            }
            worst = price;
            levels++;
        }
        Depth taken = new Depth(book.symbol(), book.status(), side, levels, size, value, worst);
        return new Fill(quantity, taken, inverse ? over(size, coin) : average(value, size));
    }

    private static @Nullable Quotient average(BigDecimal value, BigDecimal size) {
        return size.signum() > 0 ? new Quotient(value, size) : null;
    }

    /** {@code sum + part / price}. */
    private static Quotient plus(@Nullable Quotient sum, BigDecimal part, BigDecimal price) {
        if (sum == null) {
            return new Quotient(part, price);
        }
        BigDecimal above = sum.numerator().multiply(price).add(part.multiply(sum.denominator()));
        return new Quotient(above, sum.denominator().multiply(price));
    }

    /** {@code size / coin}. */
    private static @Nullable Quotient over(BigDecimal size, @Nullable Quotient coin) {
        return coin == null ? null : new Quotient(size.multiply(coin.denominator()), coin.numerator());
    }

    private static void weigh(ExactSum sum, long price, int priceScale, long size, int sizeScale) {
        sum.addProduct(price, size, priceScale + sizeScale);
    }
}
