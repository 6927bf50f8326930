package io.jaybit.simulator.exchange;

/**
 * What is to change in an open order. Immutable; each method gives a copy that says one thing more.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/amend-order">Amend Order</a>.
 *
 * @param qty new total in steps; 0 leaves it
 * @param price new price in ticks; 0 leaves it
 * @param triggerPrice new trigger in ticks; 0 leaves it
 * @param triggerBy {@code NONE} leaves it
 * @param takeProfit in ticks; 0 takes it away, {@link #LEAVE} leaves it
 * @param stopLoss in ticks; 0 takes it away, {@link #LEAVE} leaves it
 * @param takeProfitBy {@code NONE} leaves it
 * @param stopLossBy {@code NONE} leaves it
 * @param takeProfitLimit in ticks; {@link #LEAVE} leaves it
 * @param stopLossLimit in ticks; {@link #LEAVE} leaves it
 */
public record Amendment(
        long qty,
        long price,
        long triggerPrice,
        TriggerBy triggerBy,
        long takeProfit,
        long stopLoss,
        TriggerBy takeProfitBy,
        TriggerBy stopLossBy,
        long takeProfitLimit,
        long stopLossLimit) {
    /** In place of a price that can be taken away: it stays as it is. */
    public static final long LEAVE = -1;

    /** Changes nothing yet. */
    public static final Amendment NOTHING =
            new Amendment(0, 0, 0, TriggerBy.NONE, LEAVE, LEAVE, TriggerBy.NONE, TriggerBy.NONE, LEAVE, LEAVE);

    /** A new total in steps. */
    public static Amendment toQty(long qty) {
        return NOTHING.withQty(qty);
    }

    /** A new price in ticks. */
    public static Amendment toPrice(long price) {
        return NOTHING.withPrice(price);
    }

    public Amendment withQty(long value) {
        return new Amendment(
                value,
                price,
                triggerPrice,
                triggerBy,
                takeProfit,
                stopLoss,
                takeProfitBy,
                stopLossBy,
                takeProfitLimit,
                stopLossLimit);
    }

    public Amendment withPrice(long value) {
        return new Amendment(
                qty,
                value,
                triggerPrice,
                triggerBy,
                takeProfit,
                stopLoss,
                takeProfitBy,
                stopLossBy,
                takeProfitLimit,
                stopLossLimit);
    }

    /** Another trigger; {@code by} NONE leaves what is watched. */
    public Amendment withTrigger(long value, TriggerBy by) {
        return new Amendment(
                qty, price, value, by, takeProfit, stopLoss, takeProfitBy, stopLossBy, takeProfitLimit, stopLossLimit);
    }

    /** Another take-profit; {@code limit} 0 = by market. */
    public Amendment withTakeProfit(long value, TriggerBy by, long limit) {
        return new Amendment(
                qty, price, triggerPrice, triggerBy, value, stopLoss, by, stopLossBy, limit, stopLossLimit);
    }

    /** Another stop-loss; {@code limit} 0 = by market. */
    public Amendment withStopLoss(long value, TriggerBy by, long limit) {
        return new Amendment(
                qty, price, triggerPrice, triggerBy, takeProfit, value, takeProfitBy, by, takeProfitLimit, limit);
    }

    static long or(long value, long standing) {
        return value == LEAVE ? standing : value;
    }

    static TriggerBy or(TriggerBy value, TriggerBy standing) {
        return value == TriggerBy.NONE ? standing : value;
    }
}
