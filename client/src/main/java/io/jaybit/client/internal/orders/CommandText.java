package io.jaybit.client.internal.orders;

import io.jaybit.account.OrderType;
import io.jaybit.account.TriggerBy;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commands as the venue reads them, the same by socket and by REST. Stateless.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a> and those beside it.
 */
final class CommandText {
    private CommandText() {}

    static String single(Command command) {
        return fields(
                        command,
                        new JsonBody()
                                .text(
                                        "category",
                                        command.order().symbol().category().text()))
                .toString();
    }

    static String batch(Category category, List<Command> commands) {
        String legs = commands.stream()
                .map(command -> fields(command, new JsonBody()).toString())
                .collect(Collectors.joining(",", "[", "]"));
        return new JsonBody()
                .text("category", category.text())
                .json("request", legs)
                .toString();
    }

    private static JsonBody fields(Command command, JsonBody to) {
        if (command instanceof Command.Place place) {
            return place(place.newOrder(), to);
        }
        if (command instanceof Command.Amend amend) {
            return amend(amend.amendment(), to);
        }
        if (command instanceof Command.Cancel cancel) {
            return name(cancel.order(), to).textUnlessEmpty("orderFilter", cancel.orderFilter());
        }
        throw new IllegalStateException("a command that is new to us: " + command);
    }

    private static JsonBody place(NewOrder order, JsonBody to) {
        to.text("symbol", order.symbol().name())
                .text("side", order.side().text())
                .text("orderType", order.type().text())
                .decimal("qty", order.qty())
                .decimal("price", order.price())
                .textUnlessEmpty("timeInForce", order.timeInForce().text())
                .textUnlessEmpty("orderLinkId", order.orderLinkId());
        if (order.positionIdx() != 0) {
            to.whole("positionIdx", order.positionIdx());
        }
        to.flagIfTrue("reduceOnly", order.reduceOnly()).flagIfTrue("closeOnTrigger", order.closeOnTrigger());
        trigger(order.trigger(), to);
        exits(order.exits(), to);
        options(order.options(), to);
        return to;
    }

    private static void trigger(NewOrder.@Nullable Trigger trigger, JsonBody to) {
        if (trigger == null) {
            return;
        }
        to.decimal("triggerPrice", trigger.price());
        if (trigger.direction() != 0) {
            to.whole("triggerDirection", trigger.direction());
        }
        by("triggerBy", trigger.by(), to);
        to.textUnlessEmpty("orderFilter", trigger.orderFilter());
    }

    private static void exits(NewOrder.@Nullable Exits exits, JsonBody to) {
        if (exits == null) {
            return;
        }
        to.text("tpslMode", exits.partial() ? "Partial" : "Full");
        exit("tp", "takeProfit", exits.takeProfit(), exits.takeProfitLimit(), exits.takeProfitBy(), to);
        exit("sl", "stopLoss", exits.stopLoss(), exits.stopLossLimit(), exits.stopLossBy(), to);
    }

    private static void exit(
            String prefix, String name, @Nullable Decimal price, @Nullable Decimal limit, TriggerBy by, JsonBody to) {
        if (price == null) {
            return;
        }
        to.decimal(name, price);
        by(prefix + "TriggerBy", by, to);
        OrderType type = limit == null ? OrderType.MARKET : OrderType.LIMIT;
        to.text(prefix + "OrderType", type.text()).decimal(prefix + "LimitPrice", limit);
    }

    private static void by(String name, TriggerBy by, JsonBody to) {
        to.textUnlessEmpty(name, by.text());
    }

    private static void options(NewOrder.Options options, JsonBody to) {
        to.textUnlessEmpty("marketUnit", options.marketUnit());
        if (options.leverage()) {
            to.whole("isLeverage", 1);
        }
        to.textUnlessEmpty("smpType", options.smpType())
                .textUnlessEmpty("slippageToleranceType", options.slippageToleranceType())
                .textUnlessEmpty("slippageTolerance", options.slippageTolerance())
                .textUnlessEmpty("bboSideType", options.bboSide());
        if (options.bboLevel() != 0) {
            // A text in the venue's examples, although it is a number.
            to.text("bboLevel", Integer.toString(options.bboLevel()));
        }
        to.decimal("orderIv", options.impliedVolatility()).flagIfTrue("mmp", options.marketMakerProtection());
    }

    private static JsonBody amend(Amendment change, JsonBody to) {
        return name(change.order(), to)
                .decimal("qty", change.qty())
                .decimal("price", change.price())
                .decimal("triggerPrice", change.triggerPrice())
                .decimal("takeProfit", change.takeProfit())
                .decimal("stopLoss", change.stopLoss());
    }

    private static JsonBody name(OrderRef order, JsonBody to) {
        return to.text("symbol", order.symbol().name())
                .textUnlessEmpty("orderId", order.orderId())
                .textUnlessEmpty("orderLinkId", order.orderLinkId());
    }
}
