package io.jaybit.market;

import java.math.BigDecimal;

/**
 * One candle, running or final.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/kline">Kline</a>. The event's own time is the
 * time of the last match in the candle. A missed final candle is not sent again: fetch it by REST.
 *
 * @param interval the venue's word: minutes {@code 1 3 5 15 30 60 120 240 360 720}, or {@code D W M}
 * @param startEpochMillis first millisecond of the candle
 * @param endEpochMillis last millisecond of the candle
 * @param close last price while the candle runs
 * @param volume base coin on spot and linear, USD on inverse
 * @param turnover quote coin on spot and linear, base coin on inverse
 * @param confirmed the candle is final
 */
public record Kline(
        Topic topic,
        Symbol symbol,
        String interval,
        long startEpochMillis,
        long endEpochMillis,
        Decimal open,
        Decimal high,
        Decimal low,
        Decimal close,
        BigDecimal volume,
        BigDecimal turnover,
        boolean confirmed,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {}
