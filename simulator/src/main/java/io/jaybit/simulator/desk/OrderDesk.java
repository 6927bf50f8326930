package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Amendment;
import io.jaybit.simulator.exchange.CancelScope;
import io.jaybit.simulator.exchange.CancelType;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderFilter;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.TriggerBy;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.List;

/**
 * Order commands, as they come by REST and by the trade socket, read and given to the exchange.
 *
 * <p>A command that is refused has changed nothing; in a batch each order stands for itself. Venue pages: <a
 * href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a> and those beside it.
 */
final class OrderDesk {
    private static final Category[] TRADED = {Category.LINEAR, Category.INVERSE, Category.SPOT, Category.OPTION};

    private final Exchange exchange;

    OrderDesk(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Carries a command out.
     *
     * @param granted as many orders of a batch as the rate limit lets through
     */
    Outcome carryOut(OrderOp op, Account account, Json body, int granted) throws Refusal {
        Fields fields = new Fields(body);
        return switch (op) {
            case CREATE, AMEND, CANCEL -> Outcome.of(ids(single(op, account, fields.category(TRADED), body)));
            case CANCEL_ALL -> cancelAll(account, fields);
            case CREATE_BATCH -> batch(OrderOp.CREATE, account, fields, granted);
            case AMEND_BATCH -> batch(OrderOp.AMEND, account, fields, granted);
            case CANCEL_BATCH -> batch(OrderOp.CANCEL, account, fields, granted);
            case PRE_CHECK ->
                Outcome.of(PreCheck.rates(exchange, account, OrderForm.read(exchange, fields.category(TRADED), body)));
        };
    }

    private static String ids(Order order) {
        return new JsonText()
                .begin()
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .end()
                .toString();
    }

    private Order single(OrderOp op, Account account, Category category, Json body) throws Refusal {
        return single(op, account, category, body, false);
    }

    private Order single(OrderOp op, Account account, Category category, Json body, boolean inBatch) throws Refusal {
        if (op == OrderOp.CREATE) {
            return exchange.create(account, OrderForm.read(exchange, category, body));
        }
        Fields fields = new Fields(body);
        Order order = find(account, category, fields, op == OrderOp.AMEND ? "replace" : "cancel");
        if (op == OrderOp.AMEND) {
            if (inBatch && order.isWaiting()) {
                throw new Refusal(10001, "params error: a batch does not amend conditional orders");
            }
            amend(order, fields);
        } else {
            cancel(order, fields);
        }
        return order;
    }

    /** The order that is named by its id, or else by its link id. */
    private Order find(Account account, Category category, Fields fields, String wish) throws Refusal {
        String symbol = OrderForm.market(exchange, category, fields).symbol();
        String id = fields.text("orderId");
        String linkId = fields.text("orderLinkId");
        if (id.isEmpty() && linkId.isEmpty()) {
            throw Fields.missing("orderId or orderLinkId");
        }
        Order order = id.isEmpty() ? account.orderByLinkId(linkId) : account.openOrder(id);
        if (order == null
                || order.market().category() != category
                || !order.market().symbol().equals(symbol)) {
            throw category == Category.SPOT
                    ? new Refusal(170213, "Order does not exist.")
                    : new Refusal(110001, "order not exists or too late to " + wish);
        }
        return order;
    }

    private void amend(Order order, Fields fields) throws Refusal {
        Instrument instrument = order.market().instrument();
        BigDecimal qty = fields.amount("qty");
        BigDecimal price = fields.amount("price");
        BigDecimal trigger = fields.amount("triggerPrice");
        Tpsl.isPartial(fields);
        Tpsl takeProfit = Tpsl.changed(fields, instrument, Tpsl.Kind.TAKE_PROFIT);
        Tpsl stopLoss = Tpsl.changed(fields, instrument, Tpsl.Kind.STOP_LOSS);
        exchange.amend(
                order,
                Amendment.NOTHING
                        .withQty(qty == null ? 0 : positive(Amounts.steps(instrument, qty), "qty"))
                        .withPrice(price == null ? 0 : positive(Amounts.ticks(instrument, price, "price"), "price"))
                        .withTrigger(
                                trigger == null
                                        ? 0
                                        : positive(Amounts.ticks(instrument, trigger, "triggerPrice"), "triggerPrice"),
                                fields.oneOf("triggerBy", TriggerBy.values(), TriggerBy::text, TriggerBy.NONE))
                        .withTakeProfit(takeProfit.trigger(), takeProfit.by(), takeProfit.limit())
                        .withStopLoss(stopLoss.trigger(), stopLoss.by(), stopLoss.limit()));
    }

    /** In an amendment 0 would mean that it stays. */
    private static long positive(long count, String name) throws Refusal {
        if (count == 0) {
            throw Fields.invalid(name);
        }
        return count;
    }

    private void cancel(Order order, Fields fields) throws Refusal {
        if (order.market().category() == Category.SPOT
                && !filter(Category.SPOT, fields).takes(order)) {
            throw new Refusal(170213, "Order does not exist.");
        }
        exchange.cancel(order);
    }

    /** The kind of orders that is meant: on spot plain ones unless another is named, elsewhere all. */
    private static OrderFilter filter(Category category, Fields fields) throws Refusal {
        boolean spot = category == Category.SPOT;
        OrderFilter filter = fields.word(
                "orderFilter", OrderFilter.values(), OrderFilter::text, spot ? OrderFilter.ORDER : OrderFilter.ANY);
        if (filter == null || !isKnown(filter, category)) {
            throw spot ? new Refusal(170201, "Invalid orderFilter.") : Fields.invalid("orderFilter");
        }
        return filter;
    }

    private static boolean isKnown(OrderFilter filter, Category category) {
        return switch (filter) {
            case ANY, ORDER, STOP_ORDER -> true;
            case TPSL, OCO, BIDIRECTIONAL -> category == Category.SPOT;
            case OPEN_ORDER -> category == Category.LINEAR || category == Category.INVERSE;
        };
    }

    private Outcome cancelAll(Account account, Fields fields) throws Refusal {
        Category category = fields.category(TRADED);
        boolean futures = category == Category.LINEAR || category == Category.INVERSE;
        Scope scope = Scope.read(exchange, category, fields);
        if (futures && scope.isEverything()) {
            throw Fields.missing("symbol, baseCoin or settleCoin");
        }
        boolean stopsOnly = switch (fields.text("stopOrderType")) {
            case "" -> false;
            case "Stop" -> true;
            default -> throw Fields.invalid("stopOrderType");
        };
        CancelScope chosen = new CancelScope(
                category, scope.symbol(), scope.baseCoin(), scope.settleCoin(), filter(category, fields), stopsOnly);
        JsonText text = new JsonText().begin().array("list");
        for (Order order : exchange.cancelAll(account, chosen, CancelType.USER)) {
            text.raw(ids(order));
        }
        return Outcome.of(text.endArray().text("success", "1").end().toString());
    }

    private Outcome batch(OrderOp op, Account account, Fields fields, int granted) throws Refusal {
        Category category = fields.category(TRADED);
        List<Json> legs = fields.list("request").items();
        int most = category == Category.SPOT ? 10 : 20;
        if (legs.isEmpty() || legs.size() > most) {
            throw new Refusal(10001, "params error: request must hold 1 to " + most + " orders");
        }
        int allowed = category == Category.OPTION ? legs.size() : granted;
        JsonText list = new JsonText().begin().array("list");
        JsonText codes = new JsonText().begin().array("list");
        for (int i = 0; i < legs.size(); i++) {
            leg(op, account, category, legs.get(i), i < allowed, list, codes);
        }
        return new Outcome(
                0,
                "OK",
                list.endArray().end().toString(),
                codes.endArray().end().toString());
    }

    private void leg(
            OrderOp op, Account account, Category category, Json leg, boolean allowed, JsonText list, JsonText codes) {
        String id = "";
        String linkId = textOf(leg, "orderLinkId");
        int code = 0;
        String message = "OK";
        try {
            if (!allowed) {
                throw tooManyVisits();
            }
            if (!leg.is(Json.Kind.OBJECT)) {
                throw Fields.invalid("request");
            }
            Order order = single(op, account, category, leg, true);
            id = order.id();
            linkId = order.request().orderLinkId();
        } catch (Refusal refusal) {
            code = refusal.code();
            message = refusal.text();
        }
        list.begin()
                .text("category", category.text())
                .text("symbol", textOf(leg, "symbol"))
                .text("orderId", id)
                .text("orderLinkId", linkId);
        if (op == OrderOp.CREATE) {
            list.text(
                    "createAt",
                    id.isEmpty() ? "" : Long.toString(exchange.timeline().now()));
        }
        list.end();
        codes.begin().number("code", code).text("msg", message).end();
    }

    private static String textOf(Json leg, String name) {
        Json value = leg.get(name);
        return value.is(Json.Kind.TEXT) ? value.text() : "";
    }

    static Refusal tooManyVisits() {
        return new Refusal(10006, "Too many visits. Exceeded the API Rate Limit.");
    }
}
