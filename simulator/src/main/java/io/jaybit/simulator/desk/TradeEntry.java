package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.RateLimits.Grant;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trade socket's way to the {@link OrderDesk}: time window, request ids, rate limits, and the reply's envelope.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">WebSocket Trade Guideline</a>. That a
 * request id is unique within its connection, and how many requests of a connection are too frequent, is undocumented.
 */
final class TradeEntry implements TradeDesk {
    /** Requests that a connection may send within a second. */
    static final int MOST_PER_SECOND = 1_000;

    private static final int REMEMBERED_IDS = 10_000;
    private static final int REMEMBERED_CONNECTIONS = 1_000;
    private static final int LONGEST_ID = 36;

    private final OrderDesk orders;
    private final RateLimits limits;
    private final Timeline timeline;
    private final VenueClock clock;
    private final Ids traces;
    private final Map<String, Seen> connections = new LinkedHashMap<>(16, 0.75f, true);

    /** @param traces names requests; not the exchange's own, whose names would then depend on how often one asks */
    TradeEntry(OrderDesk orders, RateLimits limits, Timeline timeline, VenueClock clock, Ids traces) {
        this.orders = orders;
        this.limits = limits;
        this.timeline = timeline;
        this.clock = clock;
        this.traces = traces;
    }

    /** What a connection has sent. */
    private static final class Seen {
        private final Set<String> ids = new LinkedHashSet<>();
        private final RateLimits rate = new RateLimits();
    }

    @Override
    public String answer(ApiKey key, String connectionName, String remote, Json request) {
        Json id = request.get("reqId");
        Reply reply = new Reply(
                id.is(Json.Kind.TEXT) ? id.text() : null, request.get("op").text(), connectionName);
        Seen seen = connections.computeIfAbsent(connectionName, name -> new Seen());
        forgetOldest();
        OrderOp op = OrderOp.ofSocket(reply.op).orElse(null);
        try {
            if (seen.rate
                            .take(0, RateLimits.Rate.perSecond("", MOST_PER_SECOND), 1, timeline.now())
                            .granted()
                    == 0) {
                throw new Refusal(20003, "Too frequent requests under the same session");
            }
            if (op == null) {
                return reply.unknown();
            }
            requireFresh(id, seen);
            requireInTime(request.get("header"));
            Json body = body(request.get("args"));
            if (!isTraded(body.get("category"))) {
                return reply.unknown();
            }
            Grant grant = limits.take(key.account().number(), op.rate(body), op.units(body), timeline.now());
            reply.grant = grant;
            if (grant.granted() == 0) {
                throw OrderDesk.tooManyVisits();
            }
            Outcome outcome = orders.carryOut(op, key.account(), body, grant.granted());
            return reply.text(outcome.code(), outcome.message(), outcome.result(), outcome.extra(), op.isBatch());
        } catch (Refusal refusal) {
            return reply.text(refusal.code(), refusal.text(), "{}", "{}", op != null && op.isBatch());
        }
    }

    private void forgetOldest() {
        if (connections.size() > REMEMBERED_CONNECTIONS) {
            connections.remove(connections.keySet().iterator().next());
        }
    }

    private static void requireFresh(Json id, Seen seen) throws Refusal {
        if (id.is(Json.Kind.NOTHING)) {
            return;
        }
        if (!id.is(Json.Kind.TEXT) || id.text().length() > LONGEST_ID) {
            throw Fields.invalid("reqId");
        }
        if (!id.text().isEmpty() && !seen.ids.add(id.text())) {
            throw new Refusal(20006, "Duplicate reqId");
        }
        if (seen.ids.size() > REMEMBERED_IDS) {
            seen.ids.remove(seen.ids.iterator().next());
        }
    }

    private void requireInTime(Json header) throws Refusal {
        Json timestamp = header.get("X-BAPI-TIMESTAMP");
        Json window = header.get("X-BAPI-RECV-WINDOW");
        OptionalLong sent = timestamp.whole();
        if (sent.isEmpty()) {
            throw Fields.missing("X-BAPI-TIMESTAMP");
        }
        if (!RestAccess.inTime(timestamp.text(), window.text(), clock.now())) {
            throw new Refusal(10002, RestAccess.outOfTime(timestamp.text(), window.text(), clock.now()));
        }
    }

    private static Json body(Json args) throws Refusal {
        if (args.items().size() != 1 || !args.items().get(0).is(Json.Kind.OBJECT)) {
            throw Fields.invalid("args");
        }
        return args.items().get(0);
    }

    /** A category that exists but has no place here is not a parameter error on this channel. */
    private static boolean isTraded(Json category) {
        return !category.is(Json.Kind.TEXT)
                || switch (category.text()) {
                    case "", "linear", "inverse", "spot", "option" -> true;
                    default -> false;
                };
    }

    private final class Reply {
        private final @Nullable String id;
        private final String op;
        private final String connectionName;
        private @Nullable Grant grant;

        private Reply(@Nullable String id, String op, String connectionName) {
            this.id = id;
            this.op = op;
            this.connectionName = connectionName;
        }

        /** 10404, in the shape and order in which it was observed. */
        private String unknown() {
            JsonText text = new JsonText().begin().text("op", op);
            if (id != null) {
                text.text("reqId", id);
            }
            return text.number("retCode", 10404)
                    .text("retMsg", "")
                    .text("connId", connectionName)
                    .end()
                    .toString();
        }

        private String text(int code, String message, String data, String extra, boolean batch) {
            JsonText text = new JsonText().begin();
            if (id != null) {
                text.text("reqId", id);
            }
            text.number("retCode", code)
                    .text("retMsg", message)
                    .text("op", op)
                    .raw("data", data)
                    .raw("retExtInfo", extra)
                    .begin("header");
            String trace = traces.uuid().replace("-", "");
            String now = Long.toString(clock.now());
            if (batch) {
                text.text("Timenow", now);
                limits(text);
                text.text("Traceid", trace);
            } else {
                limits(text);
                text.text("Traceid", trace).text("Timenow", now);
            }
            return text.end().text("connId", connectionName).end().toString();
        }

        private void limits(JsonText text) {
            if (grant != null) {
                text.quoted("X-Bapi-Limit", grant.limit())
                        .quoted("X-Bapi-Limit-Status", grant.left())
                        .quoted("X-Bapi-Limit-Reset-Timestamp", grant.resetEpochMillis());
            }
        }
    }
}
