package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sums of coins: {@link BigDecimal} with 8 decimals, rounded half up once where they arise. */
public final class Money {
    /** Decimals of every amount of a coin. */
    public static final int SCALE = 8;

    public static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);

    private Money() {}

    /** Whole units of the eighth decimal that suffice: rounded up. */
    static BigDecimal roundUp(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.UP);
    }

    /** Whole units of the eighth decimal that are there: rounded down. */
    static BigDecimal roundDown(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.DOWN);
    }

    /** Rounds to whole units of the eighth decimal. */
    public static BigDecimal round(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** {@code total * part / whole}, rounded; {@code whole} is not 0. */
    public static BigDecimal share(BigDecimal total, long part, long whole) {
        return total.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_UP);
    }

    /** As the venue prints money: plain, without trailing zeros, at least {@code 0}. */
    public static String text(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
