package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a position needs and where it ends, as of one moment. Immutable.
 *
 * @param value what it was bought for, positive; in the settle coin
 * @param initialMargin in the settle coin: at the mark in cross margin, what was set aside in isolated margin
 * @param maintenanceMargin at the mark, in the settle coin
 * @param balance what was set aside for it in isolated margin; 0 in cross margin
 * @param liquidationPrice an estimate, as if only this market moved; in the quote coin; none outside of the instrument's prices
 * @param bankruptcyPrice where nothing is left, likewise
 * @param breakEvenPrice at which closing it by a taking order gives back all fees and funding since it was flat; 0 when flat
 * @param adlRank 0 when flat, 1 to 5 = the fifth of its side that is deleveraged first
 */
public record PositionFigures(
        BigDecimal value,
        BigDecimal initialMargin,
        BigDecimal maintenanceMargin,
        BigDecimal balance,
        @Nullable BigDecimal liquidationPrice,
        @Nullable BigDecimal bankruptcyPrice,
        BigDecimal breakEvenPrice,
        int adlRank) {}
