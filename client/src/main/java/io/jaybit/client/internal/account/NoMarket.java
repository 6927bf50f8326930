package io.jaybit.client.internal.account;

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

/** On the trade socket nothing is told of the market. */
enum NoMarket implements MarketSink {
    INSTANCE;

    @Override
    public void onBook(BookUpdate update) {}

    @Override
    public void onTicker(TickerUpdate update) {}

    @Override
    public void onTrade(Trade trade) {}

    @Override
    public void onLiquidation(Liquidation liquidation) {}

    @Override
    public void onKline(Kline kline) {}

    @Override
    public void onPriceLimit(PriceLimit limit) {}

    @Override
    public void onInsurancePool(InsurancePool pool) {}

    @Override
    public void onAdlAlert(AdlAlert alert) {}

    @Override
    public void onSystemStatus(SystemStatus status) {}
}
