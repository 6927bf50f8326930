package io.jaybit.account;

import io.jaybit.market.Symbol;
import java.math.BigDecimal;

/**
 * What closing a position, or a part of it, brought. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/position/close-pnl">Closed PnL</a>.
 *
 * @param side of the closing order: {@code SELL} closed a long
 * @param pnl in the settlement coin, fees taken off
 */
public record ClosedPnl(
        Symbol symbol,
        String orderId,
        OrderSide side,
        BigDecimal closedSize,
        BigDecimal averageEntryPrice,
        BigDecimal averageExitPrice,
        BigDecimal pnl,
        long createdEpochMillis,
        long updatedEpochMillis) {}
