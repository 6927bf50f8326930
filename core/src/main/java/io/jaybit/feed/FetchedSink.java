package io.jaybit.feed;

import io.jaybit.market.Kline;
import io.jaybit.market.Symbol;
import io.jaybit.market.Trade;
import java.util.List;

/** Takes what the venue answered when it was asked for what had been, as against what it pushes. */
public interface FetchedSink {
    /**
     * The last trades of a symbol.
     *
     * @param trades oldest first; between two of them there was none
     * @param answeredEpochMillis venue time of the answer; 0 where it did not say
     */
    void onFetchedTrades(Symbol symbol, List<Trade> trades, long answeredEpochMillis);

    /**
     * Candles in a row of one symbol and interval.
     *
     * @param klines oldest first; the last may still be running
     * @param answeredEpochMillis venue time of the answer; 0 where it did not say
     */
    void onFetchedKlines(Symbol symbol, String interval, List<Kline> klines, long answeredEpochMillis);
}
