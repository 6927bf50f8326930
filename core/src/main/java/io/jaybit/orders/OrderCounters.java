package io.jaybit.orders;

/**
 * What came in since the start. Immutable.
 *
 * @param updates order updates and rows that were applied
 * @param stale older than what was known: not applied
 * @param repeated the same once more
 * @param fills counted fills
 * @param repeatedFills the same fill once more
 * @param completedFills provisional fills that got their fees
 * @param notOfOrders executions that belong to no order: funding, settlement and the like
 * @param strayOutcomes answers to commands that are unknown or long settled
 * @param external orders that were not created here
 * @param merged records that turned out to be one order with another
 * @param forgotten closed orders that were let go
 * @param unrecognised updates with a status that is new to us
 */
public record OrderCounters(
        long updates,
        long stale,
        long repeated,
        long fills,
        long repeatedFills,
        long completedFills,
        long notOfOrders,
        long strayOutcomes,
        long anomalies,
        long external,
        long merged,
        long forgotten,
        long unrecognised) {}
