package io.jaybit.simulator.exchange;

/**
 * Take-profit, stop-loss and trailing stop that a position is to have. Immutable; each method gives a copy that says one thing more.
 *
 * <p>Prices in ticks: 0 takes away what is there, {@link #LEAVE} leaves it. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/position/trading-stop">Set Trading Stop</a>.
 *
 * @param positionIdx 0 one-way, 1 the long leg of hedge mode, 2 its short leg
 * @param partial adds a pair for a part of the position; otherwise the stops are for all of it, whatever its size becomes
 * @param takeProfitLimit of a partial pair: price of the limit order that then closes; 0 = by market
 * @param stopLossLimit the same for the stop-loss
 * @param size of a partial pair, in steps
 * @param trailingStop distance in ticks that the price may come back from its best
 * @param activePrice from which on the trailing stop follows; 0 = at once
 */
public record TradingStop(
        int positionIdx,
        boolean partial,
        long takeProfit,
        TriggerBy takeProfitBy,
        long takeProfitLimit,
        long stopLoss,
        TriggerBy stopLossBy,
        long stopLossLimit,
        long size,
        long trailingStop,
        long activePrice) {
    /** In place of a price: it stays as it is. */
    public static final long LEAVE = Amendment.LEAVE;

    /** Stops for all of a position; says nothing yet. */
    public static TradingStop full(int positionIdx) {
        return of(positionIdx, false, 0);
    }

    /** Stops for a part of a position; says nothing yet. */
    public static TradingStop partial(int positionIdx, long size) {
        return of(positionIdx, true, size);
    }

    private static TradingStop of(int positionIdx, boolean partial, long size) {
        return new TradingStop(
                positionIdx, partial, LEAVE, TriggerBy.LAST_PRICE, 0, LEAVE, TriggerBy.LAST_PRICE, 0, size, LEAVE, 0);
    }

    /** {@code limit} 0 = by market. */
    public TradingStop withTakeProfit(long price, TriggerBy by, long limit) {
        return new TradingStop(
                positionIdx,
                partial,
                price,
                by,
                limit,
                stopLoss,
                stopLossBy,
                stopLossLimit,
                size,
                trailingStop,
                activePrice);
    }

    /** {@code limit} 0 = by market. */
    public TradingStop withStopLoss(long price, TriggerBy by, long limit) {
        return new TradingStop(
                positionIdx,
                partial,
                takeProfit,
                takeProfitBy,
                takeProfitLimit,
                price,
                by,
                limit,
                size,
                trailingStop,
                activePrice);
    }

    /** {@code active} 0 = follows at once. */
    public TradingStop withTrailingStop(long distance, long active) {
        return new TradingStop(
                positionIdx,
                partial,
                takeProfit,
                takeProfitBy,
                takeProfitLimit,
                stopLoss,
                stopLossBy,
                stopLossLimit,
                size,
                distance,
                active);
    }
}
