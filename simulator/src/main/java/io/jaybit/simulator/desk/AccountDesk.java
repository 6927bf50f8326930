package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.RateLimits.Grant;
import io.jaybit.simulator.desk.RateLimits.Rate;
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
    private final VenueClock clock;
    private final RestAccess access;
    private final IpLimit ipLimit;
    private final RateLimits limits = new RateLimits();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final TradeDesk trades;

    /**
     * @param ipLimit shared by all that answer REST requests
     * @param traces names of requests; not the exchange's own {@link Ids}, whose names would then depend on how often one asks
     */
    public AccountDesk(Exchange exchange, ApiKeys keys, IpLimit ipLimit, DisconnectProtection protection, Ids traces) {
        this(exchange, keys, ipLimit, protection, traces, new VenueClock(exchange.timeline()));
    }

    /** The same by a clock that may be wrong. */
    public AccountDesk(
            Exchange exchange,
            ApiKeys keys,
            IpLimit ipLimit,
            DisconnectProtection protection,
            Ids traces,
            VenueClock clock) {
        this.timeline = exchange.timeline();
        this.clock = clock;
        this.access = new RestAccess(keys);
        this.ipLimit = ipLimit;
        OrderDesk orders = new OrderDesk(exchange);
        this.trades = new TradeEntry(orders, limits, timeline, clock, traces);
        for (OrderOp op : OrderOp.values()) {
            routes.put(
                    op.path(),
                    new Route(
                            "POST",
                            op::rate,
                            op::units,
                            (key, body, granted) -> orders.carryOut(op, key.account(), body, granted)));
        }
        orders(new OrderQueries(exchange));
        positions(new PositionDesk(exchange));
        wallets(new WalletDesk(exchange, protection));
    }

    private void orders(OrderQueries queries) {
        get("/v5/order/realtime", 50, (key, input) -> queries.realtime(key.account(), input));
        get("/v5/order/history", 50, (key, input) -> queries.history(key.account(), input));
        get("/v5/execution/list", 50, (key, input) -> queries.executions(key.account(), input));
    }

    private void positions(PositionDesk positions) {
        get("/v5/position/list", 50, (key, input) -> positions.list(key.account(), input));
        get("/v5/position/closed-pnl", 50, (key, input) -> positions.closedPnl(key.account(), input));
        post("/v5/position/set-leverage", 10, (key, input) -> positions.setLeverage(key.account(), input));
        post("/v5/position/switch-mode", 10, (key, input) -> positions.switchMode(key.account(), input));
        post("/v5/position/trading-stop", 10, (key, input) -> positions.tradingStop(key.account(), input));
        post("/v5/position/set-auto-add-margin", 10, (key, input) -> positions.setAutoAddMargin(input));
        post("/v5/position/add-margin", 10, (key, input) -> positions.addMargin(key.account(), input));
        post("/v5/position/confirm-pending-mmr", 10, (key, input) -> positions.confirmPendingMmr(input));
    }

    private void wallets(WalletDesk wallets) {
        get("/v5/account/wallet-balance", 50, (key, input) -> wallets.balance(key.account(), input));
        get("/v5/account/info", 50, (key, input) -> wallets.info(key.account()));
        get("/v5/account/fee-rate", 5, (key, input) -> wallets.feeRate(input));
        get("/v5/account/smp-group", 5, (key, input) -> wallets.smpGroup());
        get("/v5/account/query-dcp-info", 5, (key, input) -> wallets.protection(key.account()));
        post("/v5/account/set-margin-mode", 5, (key, input) -> wallets.setMarginMode(key.account(), input));
        post("/v5/order/disconnected-cancel-all", 5, (key, input) -> wallets.setProtection(key.account(), input));
        get("/v5/user/query-api", 10, (key, input) -> wallets.apiKey(key));
        Rate oncePerMinute = new Rate("/v5/account/demo-apply-money", 1, 60_000);
        routes.put(
                oncePerMinute.name(),
                Route.fixed("POST", oncePerMinute, (key, input, granted) -> wallets.demoMoney(key.account(), input)));
    }

    /** Does what an endpoint is for that takes one unit of its rate limit. */
    @FunctionalInterface
    private interface Single {
        Outcome handle(ApiKey key, Json input) throws Refusal;
    }

    private void get(String path, int perSecond, Single handler) {
        Rate rate = Rate.perSecond(path, perSecond);
        routes.put(path, Route.fixed("GET", rate, (key, input, granted) -> handler.handle(key, input)));
    }

    private void post(String path, int perSecond, Single handler) {
        Rate rate = Rate.perSecond(path, perSecond);
        routes.put(path, Route.fixed("POST", rate, (key, input, granted) -> handler.handle(key, input)));
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
        return access.answer(question, clock.now(), key -> answer(question, route, key));
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
        long now = clock.now();
        try {
            if (grant.granted() == 0) {
                throw OrderDesk.tooManyVisits();
            }
            if (unreadable != null) {
                throw unreadable;
            }
            Outcome outcome = route.handler().handle(key, input, grant.granted());
            return HttpAnswer.of(outcome.code(), outcome.message(), outcome.result(), outcome.extra(), now);
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
