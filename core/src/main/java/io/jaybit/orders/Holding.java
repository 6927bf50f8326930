package io.jaybit.orders;

import java.math.BigDecimal;

/**
 * What is held and could be held of a symbol. Immutable. In hedge mode each leg by itself.
 *
 * @param position signed
 * @param openBuys what open buy orders, those whose fate is unknown too, could still fill; not negative
 * @param openSells the same of sell orders; not negative
 * @param known whether the position is known; one that is not may not be added to while a limit stands
 */
public record Holding(BigDecimal position, BigDecimal openBuys, BigDecimal openSells, boolean known) {
    /** Nothing is held and nothing is open. */
    public static final Holding NONE = new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, true);

    public Holding {
        if (openBuys.signum() < 0 || openSells.signum() < 0) {
            throw new IllegalArgumentException(
                    "open orders are " + openBuys + " and " + openSells + ", which must not be negative");
        }
    }
}
