package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Instrument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as the venue's queries write them: plain, without zeros at the end unless tick or step ask for them. */
final class Texts {
    private Texts() {}

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A price that may not be there. */
    static String price(Instrument instrument, long ticks, String ifNone) {
        return ticks == 0 ? ifNone : instrument.price(ticks);
    }

    /** A size with the decimals of the step, 0 too. */
    static String size(Instrument instrument, long steps) {
        return instrument.sizeOf(steps).toPlainString();
    }

    /**
     * The price at which a size is worth a value, with at most 8 decimals.
     *
     * @param value in the settle coin; the quote coin on spot
     */
    static BigDecimal averagePrice(Instrument instrument, long steps, BigDecimal value) {
        if (steps == 0 || value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal size = instrument.sizeOf(steps);
        BigDecimal price = instrument.isInverse()
                ? size.divide(value, MathContext.DECIMAL64)
                : value.divide(size, MathContext.DECIMAL64);
        return price.setScale(8, RoundingMode.HALF_UP);
    }
}
