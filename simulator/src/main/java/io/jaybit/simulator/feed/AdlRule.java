package io.jaybit.simulator.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The venue's figures for when deleveraging begins and ends, as it prints them. */
public final class AdlRule {
    /** Below this drawdown it begins, if the balance is above {@link #THRESHOLD}. */
    public static final String TRIGGER_RATIO = "-0.3";

    public static final String THRESHOLD = "10000";

    /** Above this drawdown it ends. */
    public static final String STOP_RATIO = "-0.25";

    private AdlRule() {}

    /** What a pool has lost since its peak, as a share of it: 0 or negative. */
    public static BigDecimal drawdown(BigDecimal balance, BigDecimal peak) {
        return peak.signum() <= 0 ? BigDecimal.ZERO : balance.subtract(peak).divide(peak, 6, RoundingMode.HALF_UP);
    }
}
