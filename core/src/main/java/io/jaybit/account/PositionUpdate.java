package io.jaybit.account;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One position, or one leg of it in hedge mode, by ({@link #symbol}, {@link #positionIdx}).
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/position">Position</a>. One follows every order
 * that is made, changed or cancelled, though nothing may have changed; none follows when only the mark price moves, so {@link #markPrice}
 * and {@link #unrealisedPnl} are of the moment of the update.
 *
 * @param positionIdx 0 one-way, 1 long leg and 2 short leg in hedge mode
 * @param side null when flat
 * @param size never negative; base coin, USD on inverse
 * @param entryPrice null when flat
 * @param sessionAveragePrice USDC contracts, since the last session settlement
 * @param value quote coin; base coin on inverse
 * @param liquidationPrice an estimate; null where the venue names none (outside the price range, portfolio margin)
 * @param leverage null in portfolio margin
 * @param initialMargin null in portfolio margin
 * @param curRealisedPnl of the position that is open
 * @param cumRealisedPnl of all that ever were on the symbol; null on options
 * @param greeks options only
 * @param adlRank 0 without a position, to 5
 * @param seq links it to the fill that made it; empty if the symbol was never traded
 * @param openedEpochMillis when the present position was opened; empty if flat or not told
 */
public record PositionUpdate(
        Origin origin,
        Symbol symbol,
        int positionIdx,
        @Nullable PositionSide side,
        Decimal size,
        @Nullable BigDecimal entryPrice,
        @Nullable BigDecimal sessionAveragePrice,
        @Nullable BigDecimal breakEvenPrice,
        @Nullable BigDecimal value,
        @Nullable BigDecimal markPrice,
        @Nullable BigDecimal liquidationPrice,
        @Nullable BigDecimal leverage,
        @Nullable BigDecimal initialMargin,
        @Nullable BigDecimal maintenanceMargin,
        @Nullable BigDecimal unrealisedPnl,
        @Nullable BigDecimal curRealisedPnl,
        @Nullable BigDecimal cumRealisedPnl,
        @Nullable Decimal takeProfit,
        @Nullable Decimal stopLoss,
        @Nullable Decimal trailingStop,
        @Nullable OptionGreeks greeks,
        int riskId,
        @Nullable BigDecimal riskLimitValue,
        Coded<PositionStatus> status,
        int adlRank,
        boolean autoAddMargin,
        boolean reduceOnly,
        OptionalLong seq,
        long createdEpochMillis,
        OptionalLong openedEpochMillis,
        long updatedEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public PositionUpdate {
        otherFields = Map.copyOf(otherFields);
    }

    @Override
    public long exchangeEpochMillis() {
        return updatedEpochMillis;
    }

    /** The size, negative for a short position. */
    public BigDecimal signedSize() {
        BigDecimal amount = size.toBigDecimal();
        return side == PositionSide.SHORT ? amount.negate() : amount;
    }

    /** Sensitivities of an option position. */
    public record OptionGreeks(
            @Nullable BigDecimal delta,
            @Nullable BigDecimal gamma,
            @Nullable BigDecimal vega,
            @Nullable BigDecimal theta) {}
}
