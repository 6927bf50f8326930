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

/** Hears everything and says nothing; counts. */
public final class SilentLineListener implements LineListener {
    private long events;

    /** How much was heard. */
    public long events() {
        return events;
    }

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        events++;
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        events++;
    }

    @Override
    public void onTrade(Trade trade) {
        events++;
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        events++;
    }

    @Override
    public void onKline(Kline kline) {
        events++;
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        events++;
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        events++;
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        events++;
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        events++;
    }

    @Override
    public void onNotice(Notice notice) {
        events++;
    }

    @Override
    public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
        events++;
    }
}
