package io.jaybit.positions;

import io.jaybit.market.Symbol;
import java.math.BigDecimal;

/**
 * The venue's position and the sum of our fills differed for longer than the grace. Immutable.
 *
 * @param kind on which side something is missing
 * @param venueSize what the venue says, signed
 * @param ourSize the last position both agreed on plus the fills since, signed
 * @param seq of the venue's row; -1 if it had none
 * @param updatedEpochMillis of the venue's row
 * @param waitedNanos for how long the difference had stood
 */
public record Drift(
        Symbol symbol,
        int positionIdx,
        Kind kind,
        BigDecimal venueSize,
        BigDecimal ourSize,
        long seq,
        long updatedEpochMillis,
        long waitedNanos) {
    /** On which side something is missing. */
    public enum Kind {
        /** The venue's position changed by what no fill tells of. */
        FILL_MISSING,
        /** Fills have come that the venue's position does not hold. */
        POSITION_BEHIND
    }

    /** What the venue has more, signed. */
    public BigDecimal difference() {
        return venueSize.subtract(ourSize);
    }

    @Override
    public String toString() {
        return symbol + " (positionIdx " + positionIdx + "): the venue says " + venueSize.toPlainString()
                + ", our fills make " + ourSize.toPlainString()
                + (kind == Kind.FILL_MISSING ? "; a fill is missing" : "; the venue's position is behind");
    }
}
