package io.jaybit.account;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One fill of ours, or another entry the venue tells in the same place: funding, delivery, liquidation. Counts once by
 * ({@link #execId}, symbol), however often it comes.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/execution">Execution</a>.
 *
 * @param qty base coin; USD on inverse
 * @param value quote coin; base coin on inverse
 * @param fee positive is cost, negative is a rebate (of funding: paid, received); null where not sent
 * @param feeCurrency may be empty
 * @param feeRate a ratio
 * @param closedSize the part that closed a position
 * @param pnl realised by a closing fill, without fees
 * @param maker whether it provided liquidity
 * @param seq cross sequence: links it to the position's update; several fills of one match share it
 */
public record Execution(
        Origin origin,
        Symbol symbol,
        String execId,
        String orderId,
        String orderLinkId,
        OrderSide side,
        Coded<ExecType> type,
        Decimal price,
        Decimal qty,
        @Nullable BigDecimal value,
        @Nullable BigDecimal fee,
        String feeCurrency,
        @Nullable BigDecimal feeRate,
        List<ExtraFee> extraFees,
        boolean maker,
        @Nullable Decimal closedSize,
        @Nullable BigDecimal pnl,
        OfOrder order,
        Marks marks,
        OptionalLong seq,
        long exchangeEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public Execution {
        extraFees = List.copyOf(extraFees);
        otherFields = Map.copyOf(otherFields);
    }

    /** A tax or the like on top. */
    public record ExtraFee(
            String feeCoin,
            String feeType,
            String subFeeType,
            @Nullable BigDecimal feeRate,
            BigDecimal fee) {}

    /**
     * What it tells of the order it is of.
     *
     * @param price of a market order: the protection price
     * @param leavesQty what was left after it
     */
    public record OfOrder(
            @Nullable Decimal price,
            @Nullable Decimal qty,
            @Nullable Decimal leavesQty,
            Coded<OrderType> type,
            Coded<StopOrderType> stopOrderType,
            Coded<CreateType> createType,
            String marketUnit,
            String isLeverage,
            String blockTradeId) {}

    /** Prices and volatilities (ratios) of the moment; mostly options. */
    public record Marks(
            @Nullable BigDecimal markPrice,
            @Nullable BigDecimal indexPrice,
            @Nullable BigDecimal underlyingPrice,
            @Nullable BigDecimal tradeVolatility,
            @Nullable BigDecimal markVolatility) {}
}
