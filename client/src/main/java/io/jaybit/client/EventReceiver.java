package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.Trade;

/** What listeners have in common, whichever thread calls them: a method for each kind of event. */
interface EventReceiver {
    default void onTrade(Trade trade) {}

    /** A ticker, with all that is known merged in. */
    default void onTicker(Ticker ticker) {}

    default void onKline(Kline kline) {}

    default void onLiquidation(Liquidation liquidation) {}

    default void onPriceLimit(PriceLimit limit) {}

    default void onInsurancePool(InsurancePool pool) {}

    default void onAdlAlert(AdlAlert alert) {}

    default void onSystemStatus(SystemStatus status) {}

    /** Something about the own account, from a topic of {@link io.jaybit.market.Channel#PRIVATE}. */
    default void onAccount(AccountEvent event) {}

    /**
     * Something happened to the topics of this subscription, or to a connection that carries one of them; between the events it
     * concerns.
     */
    default void onNotice(Notice notice) {}

    /** Calls the method for an event's kind. */
    static void call(EventReceiver to, MarketEvent event) {
        if (event instanceof Trade trade) {
            to.onTrade(trade);
        } else if (event instanceof Liquidation liquidation) {
            to.onLiquidation(liquidation);
        } else if (event instanceof Kline kline) {
            to.onKline(kline);
        } else if (event instanceof PriceLimit limit) {
            to.onPriceLimit(limit);
        } else if (event instanceof InsurancePool pool) {
            to.onInsurancePool(pool);
        } else if (event instanceof AdlAlert alert) {
            to.onAdlAlert(alert);
        } else if (event instanceof SystemStatus status) {
            to.onSystemStatus(status);
        } else if (event instanceof Ticker ticker) {
            to.onTicker(ticker);
        }
    }
}
