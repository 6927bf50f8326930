package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.Trade;

/**
 * Gets what the topics of a subscription bring, on the client's delivery thread: one call at a time, for the whole client.
 * Everything handed over is immutable and may be kept.
 *
 * <p>A slow listener loses nothing of books and tickers but what is out of date: each call brings the newest of its topic. All
 * else comes in order; when the queue is full the newest event is dropped and {@link Notice.Dropped} stands in its place. A
 * listener that throws is reported as {@link Notice.CallbackFailed}, and the stream goes on.
 */
public interface MarketListener {
    default void onTrade(Trade trade) {}

    /** @param book may be stale: ask {@link BookCopy#status}; then again, soon after, live */
    default void onBook(BookCopy book) {}

    default void onTicker(Ticker ticker) {}

    default void onKline(Kline kline) {}

    default void onLiquidation(Liquidation liquidation) {}

    default void onPriceLimit(PriceLimit limit) {}

    default void onInsurancePool(InsurancePool pool) {}

    default void onAdlAlert(AdlAlert alert) {}

    default void onSystemStatus(SystemStatus status) {}

    /**
     * Something happened to the topics of this subscription, or to a connection that carries one of them; between the events it
     * concerns.
     */
    default void onNotice(Notice notice) {}
}
