package io.jaybit.book;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of decimals that stays in a long as long as it can. Confined to one call. */
final class ExactSum {
    private long mantissa;
    private int scale;
    private BigDecimal spilled = BigDecimal.ZERO;

    void add(long value, int valueScale) {
        if (valueScale > scale) {
            int digits = valueScale - scale;
            if (mantissa == 0 || (digits <= Decimal.MAX_SCALE && Prices.fits(mantissa, digits))) {
                mantissa = mantissa == 0 ? 0 : mantissa * Decimal.powerOfTen(digits);
            } else {
                spill();
            }
            scale = valueScale;
        }
        int missing = scale - valueScale;
        if (missing > 0 && (missing > Decimal.MAX_SCALE || !Prices.fits(value, missing))) {
            spilled = spilled.add(BigDecimal.valueOf(value, valueScale));
            return;
        }
        long aligned = missing == 0 ? value : value * Decimal.powerOfTen(missing);
        long sum = mantissa + aligned;
        if (((mantissa ^ sum) & (aligned ^ sum)) < 0) {
            spill();
            sum = aligned;
        }
        mantissa = sum;
    }

    /** Adds {@code left * right}. */
    void addProduct(long left, long right, int productScale) {
        long low = left * right;
        if (Math.multiplyHigh(left, right) == low >> 63) {
            add(low, productScale);
        } else {
            BigInteger product = BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
            spilled = spilled.add(new BigDecimal(product, productScale));
        }
    }

    private void spill() {
        spilled = spilled.add(BigDecimal.valueOf(mantissa, scale));
        mantissa = 0;
    }

    BigDecimal total() {
        return spilled.signum() == 0
                ? BigDecimal.valueOf(mantissa, scale)
                : spilled.add(BigDecimal.valueOf(mantissa, scale));
    }
}
