package io.jaybit.orders;

/** The counters as they are counted. Confined to one thread. */
final class Tally {
    long updates;
    long stale;
    long repeated;
    long fills;
    long repeatedFills;
    long completedFills;
    long notOfOrders;
    long strayOutcomes;
    long anomalies;
    long external;
    long merged;
    long forgotten;
    long unrecognised;

    OrderCounters counters() {
        return new OrderCounters(
                updates,
                stale,
                repeated,
                fills,
                repeatedFills,
                completedFills,
                notOfOrders,
                strayOutcomes,
                anomalies,
                external,
                merged,
                forgotten,
                unrecognised);
    }
}
