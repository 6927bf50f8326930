package io.jaybit.market;

/**
 * One forced close. {@code "S":"Buy"} on the wire means that a <em>long</em> was liquidated (its closing order sold).
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation">All Liquidation</a>. There
 * is no id; two equal ones in one frame can both be real, hence {@link #indexInFrame}.
 *
 * @param bankruptcyPrice price at which the position's margin is gone; it says nothing about where the order traded
 * @param size executed size: base coin on linear, USD on inverse
 * @param indexInFrame position within its frame, from 0
 * @param sampled from the withdrawn {@code liquidation.} topic, which told at most one a second per symbol
 */
public record Liquidation(
        Topic topic,
        Symbol symbol,
        PositionSide liquidated,
        Decimal bankruptcyPrice,
        Decimal size,
        int indexInFrame,
        boolean sampled,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {}
