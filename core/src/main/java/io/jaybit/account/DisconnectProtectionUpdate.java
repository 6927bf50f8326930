package io.jaybit.account;

import java.util.Map;

/**
 * Something pushed on a {@code dcp} topic. The venue documents no such push: all of it is in {@link #otherFields}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/dcp">Dcp</a>.
 *
 * @param product {@code future}, {@code spot} or {@code option}, from the topic
 */
public record DisconnectProtectionUpdate(Origin origin, String product, Map<String, String> otherFields)
        implements AccountEvent {
    public DisconnectProtectionUpdate {
        otherFields = Map.copyOf(otherFields);
    }

    @Override
    public long exchangeEpochMillis() {
        return origin.pushedEpochMillis();
    }
}
