package io.jaybit.market;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact decimal as the venue sent it: {@code mantissa * 10^-scale}, at most 18 digits. Immutable.
 *
 * <p>Equal, ordered and hashed by value over all scales: {@code 77141} equals {@code 77141.0}. Text out is the text in, so both
 * keep their own digits. Sums and products leave this type for {@link BigDecimal}: price times size overflows a long sooner
 * than one thinks.
 */
public final class Decimal implements Comparable<Decimal> {
    /** Most digits, leading zeros of a fraction not counted, that a decimal holds. */
    public static final int MAX_DIGITS = 18;

    /** Most digits after the point. */
    public static final int MAX_SCALE = 18;

    public static final Decimal ZERO = new Decimal(0, (byte) 0);

    private static final long[] POWERS = new long[MAX_SCALE + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final long mantissa;
    private final byte scale;

    private Decimal(long mantissa, byte scale) {
        this.mantissa = mantissa;
        this.scale = scale;
    }

    /**
     * @param mantissa all digits as one number, at most 18 of them
     * @param scale digits after the point, 0 to 18
     * @throws IllegalArgumentException if either is out of range
     */
    public static Decimal of(long mantissa, int scale) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not in 0.." + MAX_SCALE);
        }
        if (mantissa >= POWERS[MAX_DIGITS] || mantissa <= -POWERS[MAX_DIGITS]) {
            throw new IllegalArgumentException("mantissa " + mantissa + " has more than " + MAX_DIGITS + " digits");
        }
        return new Decimal(mantissa, (byte) scale);
    }

    /**
     * Reads {@code 12}, {@code -0.50}, {@code 0.0000000000001}: digits with at most one point that has a digit on either side, an
     * optional minus sign, nothing else.
     *
     * @throws NumberFormatException if the text is not such a decimal, or has more than 18 digits
     */
    public static Decimal parse(CharSequence text) {
        int length = text.length();
        int i = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        boolean negative = i == 1;
        int start = i;
        int point = -1;
        long value = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                if (value >= POWERS[MAX_DIGITS - 1]) {
                    throw new NumberFormatException("more than " + MAX_DIGITS + " digits: \"" + text + "\"");
                }
                value = value * 10 + (c - '0');
            } else {
                throw new NumberFormatException("not a plain decimal: \"" + text + "\"");
            }
        }
        int fraction = point < 0 ? 0 : length - point - 1;
        if (length == start || point == start || (point >= 0 && fraction == 0)) {
            throw new NumberFormatException("not a plain decimal: \"" + text + "\"");
        }
        if (fraction > MAX_SCALE) {
            throw new NumberFormatException("more than " + MAX_SCALE + " digits after the point: \"" + text + "\"");
        }
        return new Decimal(negative ? -value : value, (byte) fraction);
    }

    /** {@code 10^exponent} for 0 to 18. */
    public static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    /** All digits as one number. */
    public long mantissa() {
        return mantissa;
    }

    /** Digits after the point. */
    public int scale() {
        return scale;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return Long.signum(mantissa);
    }

    public boolean isZero() {
        return mantissa == 0;
    }

    /** The same value with the same scale. */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(mantissa, scale);
    }

    /** The exact product. */
    public BigDecimal times(Decimal other) {
        long product = mantissa * other.mantissa;
        if (Math.multiplyHigh(mantissa, other.mantissa) == product >> 63) {
            return BigDecimal.valueOf(product, scale + other.scale);
        }
        BigInteger exact = BigInteger.valueOf(mantissa).multiply(BigInteger.valueOf(other.mantissa));
        return new BigDecimal(exact, scale + other.scale);
    }

    /** The same value without zeros at the end of its fraction. */
    public Decimal stripTrailingZeros() {
        long value = mantissa;
        int digits = scale;
        while (digits > 0 && value % 10 == 0) {
            value /= 10;
            digits--;
        }
        return digits == scale ? this : new Decimal(value, (byte) digits);
    }

    /** Compares {@code leftMantissa * 10^-leftScale} with {@code rightMantissa * 10^-rightScale}, exactly and without allocation. */
    public static int compare(long leftMantissa, int leftScale, long rightMantissa, int rightScale) {
        if (leftScale == rightScale) {
            return Long.compare(leftMantissa, rightMantissa);
        }
        if (leftScale < rightScale) {
            return -compare(rightMantissa, rightScale, leftMantissa, leftScale);
        }
        // right has fewer digits after the point: bring it to the scale of left, in 128 bits
        long factor = POWERS[leftScale - rightScale];
        long low = rightMantissa * factor;
        long high = Math.multiplyHigh(rightMantissa, factor);
        if (high != low >> 63) {
            return high < 0 ? 1 : -1;
        }
        return Long.compare(leftMantissa, low);
    }

    @Override
    public int compareTo(Decimal other) {
        return compare(mantissa, scale, other.mantissa, other.scale);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decimal that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        Decimal stripped = stripTrailingZeros();
        return Long.hashCode(stripped.mantissa) * 31 + stripped.scale;
    }

    /** Plain digits, never scientific, as many after the point as were sent. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(24);
        append(mantissa, scale, text);
        return text.toString();
    }

    /** Appends {@code mantissa * 10^-scale} as plain digits. */
    public static void append(long mantissa, int scale, StringBuilder to) {
        if (mantissa < 0) {
            to.append('-');
        }
        long digits = Math.abs(mantissa);
        if (scale == 0) {
            to.append(digits);
            return;
        }
        to.append(digits / POWERS[scale]).append('.');
        long fraction = digits % POWERS[scale];
        for (int i = scale - 1; i > 0 && fraction < POWERS[i]; i--) {
            to.append('0');
        }
        to.append(fraction);
    }
}
