package io.jaybit.market;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One public print. {@code "S":"Buy"} means that the taker bought.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/trade">Trade</a>. Prints of one frame keep
 * their order, oldest match first; several prints, even of one millisecond, can share a {@link #seq}. An id is unique within
 * its symbol.
 *
 * @param size base coin on spot, linear and option; USD on inverse
 * @param tickDirection derivatives only
 * @param block a block trade: its price may be off the market
 * @param rpi matched against a retail price improvement order
 * @param seq cross sequence of the matching engine; frames before August 2025 have none
 * @param option what option prints carry besides; null elsewhere
 */
public record Trade(
        Topic topic,
        Symbol symbol,
        TradeId id,
        TakerSide takerSide,
        Decimal price,
        Decimal size,
        @Nullable Coded<TickDirection> tickDirection,
        boolean block,
        boolean rpi,
        OptionalLong seq,
        @Nullable OptionPrint option,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {

    /**
     * Prices and volatilities of the moment of an option print, as ratios (0.54 = 54 %); null where the venue sent none.
     *
     * @param markVolatility implied volatility at the mark price
     * @param tradeVolatility implied volatility at the traded price
     */
    public record OptionPrint(
            @Nullable Decimal markPrice,
            @Nullable Decimal indexPrice,
            @Nullable Decimal markVolatility,
            @Nullable Decimal tradeVolatility) {}
}
