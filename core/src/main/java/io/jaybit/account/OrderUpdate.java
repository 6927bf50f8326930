package io.jaybit.account;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one order, as the venue saw it at {@link #updatedEpochMillis}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/order">Order</a>. Quantities are in base coin on
 * spot, linear and option (market buys on spot: in quote coin unless {@code marketUnit} says otherwise), in USD on inverse.
 *
 * @param orderId the venue's id: a UUID on derivatives, digits on spot
 * @param orderLinkId the id its maker gave it; may be empty
 * @param parentOrderLinkId of an attached take-profit or stop-loss: whose it is; may be empty
 * @param price of a market order: nothing, or the protection price
 * @param positionIdx 0 one-way, 1 buy side and 2 sell side in hedge mode
 * @param updatedEpochMillis last change, venue time
 * @param otherFields see {@link AccountEvent#otherFields}
 */
public record OrderUpdate(
        Origin origin,
        Symbol symbol,
        String orderId,
        String orderLinkId,
        String parentOrderLinkId,
        OrderSide side,
        Coded<OrderType> orderType,
        Coded<TimeInForce> timeInForce,
        @Nullable Decimal price,
        Decimal qty,
        int positionIdx,
        boolean reduceOnly,
        boolean closeOnTrigger,
        Coded<OrderStatus> status,
        Coded<CreateType> createType,
        Coded<CancelType> cancelType,
        Coded<RejectReason> rejectReason,
        Progress progress,
        Trigger trigger,
        Exits exits,
        SelfMatch selfMatch,
        Details details,
        long createdEpochMillis,
        long updatedEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public OrderUpdate {
        otherFields = Map.copyOf(otherFields);
    }

    @Override
    public long exchangeEpochMillis() {
        return updatedEpochMillis;
    }

    /**
     * What of it is done. It may lead or lag the sum of the executions that have come.
     *
     * @param averagePrice null without fills
     * @param leavesQty what still stands; 0 after a cancel, so the unfilled part is {@code qty − cumExecQty}
     * @param cumExecValue linear and spot in quote coin, inverse in base coin
     * @param cumExecFee deprecated on linear and spot
     * @param cumFees by coin; empty where not sent
     */
    public record Progress(
            @Nullable BigDecimal averagePrice,
            @Nullable Decimal leavesQty,
            @Nullable BigDecimal leavesValue,
            Decimal cumExecQty,
            @Nullable BigDecimal cumExecValue,
            @Nullable BigDecimal cumExecFee,
            Map<String, BigDecimal> cumFees,
            @Nullable BigDecimal closedPnl) {
        public Progress {
            cumFees = Map.copyOf(cumFees);
        }
    }

    /**
     * What a conditional order waits for.
     *
     * @param price of a trailing stop: the activation price
     * @param direction 0 none, 1 when the price rises to it, 2 when it falls to it
     * @param ocoTriggerBy spot: which of the two did it; may be empty
     */
    public record Trigger(
            Coded<StopOrderType> stopOrderType,
            @Nullable Decimal price,
            int direction,
            Coded<TriggerBy> by,
            @Nullable Decimal lastPriceOnCreated,
            String ocoTriggerBy) {}

    /** Attached take-profit and stop-loss; nothing is null. {@code mode} is {@code Full}, {@code Partial} or empty. */
    public record Exits(
            @Nullable Decimal takeProfit,
            @Nullable Decimal stopLoss,
            @Nullable Decimal takeProfitLimit,
            @Nullable Decimal stopLossLimit,
            Coded<TriggerBy> takeProfitBy,
            Coded<TriggerBy> stopLossBy,
            String mode) {}

    /** Self-match prevention: {@code type} is {@code None}, {@code CancelMaker}, {@code CancelTaker} or {@code CancelBoth}. */
    public record SelfMatch(String type, int group, String orderId) {}

    /**
     * The rest, as sent; texts may be empty.
     *
     * @param orderIv implied volatility of an option order, a ratio
     * @param rpiMatchedQty how much of it met retail price improvement orders
     */
    public record Details(
            String isLeverage,
            String blockTradeId,
            @Nullable Decimal brokerOrderPrice,
            String feeCurrency,
            @Nullable Decimal orderIv,
            String placeType,
            String marketUnit,
            String slippageToleranceType,
            String slippageTolerance,
            boolean rpiTakerAccess,
            @Nullable Decimal rpiMatchedQty) {}
}
