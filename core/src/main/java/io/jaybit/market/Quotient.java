package io.jaybit.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact quotient: an average price, a microprice, a spread in basis points. Rounded only on demand, half to even. Immutable;
 * equal by value.
 *
 * @param numerator above the line
 * @param denominator below the line, positive
 */
public record Quotient(BigDecimal numerator, BigDecimal denominator) implements Comparable<Quotient> {
    public Quotient {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator " + denominator + " is not positive");
        }
    }

    /** The quotient with {@code scale} digits after the point, half to even. */
    public BigDecimal round(int scale) {
        return numerator.divide(denominator, scale, RoundingMode.HALF_EVEN);
    }

    /** The exact sum. */
    public Quotient plus(Quotient other) {
        if (denominator.compareTo(other.denominator) == 0) {
            return new Quotient(numerator.add(other.numerator), denominator);
        }
        return new Quotient(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Both parts times {@code factor}'s value: the quotient times {@code factor}. */
    public Quotient times(long factor) {
        return new Quotient(numerator.multiply(BigDecimal.valueOf(factor)), denominator);
    }

    @Override
    public int compareTo(Quotient other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quotient that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int scale = Math.max(0, Math.max(numerator.scale(), denominator.scale()));
        BigInteger above = numerator.setScale(scale).unscaledValue();
        BigInteger below = denominator.setScale(scale).unscaledValue();
        BigInteger divisor = above.gcd(below);
        return above.divide(divisor).hashCode() * 31 + below.divide(divisor).hashCode();
    }

    /** Twelve digits after the point at most; for people, not for sums. */
    @Override
    public String toString() {
        BigDecimal rounded = round(12).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
