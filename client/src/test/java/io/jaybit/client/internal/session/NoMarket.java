package io.jaybit.client.internal.session;

import io.jaybit.feed.MarketSink;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Trade;

/** For frames that must not have a market event in them. */
public enum NoMarket implements MarketSink {
    INSTANCE;

    @Override
    public void onBook(BookUpdate update) {
        fail(update);
    }

    @Override
    public void onTicker(TickerUpdate update) {
        fail(update);
    }

    @Override
    public void onTrade(Trade trade) {
        fail(trade);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        fail(liquidation);
    }

    @Override
    public void onKline(Kline kline) {
        fail(kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        fail(limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        fail(pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        fail(alert);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        fail(status);
    }

    private static void fail(Object event) {
        throw new AssertionError("a control frame became " + event);
    }
}
