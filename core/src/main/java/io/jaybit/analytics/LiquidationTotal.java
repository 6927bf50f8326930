package io.jaybit.analytics;

import io.jaybit.coverage.CoverageSummary;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The liquidations of a window, by the side that was liquidated. Immutable.
 *
 * <p>Counts are orders, not traders: the venue does not say whose they were. Notionals are at the bankruptcy price.
 *
 * @param window {@code hour} for the clock hour; {@code 1h}, {@code 4h}, … for the time just past
 * @param fromEpochMillis first millisecond, venue time
 * @param toEpochMillis the one after the last; the time of the tick while an hour runs
 * @param longNotional exact, in the key's currency; null where that is unknown
 * @param shortNotional exact, in the key's currency; null where that is unknown
 * @param sampledCount how many of them came by the withdrawn topic that told at most one a second per symbol
 * @param closed the hour is over and its total is told; may still be revised
 * @param revised an event came after the hour's total had been told
 * @param coverage what part of the window was seen; null where nobody knows
 */
public record LiquidationTotal(
        LiquidationKey key,
        String window,
        long fromEpochMillis,
        long toEpochMillis,
        @Nullable BigDecimal longNotional,
        @Nullable BigDecimal shortNotional,
        long longCount,
        long shortCount,
        long sampledCount,
        boolean closed,
        boolean revised,
        @Nullable CoverageSummary coverage) {
    /** The name of the clock hour among the windows. */
    public static final String HOUR = "hour";
}
