package io.jaybit.account;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A fill of a spread order or of one of its legs. The legs' fills come on the plain execution topic too, and count there.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/execution">Spread execution</a>.
 *
 * @param part {@code combination}, {@code spot_leg} or {@code future_leg}
 * @param parentExecId of a leg: the fill of the combination; may be empty
 * @param fee null on a combination
 */
public record SpreadExecution(
        Origin origin,
        String part,
        String symbol,
        String execId,
        String parentExecId,
        String orderId,
        String orderLinkId,
        OrderSide side,
        Coded<ExecType> type,
        Decimal price,
        Decimal qty,
        @Nullable BigDecimal value,
        @Nullable BigDecimal fee,
        String feeCurrency,
        @Nullable BigDecimal feeRate,
        boolean maker,
        OptionalLong seq,
        long exchangeEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public SpreadExecution {
        otherFields = Map.copyOf(otherFields);
    }
}
