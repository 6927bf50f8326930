package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

/**
 * What an account has of one coin, as of one moment; in that coin but where it says otherwise. Immutable.
 *
 * @param equity wallet and unrealised profit
 * @param usdValue equity in USD
 * @param walletBalance negative where it was borrowed
 * @param locked by open spot orders
 * @param totalOrderIm initial margin of the orders settled in it
 * @param borrowAmount what the wallet is below zero; no interest is taken
 */
public record CoinFigures(
        String coin,
        BigDecimal equity,
        BigDecimal usdValue,
        BigDecimal walletBalance,
        BigDecimal locked,
        BigDecimal totalOrderIm,
        BigDecimal totalPositionIm,
        BigDecimal totalPositionMm,
        BigDecimal unrealisedPnl,
        BigDecimal cumRealisedPnl,
        BigDecimal borrowAmount) {
    static CoinFigures none(String coin) {
        BigDecimal zero = Money.ZERO;
        return new CoinFigures(coin, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero);
    }
}
