package io.jaybit.account;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Sensitivities of all option positions of a base coin.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/greek">Greeks</a>.
 */
public record Greeks(
        Origin origin,
        String baseCoin,
        BigDecimal totalDelta,
        BigDecimal totalGamma,
        BigDecimal totalVega,
        BigDecimal totalTheta,
        Map<String, String> otherFields)
        implements AccountEvent {
    public Greeks {
        otherFields = Map.copyOf(otherFields);
    }

    /** They have no time of their own: when they were pushed. */
    @Override
    public long exchangeEpochMillis() {
        return origin.pushedEpochMillis();
    }
}
