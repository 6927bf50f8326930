package io.jaybit.market;

import java.math.BigDecimal;

/**
 * How much was open at one moment, both sides counted.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/market/open-interest">Get Open Interest</a>.
 *
 * @param size base coin on linear, USD on inverse
 */
public record OpenInterest(Symbol symbol, BigDecimal size, long epochMillis) {}
