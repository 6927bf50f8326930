package io.jaybit.feed;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Trade;

/**
 * Internal dispatch of what a decoder read: one method for each kind and no default bodies, so that a new kind fails to compile
 * wherever it is forgotten. Users implement listeners of the client instead.
 */
public interface MarketSink {
    /** @param update reused by the decoder: valid during the call */
    void onBook(BookUpdate update);

    /** @param update reused by the decoder: valid during the call */
    void onTicker(TickerUpdate update);

    void onTrade(Trade trade);

    void onLiquidation(Liquidation liquidation);

    void onKline(Kline kline);

    void onPriceLimit(PriceLimit limit);

    void onInsurancePool(InsurancePool pool);

    void onAdlAlert(AdlAlert alert);

    void onSystemStatus(SystemStatus status);
}
