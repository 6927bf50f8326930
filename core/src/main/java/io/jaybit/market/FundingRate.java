package io.jaybit.market;

/**
 * What longs paid shorts at one funding.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/market/history-fund-rate">Get Funding Rate History</a>.
 *
 * @param rate a ratio: 0.0001 is 0.01 % of the position's value; negative where shorts paid longs
 * @param epochMillis when it was exchanged
 */
public record FundingRate(Symbol symbol, Decimal rate, long epochMillis) {}
