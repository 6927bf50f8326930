package io.jaybit.market;

/**
 * What the venue told us about a market, stamped by its clock and by ours. Immutable.
 *
 * <p>{@link #exchangeEpochMillis} is the event's own time on the venue's clock (match time of a trade, update time of a
 * liquidation); windows and totals go by it. {@link #pushedEpochMillis} is when the venue's push service made the frame.
 * {@link #receivedEpochNanos} is our wall clock when the bytes arrived; from a file, the recorder's stamp or the push time.
 */
public sealed interface MarketEvent
        permits Trade, Liquidation, Ticker, Kline, PriceLimit, InsurancePool, AdlAlert, SystemStatus {
    /** The topic whose frame carried it. */
    Topic topic();

    /** Venue time of the event itself, epoch milliseconds. */
    long exchangeEpochMillis();

    /** Venue time at which the frame was pushed ({@code ts}), epoch milliseconds. */
    long pushedEpochMillis();

    /** Our wall clock at receipt, epoch nanoseconds. */
    long receivedEpochNanos();
}
