package io.jaybit.account;

/**
 * Whether the venue cancels the orders of a product when all private connections that watch over it are gone. Immutable.
 *
 * @param product {@code SPOT}, {@code DERIVATIVES} or {@code OPTIONS}
 * @param windowSeconds after how long; 0 where the venue did not say
 */
public record DisconnectProtectionSetting(String product, boolean on, int windowSeconds) {}
