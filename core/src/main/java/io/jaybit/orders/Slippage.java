package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import java.math.BigDecimal;

/**
 * How much worse than the mid at sending an order was filled: positive is cost, negative is better. Immutable and exact; fees are not in it.
 *
 * @param price per unit, in the price's currency
 * @param basisPoints of the mid
 */
public record Slippage(Quotient price, Quotient basisPoints) {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    static Slippage of(OrderSide side, Quotient average, Decimal mid) {
        BigDecimal midPrice = mid.toBigDecimal();
        BigDecimal over = average.numerator().subtract(midPrice.multiply(average.denominator()));
        BigDecimal cost = side == OrderSide.BUY ? over : over.negate();
        return new Slippage(
                new Quotient(cost, average.denominator()),
                new Quotient(cost.multiply(BASIS_POINTS), average.denominator().multiply(midPrice)));
    }
}
