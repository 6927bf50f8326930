package io.jaybit.orders;

import io.jaybit.account.CancelType;
import io.jaybit.account.CreateType;
import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.RejectReason;
import io.jaybit.account.StopOrderType;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Small words for what the venue tells of one order. Times are milliseconds, the same on both clocks. */
final class Told {
    static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final long NANOS = 1_000_000;

    Symbol symbol = BTC;
    String orderId = "o-1";
    String linkId = "algo-1";
    OrderSide side = OrderSide.BUY;
    OrderType type = OrderType.LIMIT;

    @Nullable
    String price = "100";

    String qty = "10";
    String status = "New";
    String filled = "0";

    @Nullable
    String value;

    @Nullable
    String trigger;

    String cancelType = "UNKNOWN";
    String reject = "EC_NoError";
    Map<String, BigDecimal> fees = Map.of();
    long created = 1_000;
    long updated = 1_000;
    long received;
    Origin.Source source = Origin.Source.STREAM;

    static Told order(String status, long updated) {
        Told told = new Told();
        told.status = status;
        told.updated = updated;
        told.received = updated;
        return told;
    }

    Told ids(String order, String link) {
        orderId = order;
        linkId = link;
        return this;
    }

    Told symbol(Symbol other) {
        symbol = other;
        return this;
    }

    Told side(OrderSide other) {
        side = other;
        return this;
    }

    Told filled(String cum) {
        filled = cum;
        return this;
    }

    Told value(String cumValue) {
        value = cumValue;
        return this;
    }

    Told price(@Nullable String limit) {
        price = limit;
        return this;
    }

    Told qty(String size) {
        qty = size;
        return this;
    }

    Told trigger(String at) {
        trigger = at;
        return this;
    }

    Told because(String cancel, String reason) {
        cancelType = cancel;
        reject = reason;
        return this;
    }

    Told received(long millis) {
        received = millis;
        return this;
    }

    Told asked() {
        source = Origin.Source.QUERY;
        return this;
    }

    Told market() {
        type = OrderType.MARKET;
        price = null;
        return this;
    }

    OrderUpdate update() {
        return new OrderUpdate(
                new Origin(source, received, received * NANOS),
                symbol,
                orderId,
                linkId,
                "",
                side,
                OrderType.parse(type.text()),
                TimeInForce.parse("GTC"),
                price == null ? null : Decimal.parse(price),
                Decimal.parse(qty),
                0,
                false,
                false,
                OrderStatus.parse(status),
                CreateType.parse("CreateByUser"),
                CancelType.parse(cancelType),
                RejectReason.parse(reject),
                new OrderUpdate.Progress(
                        null,
                        null,
                        null,
                        Decimal.parse(filled),
                        value == null ? null : new BigDecimal(value),
                        null,
                        fees,
                        null),
                new OrderUpdate.Trigger(
                        StopOrderType.parse(trigger == null ? "" : "Stop"),
                        trigger == null ? null : Decimal.parse(trigger),
                        trigger == null ? 0 : 1,
                        TriggerBy.parse(""),
                        null,
                        ""),
                new OrderUpdate.Exits(null, null, null, null, TriggerBy.parse(""), TriggerBy.parse(""), "Full"),
                new OrderUpdate.SelfMatch("None", 0, ""),
                new OrderUpdate.Details("", "", null, "", null, "", "", "", "", false, null),
                created,
                updated,
                Map.of("slTriggerBy", "UNKNOWN"));
    }

    /** A fill of this order. */
    Execution fill(String execId, String size, String at, long millis) {
        return fill(execId, size, at, millis, ExecType.TRADE, "0.1");
    }

    Execution fill(String execId, String size, String at, long millis, ExecType kind, @Nullable String fee) {
        return new Execution(
                new Origin(source, received, received * NANOS),
                symbol,
                execId,
                orderId,
                linkId,
                side,
                ExecType.parse(kind.text()),
                Decimal.parse(at),
                Decimal.parse(size),
                null,
                fee == null ? null : new BigDecimal(fee),
                "USDT",
                null,
                List.of(),
                false,
                null,
                null,
                new Execution.OfOrder(
                        null,
                        null,
                        null,
                        OrderType.parse("Limit"),
                        StopOrderType.parse(""),
                        CreateType.parse("CreateByUser"),
                        "",
                        "",
                        ""),
                new Execution.Marks(null, null, null, null, null),
                OptionalLong.empty(),
                millis,
                Map.of());
    }

    /** The same fill told early; a maker's has no id of ours. */
    FastExecution fast(String execId, String size, String at, long millis, boolean maker) {
        return new FastExecution(
                new Origin(Origin.Source.FAST_STREAM, received, received * NANOS),
                symbol,
                execId,
                orderId,
                maker ? "" : linkId,
                side,
                Decimal.parse(at),
                Decimal.parse(size),
                maker,
                OptionalLong.empty(),
                millis,
                Map.of());
    }

    static Moment at(long millis) {
        return new Moment(millis, millis * NANOS);
    }

    static NewOrder buy(String linkId, String qty, String price) {
        return NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse(qty), Decimal.parse(price))
                .linkId(linkId)
                .build();
    }

    static OrderRef link(String linkId) {
        return OrderRef.byLinkId(BTC, linkId);
    }
}
