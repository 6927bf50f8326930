package io.jaybit.account;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a spread order or of one of its legs; one frame may hold all three.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/spread/websocket/private/order">Spread order</a>.
 *
 * @param part {@code combination}, {@code spot_leg} or {@code future_leg}
 * @param symbol of the spread, or of the leg
 * @param parentOrderId of a leg: the spread order; may be empty
 * @param price may be negative on a combination
 */
public record SpreadOrderUpdate(
        Origin origin,
        String part,
        String symbol,
        String parentOrderId,
        String orderId,
        String orderLinkId,
        OrderSide side,
        Coded<OrderType> orderType,
        Coded<TimeInForce> timeInForce,
        @Nullable Decimal price,
        Decimal qty,
        Coded<OrderStatus> status,
        Coded<CreateType> createType,
        Coded<CancelType> cancelType,
        Coded<RejectReason> rejectReason,
        OrderUpdate.Progress progress,
        long createdEpochMillis,
        long updatedEpochMillis,
        Map<String, String> otherFields)
        implements AccountEvent {
    public SpreadOrderUpdate {
        otherFields = Map.copyOf(otherFields);
    }

    @Override
    public long exchangeEpochMillis() {
        return updatedEpochMillis;
    }
}
