package io.jaybit.orders;

import io.jaybit.account.TriggerBy;
import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A change to an open order; null leaves as it is.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/amend-order">Amend Order</a>.
 *
 * @param qty the new total, what is filled included
 * @param takeProfit zero removes it, like {@code stopLoss}
 * @param details what is seldom changed; {@link Details#NONE} for nothing
 */
public record Amendment(
        OrderRef order,
        @Nullable Decimal qty,
        @Nullable Decimal price,
        @Nullable Decimal triggerPrice,
        @Nullable Decimal takeProfit,
        @Nullable Decimal stopLoss,
        Details details) {
    public Amendment {
        if (qty == null
                && price == null
                && triggerPrice == null
                && takeProfit == null
                && stopLoss == null
                && details.equals(Details.NONE)) {
            throw new IllegalArgumentException("nothing to change in " + order);
        }
    }

    /** A change of nothing else. */
    public Amendment(
            OrderRef order,
            @Nullable Decimal qty,
            @Nullable Decimal price,
            @Nullable Decimal triggerPrice,
            @Nullable Decimal takeProfit,
            @Nullable Decimal stopLoss) {
        this(order, qty, price, triggerPrice, takeProfit, stopLoss, Details.NONE);
    }

    /** The same and what is seldom changed. */
    public Amendment with(Details other) {
        return new Amendment(order, qty, price, triggerPrice, takeProfit, stopLoss, other);
    }

    /**
     * What is seldom changed; null leaves as it is.
     *
     * @param triggerBy the price that triggers a conditional order
     * @param takeProfitLimit the limit of an exit that is a limit order, like {@code stopLossLimit}
     * @param partial {@code tpslMode}: whether exits close only what this order has filled
     * @param impliedVolatility options: a ratio, beats the price
     */
    public record Details(
            @Nullable TriggerBy triggerBy,
            @Nullable TriggerBy takeProfitBy,
            @Nullable TriggerBy stopLossBy,
            @Nullable Decimal takeProfitLimit,
            @Nullable Decimal stopLossLimit,
            @Nullable Boolean partial,
            @Nullable Decimal impliedVolatility) {
        public static final Details NONE = new Details(null, null, null, null, null, null, null);
    }
}
