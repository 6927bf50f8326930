package io.jaybit.account;

import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A fill told early and without its fee; the {@link Execution} with the same id follows, and both are one fill.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/fast-execution">Fast Execution</a>.
 *
 * @param orderLinkId empty for every fill as maker: match by {@code orderId}
 */
public record FastExecution(
        Origin origin,
        Symbol symbol,
        String execId,
        String orderId,
        String orderLinkId,
        OrderSide side,
        Decimal price,
        Decimal qty,
        boolean maker,
        OptionalLong seq,
        long exchangeEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public FastExecution {
        otherFields = Map.copyOf(otherFields);
    }
}
