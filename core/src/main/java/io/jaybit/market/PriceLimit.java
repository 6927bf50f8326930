package io.jaybit.market;

/**
 * The band outside which the venue refuses limit prices.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/order-price-limit">Order Price Limit</a>.
 *
 * @param highestBid highest price a buy order may have
 * @param lowestAsk lowest price a sell order may have
 */
public record PriceLimit(
        Topic topic,
        Symbol symbol,
        Decimal highestBid,
        Decimal lowestAsk,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {}
