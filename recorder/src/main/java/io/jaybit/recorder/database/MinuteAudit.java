package io.jaybit.recorder.database;

import io.jaybit.market.Symbol;
import java.math.BigDecimal;

/**
 * The trades of a minute beside the venue's own candle of it. Volumes in base coin on spot and linear, in USD on inverse; turnover in quote coin, on
 * inverse in base coin.
 *
 * @param startEpochMillis begin of the minute, venue time
 * @param trades how many there are
 * @param rows what they are together, each exact
 * @param candle what the venue says
 * @param counted which of the trades the candle is the sum of, in words; empty if of none of the choices
 * @param seenMillis how much of the minute is called seen
 */
public record MinuteAudit(
        Symbol symbol, long startEpochMillis, long trades, Sums rows, Sums candle, String counted, long seenMillis) {
    /** Both sums. */
    public record Sums(BigDecimal volume, BigDecimal turnover) {}

    /** Whether trades and candle agree. */
    public boolean isEqual() {
        return !counted.isEmpty();
    }
}
