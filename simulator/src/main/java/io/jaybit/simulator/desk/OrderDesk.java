package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Order commands, as they come by REST and by the trade socket, read and given to the exchange.
 *
 * <p>A command that is refused has changed nothing; in a batch each order stands for itself. Venue pages: <a
 * href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a> and those beside it.
 */
final class OrderDesk {
    /** Futures orders that one cancel-all takes. */
    static final int MOST_CANCELLED = 500;

    private static final Category[] TRADED = {Category.LINEAR, Category.INVERSE, Category.SPOT, Category.OPTION};

    private final Exchange exchange;
    private final RandomGenerator dice;

    /** @param dice picks the orders of a cancel-all that cannot take all */
    OrderDesk(Exchange exchange, RandomGenerator dice) {
        this.exchange = exchange;
        this.dice = dice;
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
            case PRE_CHECK -> throw new Refusal(10001, "params error: pre-check");
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
        if (op == OrderOp.CREATE) {
            return exchange.create(account, OrderForm.read(exchange, category, body));
        }
        Fields fields = new Fields(body);
        Order order = find(account, category, fields, op == OrderOp.AMEND ? "replace" : "cancel");
        if (op == OrderOp.AMEND) {
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
        exchange.amend(
                order,
                qty == null ? 0 : Amounts.steps(instrument, qty),
                price == null ? 0 : Amounts.ticks(instrument, price, "price"));
    }

    private void cancel(Order order, Fields fields) throws Refusal {
        String filter = fields.text("orderFilter");
        boolean spot = order.market().category() == Category.SPOT;
        if (spot && !OrderKind.matches(filter.isEmpty() ? "Order" : filter, order)) {
            throw new Refusal(170213, "Order does not exist.");
        }
        exchange.cancel(order);
    }

    private Outcome cancelAll(Account account, Fields fields) throws Refusal {
        Category category = fields.category(TRADED);
        boolean futures = category == Category.LINEAR || category == Category.INVERSE;
        String symbol = fields.text("symbol");
        String baseCoin = fields.text("baseCoin");
        String settleCoin = fields.text("settleCoin");
        if (futures && symbol.isEmpty() && baseCoin.isEmpty() && settleCoin.isEmpty()) {
            throw Fields.missing("symbol, baseCoin or settleCoin");
        }
        if (!symbol.isEmpty()) {
            OrderForm.market(exchange, category, fields);
        }
        String filter = OrderKind.filter(category, fields);
        boolean stopsOnly = fields.text("stopOrderType").equals("Stop");
        List<Order> chosen = new ArrayList<>();
        for (Order order : account.openOrders()) {
            Instrument instrument = order.market().instrument();
            boolean where = !symbol.isEmpty()
                    ? instrument.symbol().equals(symbol)
                    : !baseCoin.isEmpty()
                            ? instrument.baseCoin().equals(baseCoin)
                            : settleCoin.isEmpty() || instrument.settleCoin().equals(settleCoin);
            if (where
                    && instrument.category() == category
                    && OrderKind.matches(filter, order)
                    && (!stopsOnly || OrderKind.isPlainStop(order))) {
                chosen.add(order);
            }
        }
        while (futures && chosen.size() > MOST_CANCELLED) {
            chosen.remove(dice.nextInt(chosen.size()));
        }
        JsonText text = new JsonText().begin().array("list");
        for (Order order : chosen) {
            // What was cancelled before may have taken this one along.
            if (!order.status().isFinal()) {
                exchange.cancel(order);
                text.raw(ids(order));
            }
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
                "OK", list.endArray().end().toString(), codes.endArray().end().toString());
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
            Order order = single(op, account, category, leg);
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
