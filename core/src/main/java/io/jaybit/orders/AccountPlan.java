package io.jaybit.orders;

/** How the own account is followed. Immutable. */
public record AccountPlan(TrackerSettings tracking, ResolverPlan resolving, ReconciliationPlan reconciling) {
    /** Everything as usual. */
    public static AccountPlan usual() {
        return new AccountPlan(TrackerSettings.DEFAULT, ResolverPlan.usual(), ReconciliationPlan.usual());
    }

    /** The same with another plan of reconciliation. */
    public AccountPlan withReconciling(ReconciliationPlan plan) {
        return new AccountPlan(tracking, resolving, plan);
    }
}
