package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * How far a price may go until positions have lost something. Stateless.
 *
 * <p>On linear markets equity and maintenance margin are straight lines of the mark; on inverse ones of its reciprocal.
 */
final class MarginBand {
    private static final MathContext CONTEXT = MathContext.DECIMAL64;

    private MarginBand() {}

    /**
     * The mark at which equity minus maintenance margin is smaller by an amount than now.
     *
     * @param net signed sum of the sizes, in steps
     * @param gross sum of the absolute sizes, in steps
     * @param loss in the settle coin; negative = a gain
     * @return in the quote coin; below the mark if {@code net} is long; none if no price does so
     */
    static @Nullable BigDecimal priceAfter(
            Market market, long net, long gross, BigDecimal loss, BigDecimal maintenanceRate) {
        Instrument instrument = market.instrument();
        BigDecimal mark = instrument.priceOf(market.markPrice());
        BigDecimal size = instrument.sizeOf(net);
        BigDecimal needed = instrument.sizeOf(gross).multiply(maintenanceRate);
        if (instrument.isInverse()) {
            BigDecimal slope = size.add(needed);
            if (slope.signum() == 0 || mark.signum() <= 0) {
                return null;
            }
            BigDecimal reciprocal = BigDecimal.ONE.divide(mark, CONTEXT).add(loss.divide(slope, CONTEXT));
            return reciprocal.signum() <= 0 ? null : BigDecimal.ONE.divide(reciprocal, CONTEXT);
        }
        BigDecimal slope = size.subtract(needed);
        if (slope.signum() == 0) {
            return null;
        }
        BigDecimal price = mark.subtract(loss.divide(slope, CONTEXT));
        return price.signum() <= 0 ? null : price;
    }
}
