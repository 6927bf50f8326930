package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Refusal;
import java.math.BigDecimal;

/** Turns prices and sizes as they are sent into whole ticks and steps; what is none is refused in the category's words. */
final class Amounts {
    /** More than any instrument allows, and little enough to be added and multiplied by a tick. */
    private static final BigDecimal FAR_TOO_MANY = BigDecimal.valueOf(1_000_000_000_000_000L);

    /** A billion of a coin, in units of its 8th decimal. */
    private static final BigDecimal MOST_QUOTE = BigDecimal.valueOf(100_000_000_000_000_000L);

    private Amounts() {}

    /** A price in ticks. One that no instrument allows stays one that no instrument allows. */
    static long ticks(Instrument instrument, BigDecimal price, String field) throws Refusal {
        BigDecimal[] parts = price.divideAndRemainder(instrument.tickSize().toBigDecimal());
        if (parts[1].signum() != 0) {
            throw instrument.category() == Category.SPOT
                    ? new Refusal(170134, "Order price has too many decimals.")
                    : new Refusal(
                            10001,
                            "params error: " + field + " is not a multiple of tick size " + instrument.tickSize());
        }
        return bounded(parts[0]);
    }

    /** A size in steps. */
    static long steps(Instrument instrument, BigDecimal size) throws Refusal {
        BigDecimal[] parts = size.divideAndRemainder(instrument.qtyStep().toBigDecimal());
        if (parts[1].signum() != 0) {
            throw instrument.category() == Category.SPOT
                    ? new Refusal(170137, "Order quantity has too many decimals.")
                    : new Refusal(10001, "params error: qty is not a multiple of qty step " + instrument.qtyStep());
        }
        return bounded(parts[0]);
    }

    /** An amount of the quote coin, in units of its 8th decimal. */
    static long quote(BigDecimal amount) throws Refusal {
        BigDecimal units = amount.movePointRight(8);
        if (units.stripTrailingZeros().scale() > 0) {
            throw new Refusal(170148, "Market order amount has too many decimals.");
        }
        if (units.signum() == 0) {
            throw new Refusal(170140, "Order value exceeded lower limit.");
        }
        if (units.compareTo(MOST_QUOTE) > 0) {
            throw new Refusal(170124, "Order quantity exceeded upper limit.");
        }
        return units.longValueExact();
    }

    private static long bounded(BigDecimal whole) {
        return whole.min(FAR_TOO_MANY).longValueExact();
    }
}
