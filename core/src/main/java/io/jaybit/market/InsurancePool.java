package io.jaybit.market;

import java.math.BigDecimal;
import java.util.List;

/**
 * The balance of one isolated insurance pool. Silent while nothing changes; shared pools are not on the stream.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/insurance-pool">Insurance Pool</a>.
 *
 * @param coin coin of the balance
 * @param symbols names of the contracts the pool covers
 */
public record InsurancePool(
        Topic topic,
        String coin,
        List<String> symbols,
        BigDecimal balance,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {
    public InsurancePool {
        symbols = List.copyOf(symbols);
    }
}
