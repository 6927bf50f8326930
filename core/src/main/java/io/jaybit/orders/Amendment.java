package io.jaybit.orders;

import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A change to an open order; null leaves as it is.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/amend-order">Amend Order</a>.
 *
 * @param qty the new total, what is filled included
 * @param takeProfit zero removes it, like {@code stopLoss}
 */
public record Amendment(
        OrderRef order,
        @Nullable Decimal qty,
        @Nullable Decimal price,
        @Nullable Decimal triggerPrice,
        @Nullable Decimal takeProfit,
        @Nullable Decimal stopLoss) {
    public Amendment {
        if (qty == null && price == null && triggerPrice == null && takeProfit == null && stopLoss == null) {
            throw new IllegalArgumentException("nothing to change in " + order);
        }
    }
}
