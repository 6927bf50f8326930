package io.jaybit.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How near a contract is to auto-deleveraging. It starts when {@code balance > balanceThreshold} and {@code drawdown <
 * triggerRatio}, or when the pool is empty; it stops when {@code drawdown > stopRatio}, or when the pool is positive again.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/adl-alert">ADL Alert</a>. The venue sends these
 * numbers as strings or as JSON numbers; null where it sent an empty string or none.
 *
 * @param coin coin of the pool
 * @param symbol the contract's name
 * @param balance the pool's balance; shared pools refresh once a day at 00:00 UTC
 * @param drawdown the pool's drawdown over 8 hours, a ratio
 */
public record AdlAlert(
        Topic topic,
        String coin,
        String symbol,
        @Nullable BigDecimal balance,
        @Nullable BigDecimal triggerRatio,
        @Nullable BigDecimal drawdown,
        @Nullable BigDecimal balanceThreshold,
        @Nullable BigDecimal stopRatio,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {}
