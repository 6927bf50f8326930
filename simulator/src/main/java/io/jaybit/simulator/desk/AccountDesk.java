package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.RateLimits.Grant;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpDesk;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers the REST paths that belong to an account: orders, executions, positions, wallets. {@link #trades} takes the same commands
 * from the trade socket.
 *
 * <p>Each answer tells what is left of the endpoint's rate limit in {@code X-Bapi-Limit}, {@code X-Bapi-Limit-Status} and {@code
 * X-Bapi-Limit-Reset-Timestamp}.
 */
public final class AccountDesk implements HttpDesk {
    private final Timeline timeline;
    private final RestAccess access;
    private final IpLimit ipLimit;
    private final RateLimits limits = new RateLimits();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final TradeDesk trades;

    /**
     * @param ipLimit shared by all that answer REST requests
     * @param traces names of requests; not the exchange's own {@link Ids}, whose names would then depend on how often one asks
     */
    public AccountDesk(Exchange exchange, ApiKeys keys, IpLimit ipLimit, Ids traces) {
        this.timeline = exchange.timeline();
        this.access = new RestAccess(keys);
        this.ipLimit = ipLimit;
        OrderDesk orders = new OrderDesk(exchange);
        this.trades = new TradeEntry(orders, limits, timeline, traces);
        for (OrderOp op : OrderOp.values()) {
            routes.put(
                    op.path(),
                    new Route(
                            "POST",
                            op::rate,
                            op::units,
                            (key, body, granted) -> orders.carryOut(op, key.account(), body, granted)));
        }
        queries(new OrderQueries(exchange));
    }

    private void queries(OrderQueries queries) {
        routes.put(
                "/v5/order/realtime",
                Route.get("order/realtime", 50, (key, input, granted) -> queries.realtime(key.account(), input)));
        routes.put(
                "/v5/order/history",
                Route.get("order/history", 50, (key, input, granted) -> queries.history(key.account(), input)));
        routes.put(
                "/v5/execution/list",
                Route.get("execution/list", 50, (key, input, granted) -> queries.executions(key.account(), input)));
    }

    /** Takes order commands from the trade socket, within the same rate limits. */
    public TradeDesk trades() {
        return trades;
    }

    @Override
    public @Nullable HttpAnswer answer(HttpQuestion question) {
        Route route = routes.get(question.path());
        if (route == null) {
            return null;
        }
        long now = timeline.now();
        if (!ipLimit.admits(question.remote(), now)) {
            return IpLimit.tooFrequent();
        }
        String method = question.method();
        if (!method.equals("GET") && !method.equals("POST")) {
            return HttpAnswer.status(400, "");
        }
        if (!method.equals(route.method())) {
            return HttpAnswer.status(404, "");
        }
        return access.answer(question, now, key -> answer(question, route, key));
    }

    private HttpAnswer answer(HttpQuestion question, Route route, ApiKey key) {
        long now = timeline.now();
        Json input;
        Refusal unreadable = null;
        try {
            input = input(question);
        } catch (Refusal refusal) {
            unreadable = refusal;
            input = Json.ofTexts(Map.of());
        }
        Grant grant = limits.take(
                key.account().number(), route.rate().apply(input), route.units().applyAsInt(input), now);
        return answer(route, key, input, unreadable, grant)
                .withHeader("X-Bapi-Limit", Integer.toString(grant.limit()))
                .withHeader("X-Bapi-Limit-Status", Integer.toString(grant.left()))
                .withHeader("X-Bapi-Limit-Reset-Timestamp", Long.toString(grant.resetEpochMillis()));
    }

    private HttpAnswer answer(Route route, ApiKey key, Json input, @Nullable Refusal unreadable, Grant grant) {
        long now = timeline.now();
        try {
            if (grant.granted() == 0) {
                throw OrderDesk.tooManyVisits();
            }
            if (unreadable != null) {
                throw unreadable;
            }
            Outcome outcome = route.handler().handle(key, input, grant.granted());
            return HttpAnswer.of(0, outcome.message(), outcome.result(), outcome.extra(), now);
        } catch (Refusal refusal) {
            return HttpAnswer.refused(refusal.code(), refusal.text(), now);
        }
    }

    private static Json input(HttpQuestion question) throws Refusal {
        if (question.method().equals("GET")) {
            return Json.ofTexts(question.parameters());
        }
        try {
            Json body = Json.parse(question.body());
            if (body.is(Json.Kind.OBJECT)) {
                return body;
            }
            throw new Refusal(10001, "params error: the body is not a JSON object");
        } catch (IOException notJson) {
            throw new Refusal(10001, "params error: the body is not JSON");
        }
    }
}
