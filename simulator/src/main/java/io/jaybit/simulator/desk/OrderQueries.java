package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.AccountHistory;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExecType;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderFilter;
import io.jaybit.simulator.exchange.OrderStatus;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what there is of orders and executions. Changes nothing. */
final class OrderQueries {
    private static final Category[] TRADED = {Category.LINEAR, Category.INVERSE, Category.SPOT, Category.OPTION};

    private final Exchange exchange;

    OrderQueries(Exchange exchange) {
        this.exchange = exchange;
    }

    /** {@code /v5/order/realtime}: open orders, or those that closed lately; any of them by its id. */
    Outcome realtime(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(TRADED);
        Scope scope = scope(category, fields);
        OrderFilter filter = filter(fields);
        String id = fields.text("orderId");
        String linkId = fields.text("orderLinkId");
        boolean closed = fields.whole("openOnly", 0, 0, 1) == 1;
        boolean one = !id.isEmpty() || !linkId.isEmpty();
        if (category == Category.LINEAR && scope.isEverything() && !one) {
            throw Fields.missing("symbol, settleCoin or baseCoin");
        }
        List<Order> orders = new ArrayList<>();
        if (one || !closed) {
            account.openOrders().stream()
                    .filter(order -> order.market().category() == category)
                    .forEach(orders::add);
        }
        if (one || closed) {
            orders.addAll(account.history().recentOrders(category));
        }
        orders.removeIf(
                order -> one ? !isNamed(order, id, linkId) : !scope.takes(order.market()) || !filter.takes(order));
        return list(category, orders, false, fields);
    }

    /** {@code /v5/order/history}: orders that have ended; those without a fill for a day only. */
    Outcome history(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(TRADED);
        Scope scope = scope(category, fields);
        OrderFilter filter = filter(fields);
        String id = fields.text("orderId");
        String linkId = fields.text("orderLinkId");
        boolean one = !id.isEmpty() || !linkId.isEmpty();
        OrderStatus status = status(fields);
        long now = exchange.timeline().now();
        Span span = Span.read(fields, now);
        List<Order> orders = new ArrayList<>(account.history().orders(category));
        orders.removeIf(order -> {
            boolean forgotten = order.updatedEpochMillis() < now - Span.DAY_MILLIS && order.executed() == 0;
            boolean asked = one
                    ? isNamed(order, id, linkId)
                    : scope.takes(order.market()) && filter.takes(order) && span.holds(order.createdEpochMillis());
            return forgotten || !asked || (status != null && order.status() != status);
        });
        return list(category, orders, true, fields);
    }

    private Scope scope(Category category, Fields fields) throws Refusal {
        Scope scope = Scope.read(exchange, category, fields);
        if (category == Category.SPOT && !scope.settleCoin().isEmpty()) {
            throw Fields.invalid("settleCoin");
        }
        return scope;
    }

    private static OrderFilter filter(Fields fields) throws Refusal {
        return fields.oneOf("orderFilter", OrderFilter.values(), OrderFilter::text, OrderFilter.ANY);
    }

    private static boolean isNamed(Order order, String id, String linkId) {
        return id.isEmpty()
                ? order.request().orderLinkId().equals(linkId)
                : order.id().equals(id);
    }

    private static @Nullable OrderStatus status(Fields fields) throws Refusal {
        if (!fields.has("orderStatus")) {
            return null;
        }
        OrderStatus status = fields.oneOf("orderStatus", OrderStatus.values(), OrderStatus::text, OrderStatus.FILLED);
        if (!status.isFinal()) {
            throw new Refusal(181017, "OrderStatus must be final status");
        }
        return status;
    }

    private static Outcome list(Category category, List<Order> orders, boolean history, Fields fields) throws Refusal {
        Pages.Page<Order> page =
                Pages.cut(orders, order -> Pages.newestFirst(order.createdEpochMillis(), order.id()), fields, 20, 50);
        JsonText text = new JsonText().begin().array("list");
        page.rows().forEach(order -> OrderRow.append(order, history, text));
        return Outcome.of(text.endArray()
                .text("nextPageCursor", page.nextCursor())
                .text("category", category.text())
                .end()
                .toString());
    }

    /** {@code /v5/execution/list}. */
    Outcome executions(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(TRADED);
        Scope scope = Scope.read(exchange, category, fields);
        String id = fields.text("orderId");
        String linkId = fields.text("orderLinkId");
        boolean one = !id.isEmpty() || !linkId.isEmpty();
        ExecType type = fields.has("execType")
                ? fields.oneOf("execType", ExecType.values(), ExecType::text, ExecType.TRADE)
                : null;
        Span span = Span.read(fields, exchange.timeline().now());
        AccountHistory history = account.history();
        List<Execution> executions = new ArrayList<>(history.executions(category));
        executions.removeIf(execution -> one
                ? !isNamed(execution.order(), id, linkId)
                : !scope.takes(execution.order().market())
                        || !span.holds(execution.epochMillis())
                        || (type != null && execution.type() != type));
        Pages.Page<Execution> page = Pages.cut(
                executions, execution -> Pages.newestFirst(execution.epochMillis(), execution.id()), fields, 50, 100);
        JsonText text = new JsonText()
                .begin()
                .text("nextPageCursor", page.nextCursor())
                .text("category", category.text())
                .array("list");
        page.rows().forEach(execution -> ExecutionRow.append(execution, text));
        return Outcome.of(text.endArray().end().toString());
    }
}
