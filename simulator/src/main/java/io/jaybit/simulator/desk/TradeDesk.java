package io.jaybit.simulator.desk;

import io.jaybit.simulator.wire.Json;

/**
 * Answers the order requests of the trade socket, once it has logged in. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">WebSocket Trade Guideline</a>.
 */
public interface TradeDesk {
    /**
     * Carries a request out, or refuses it.
     *
     * @param key what the connection has logged in with
     * @param connectionName the {@code connId} of the reply
     * @param remote the client's address
     * @param request all that was sent: {@code reqId}, {@code header}, {@code op}, {@code args}; the op begins with {@code order.}
     * @return the whole reply
     */
    String answer(ApiKey key, String connectionName, String remote, Json request);
}
