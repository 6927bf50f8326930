package io.jaybit.feed;

import io.jaybit.book.OrderBook;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;

/**
 * What comes out of a {@link MarketLine}: events in the order of their frames, and notices before the event they concern. Internal
 * dispatch, so without default bodies; users implement listeners of the client instead.
 */
public interface LineListener {
    /**
     * A book frame has been dealt with.
     *
     * @param book as it is now; of an {@code orderbook.rpi} topic the {@linkplain io.jaybit.book.RpiBook#total total}
     * @param update the frame as it came; reused: valid during the call
     */
    void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome);

    /**
     * A ticker frame has been merged.
     *
     * @param merged all that is known now; immutable
     * @param update what this frame carried; reused: valid during the call
     */
    void onTicker(Ticker merged, TickerUpdate update);

    void onTrade(Trade trade);

    void onLiquidation(Liquidation liquidation);

    void onKline(Kline kline);

    void onPriceLimit(PriceLimit limit);

    void onInsurancePool(InsurancePool pool);

    void onAdlAlert(AdlAlert alert);

    void onSystemStatus(SystemStatus status);

    /** {@link Notice.Gap}, {@link Notice.BookStatusChanged} and {@link Notice.SequenceUnverified} of books. */
    void onNotice(Notice notice);

    /**
     * A book of {@code orderbook.full} needs the venue's REST snapshot: fetch it and hand it to {@link MarketLine#onFullSnapshot}, or
     * report to {@link MarketLine#onFullSnapshotFailed}. Comes only when it is time to fetch.
     */
    void onFullSnapshotWanted(Topic topic, long nowEpochNanos);
}
