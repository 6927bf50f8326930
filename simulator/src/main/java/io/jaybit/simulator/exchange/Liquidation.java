package io.jaybit.simulator.exchange;

/**
 * A position was taken over because its margin was used up. Immutable.
 *
 * @param liquidated side of the position, not of the order that closes it: {@code BUY} = a long
 * @param size in steps
 * @param bankruptcyPrice at which the position's owner has nothing left, in ticks
 */
public record Liquidation(Market market, Side liquidated, long size, long bankruptcyPrice, long epochMillis) {}
