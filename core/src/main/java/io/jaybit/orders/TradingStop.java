package io.jaybit.orders;

import io.jaybit.account.TriggerBy;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Exits of a position; null leaves as it is, zero takes it away. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/position/trading-stop">Set Trading Stop</a>.
 *
 * @param positionIdx 0 one-way, 1 and 2 buy and sell side in hedge mode
 * @param trailingStop a distance in price
 * @param activePrice where the trailing stop begins; null for at once
 * @param size of the part that is closed; null closes the whole position
 * @param takeProfitLimit null exits at market; only with {@code size}
 */
public record TradingStop(
        Symbol symbol,
        int positionIdx,
        @Nullable Decimal takeProfit,
        @Nullable Decimal stopLoss,
        @Nullable Decimal trailingStop,
        @Nullable Decimal activePrice,
        @Nullable Decimal size,
        @Nullable Decimal takeProfitLimit,
        @Nullable Decimal stopLossLimit,
        TriggerBy takeProfitBy,
        TriggerBy stopLossBy) {
    public TradingStop {
        if (size == null && (takeProfitLimit != null || stopLossLimit != null)) {
            throw new IllegalArgumentException("exits of a whole position are at market: " + symbol);
        }
    }

    /** Take-profit and stop-loss of the whole position, at market, by the last price. */
    public static TradingStop of(
            Symbol symbol, int positionIdx, @Nullable Decimal takeProfit, @Nullable Decimal stopLoss) {
        return new TradingStop(
                symbol,
                positionIdx,
                takeProfit,
                stopLoss,
                null,
                null,
                null,
                null,
                null,
                TriggerBy.NONE,
                TriggerBy.NONE);
    }
}
