package io.jaybit.orders;

import java.time.Duration;

/**
 * How the own account is followed. Immutable.
 *
 * @param positionGrace how long the venue's position and the sum of our fills may differ before it is an alarm; they come by two streams
 */
public record AccountPlan(
        TrackerSettings tracking, ResolverPlan resolving, ReconciliationPlan reconciling, Duration positionGrace) {
    private static final Duration POSITION_GRACE = Duration.ofSeconds(5);

    /** Everything as usual. */
    public static AccountPlan usual() {
        return new AccountPlan(
                TrackerSettings.DEFAULT, ResolverPlan.usual(), ReconciliationPlan.usual(), POSITION_GRACE);
    }

    /** The same with another plan of reconciliation. */
    public AccountPlan withReconciling(ReconciliationPlan plan) {
        return new AccountPlan(tracking, resolving, plan, positionGrace);
    }
}
