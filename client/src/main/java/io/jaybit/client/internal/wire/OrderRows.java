package io.jaybit.client.internal.wire;

import io.jaybit.account.CancelType;
import io.jaybit.account.CreateType;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.RejectReason;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.StopOrderType;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/** Reads the rows of orders. Stateless. */
final class OrderRows {
    private OrderRows() {}

    static OrderUpdate order(Row row, Origin origin, @Nullable Category fallback) throws UnreadableFrame {
        long updated = row.integer("updatedTime");
        return new OrderUpdate(
                origin,
                row.symbol(fallback),
                row.text("orderId"),
                row.textOrEmpty("orderLinkId"),
                row.textOrEmpty("parentOrderLinkId"),
                row.side(),
                OrderType.parse(row.textOrEmpty("orderType")),
                TimeInForce.parse(row.textOrEmpty("timeInForce")),
                row.decimalUnlessZero("price"),
                row.decimal("qty"),
                row.small("positionIdx"),
                row.isTrue("reduceOnly"),
                row.isTrue("closeOnTrigger"),
                OrderStatus.parse(row.text("orderStatus")),
                CreateType.parse(row.textOrEmpty("createType")),
                CancelType.parse(row.textOrEmpty("cancelType")),
                RejectReason.parse(row.textOrEmpty("rejectReason")),
                progress(row),
                trigger(row),
                exits(row),
                selfMatch(row),
                details(row),
                row.positive("createdTime").orElse(updated),
                updated,
                row.others());
    }

    private static OrderUpdate.Progress progress(Row row) throws UnreadableFrame {
        Decimal executed = row.decimalOrNull("cumExecQty");
        return new OrderUpdate.Progress(
                executed == null || executed.isZero() ? row.numberUnlessZero("avgPrice") : row.numberOrNull("avgPrice"),
                row.decimalOrNull("leavesQty"),
                row.numberOrNull("leavesValue"),
                executed == null ? Decimal.ZERO : executed,
                row.numberOrNull("cumExecValue"),
                row.numberOrNull("cumExecFee"),
                row.amounts("cumFeeDetail"),
                row.numberOrNull("closedPnl"));
    }

    private static OrderUpdate.Trigger trigger(Row row) throws UnreadableFrame {
        return new OrderUpdate.Trigger(
                StopOrderType.parse(row.textOrEmpty("stopOrderType")),
                row.decimalUnlessZero("triggerPrice"),
                row.small("triggerDirection"),
                TriggerBy.parse(row.textOrEmpty("triggerBy")),
                row.decimalUnlessZero("lastPriceOnCreated"),
                row.textOrEmpty("ocoTriggerBy"));
    }

    private static OrderUpdate.Exits exits(Row row) throws UnreadableFrame {
        String mode = row.textOrEmpty("tpslMode");
        return new OrderUpdate.Exits(
                row.decimalUnlessZero("takeProfit"),
                row.decimalUnlessZero("stopLoss"),
                row.decimalUnlessZero("tpLimitPrice"),
                row.decimalUnlessZero("slLimitPrice"),
                TriggerBy.parse(row.textOrEmpty("tpTriggerBy")),
                TriggerBy.parse(row.textOrEmpty("slTriggerBy")),
                mode.equals("UNKNOWN") ? "" : mode);
    }

    private static OrderUpdate.SelfMatch selfMatch(Row row) throws UnreadableFrame {
        String type = row.textOrEmpty("smpType");
        return new OrderUpdate.SelfMatch(
                type.isEmpty() ? "None" : type, row.small("smpGroup"), row.textOrEmpty("smpOrderId"));
    }

    private static OrderUpdate.Details details(Row row) throws UnreadableFrame {
        return new OrderUpdate.Details(
                row.textOrEmpty("isLeverage"),
                row.textOrEmpty("blockTradeId"),
                row.decimalUnlessZero("brokerOrderPrice"),
                row.textOrEmpty("feeCurrency"),
                row.decimalUnlessZero("orderIv"),
                row.textOrEmpty("placeType"),
                row.textOrEmpty("marketUnit"),
                row.textOrEmpty("slippageToleranceType"),
                row.textOrEmpty("slippageTolerance"),
                row.isTrue("rpiTakerAccess"),
                row.decimalOrNull("rpiMatchedQty"));
    }

    static SpreadOrderUpdate spreadOrder(Row row, Origin origin) throws UnreadableFrame {
        long updated = row.integer("updatedTime");
        return new SpreadOrderUpdate(
                origin,
                row.textOrEmpty("category"),
                row.text("symbol"),
                row.textOrEmpty("parentOrderId"),
                row.text("orderId"),
                row.textOrEmpty("orderLinkId"),
                row.side(),
                OrderType.parse(row.textOrEmpty("orderType")),
                TimeInForce.parse(row.textOrEmpty("timeInForce")),
                // a spread may well trade at zero
                row.decimalOrNull("price"),
                row.decimal("qty"),
                OrderStatus.parse(row.text("orderStatus")),
                CreateType.parse(row.textOrEmpty("createType")),
                CancelType.parse(row.textOrEmpty("cancelType")),
                RejectReason.parse(row.textOrEmpty("rejectReason")),
                progress(row),
                row.positive("createdTime").orElse(updated),
                updated,
                row.others());
    }
}
