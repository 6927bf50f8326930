package io.jaybit.simulator.exchange;

/**
 * The mark of one market: its index plus a slow average of how far the book is from it, within bounds. Confined to the exchange's
 * thread.
 *
 * <p>So a trade at a wild price moves it a little, and a book that stays away moves it all the way. The venue takes the median of this,
 * of a price by the funding rate, and of the last trade; one of the three is enough here.
 */
final class MarkPrice {
    /** After this time the average has gone half of the way to a new distance. */
    static final long HALFWAY_MILLIS = 20_000;

    private static final long BOUND_PER_MILLE = 20;
    private static final long FRACTION = 1 << 10;

    private final Market market;
    /** In ticks times {@link #FRACTION}. */
    private long premium;

    private long updatedEpochMillis;

    MarkPrice(Market market, long nowEpochMillis) {
        this.market = market;
        this.updatedEpochMillis = nowEpochMillis;
    }

    /**
     * The mark of now.
     *
     * @param index in ticks
     * @return in ticks, at least 1
     */
    long at(long index, long nowEpochMillis) {
        long passed = Math.min(nowEpochMillis - updatedEpochMillis, 60 * HALFWAY_MILLIS);
        updatedEpochMillis = nowEpochMillis;
        long middle = market.mid();
        long bound = index * BOUND_PER_MILLE / 1_000;
        long distance = middle == 0 ? 0 : Math.max(-bound, Math.min(bound, middle - index));
        long gap = distance * FRACTION - premium;
        premium += gap * passed / (passed + HALFWAY_MILLIS);
        return Math.max(1, index + Math.floorDiv(premium, FRACTION));
    }
}
