package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

/**
 * What closing some of a position brought: one for each order that closed, over all its closing fills so far. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/position/close-pnl">Get Closed PnL</a>. Money in the settle coin.
 *
 * @param order that closed
 * @param closedSize in steps
 * @param entryValue what the closed part was bought for, positive
 * @param exitValue what it was closed for, positive
 * @param openFee its share of the fees paid on the way in
 * @param closeFee of the closing fills
 * @param fills number of closing fills
 */
public record ClosedPnl(
        Market market,
        Order order,
        ExecType type,
        long closedSize,
        BigDecimal entryValue,
        BigDecimal exitValue,
        BigDecimal openFee,
        BigDecimal closeFee,
        BigDecimal grossPnl,
        int fills,
        int leverage,
        long createdEpochMillis,
        long updatedEpochMillis) {
    /** Profit after the fees of both ways; without funding. */
    public BigDecimal closedPnl() {
        return grossPnl.subtract(openFee).subtract(closeFee);
    }

    ClosedPnl plus(ClosedPnl later) {
        return new ClosedPnl(
                market,
                order,
                type,
                closedSize + later.closedSize,
                entryValue.add(later.entryValue),
                exitValue.add(later.exitValue),
                openFee.add(later.openFee),
                closeFee.add(later.closeFee),
                grossPnl.add(later.grossPnl),
                fills + later.fills,
                leverage,
                createdEpochMillis,
                later.updatedEpochMillis);
    }
}
