package io.jaybit.simulator.exchange;

/**
 * A public print. Immutable.
 *
 * @param price in ticks
 * @param size in steps
 * @param tickDirection the venue's word: {@code PlusTick}, {@code ZeroPlusTick}, {@code MinusTick}, {@code ZeroMinusTick}
 */
public record Trade(
        Market market,
        String id,
        long epochMillis,
        long price,
        long size,
        Side takerSide,
        long seq,
        String tickDirection,
        boolean block,
        boolean rpi) {}
