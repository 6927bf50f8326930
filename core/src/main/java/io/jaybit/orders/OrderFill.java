package io.jaybit.orders;

import io.jaybit.account.ExecType;
import io.jaybit.account.OrderSide;
import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fill of an order. Immutable.
 *
 * @param qty base coin; USD on inverse
 * @param fees by currency, taxes included; positive is cost. Null as long as they are not told. An empty currency is one the venue did
 *     not name
 * @param pnl realised by a closing fill, without fees; null where not told
 * @param provisional told by the fast stream only; the normal one with the same id completes it
 */
public record OrderFill(
        String execId,
        Coded<ExecType> type,
        OrderSide side,
        Decimal price,
        Decimal qty,
        boolean maker,
        @Nullable Map<String, BigDecimal> fees,
        @Nullable BigDecimal pnl,
        boolean provisional,
        long exchangeEpochMillis,
        long receivedEpochNanos) {
    public OrderFill {
        fees = fees == null ? null : Map.copyOf(fees);
    }

    /** Whether both tell the same trade. */
    boolean sameTrade(OrderFill other) {
        return side == other.side && price.equals(other.price) && qty.equals(other.qty);
    }
}
