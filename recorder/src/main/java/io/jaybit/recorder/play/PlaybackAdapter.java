package io.jaybit.recorder.play;

import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.util.List;

/** Hears everything of a playback and does nothing: for those who care for a part of it. */
public abstract class PlaybackAdapter implements PlaybackListener {
    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {}

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {}

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

    @Override
    public void onNotice(Notice notice) {}

    @Override
    public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {}

    @Override
    public void onOrder(OrderUpdate order) {}

    @Override
    public void onExecution(Execution execution) {}

    @Override
    public void onFastExecution(FastExecution execution) {}

    @Override
    public void onPosition(PositionUpdate position) {}

    @Override
    public void onWallet(WalletUpdate wallet) {}

    @Override
    public void onGreeks(Greeks greeks) {}

    @Override
    public void onDisconnectProtection(DisconnectProtectionUpdate update) {}

    @Override
    public void onSpreadOrder(SpreadOrderUpdate order) {}

    @Override
    public void onSpreadExecution(SpreadExecution execution) {}

    @Override
    public void onFetchedTrades(Symbol symbol, List<Trade> trades, long answeredEpochMillis) {}

    @Override
    public void onFetchedKlines(Symbol symbol, String interval, List<Kline> klines, long answeredEpochMillis) {}
}
