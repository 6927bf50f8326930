package io.jaybit.simulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests with wrong types, missing fields, nested rubbish and huge numbers: always a code, and what is refused changes nothing. */
class DeskFuzz {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int REQUESTS = 40;

    private static final Map<String, String> POSTS = new LinkedHashMap<>();

    static {
        String order =
                "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.01\",\"price\":\"64000\"";
        String named = "\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"mine\"";
        POSTS.put(
                "/v5/order/create",
                "{\"category\":\"linear\"," + order + ",\"takeProfit\":\"70000\",\"tpslMode\":\"Full\"}");
        POSTS.put("/v5/order/create?", """
                {"category":"linear","symbol":"ETHUSDT","side":"Sell","orderType":"Market","qty":"0.1","reduceOnly":true,\
                "triggerPrice":"1600","triggerDirection":2,"triggerBy":"MarkPrice","closeOnTrigger":true,"positionIdx":0}""");
        POSTS.put(
                "/v5/order/create??",
                "{\"category\":\"spot\"," + order
                        + ",\"isLeverage\":0,\"timeInForce\":\"IOC\",\"orderFilter\":\"Order\",\"smpType\":\"CancelBoth\"}");
        POSTS.put("/v5/order/create???", """
                {"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"100","marketUnit":"quoteCoin",\
                "slippageToleranceType":"Percent","slippageTolerance":"0.5"}""");
        POSTS.put("/v5/order/create????", """
                {"category":"inverse","symbol":"BTCUSD","side":"Sell","orderType":"Limit","qty":"100","price":"66000",\
                "bboSideType":"Queue","bboLevel":"1"}""");
        POSTS.put("/v5/order/pre-check", "{\"category\":\"linear\"," + order + "}");
        POSTS.put(
                "/v5/order/amend",
                "{\"category\":\"linear\"," + named
                        + ",\"qty\":\"0.02\",\"price\":\"63000\",\"takeProfit\":\"0\",\"triggerPrice\":\"1\"}");
        POSTS.put("/v5/order/cancel", "{\"category\":\"linear\"," + named + "}");
        POSTS.put(
                "/v5/order/cancel-all",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"settleCoin\":\"USDT\",\"orderFilter\":\"Order\"}");
        POSTS.put("/v5/order/create-batch", "{\"category\":\"linear\",\"request\":[{" + order + "}]}");
        POSTS.put("/v5/order/amend-batch", "{\"category\":\"linear\",\"request\":[{" + named + ",\"qty\":\"0.03\"}]}");
        POSTS.put("/v5/order/cancel-batch", "{\"category\":\"linear\",\"request\":[{" + named + "}]}");
        POSTS.put("/v5/order/disconnected-cancel-all", "{\"timeWindow\":40,\"product\":\"SPOT\"}");
        POSTS.put(
                "/v5/position/set-leverage",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"5\",\"sellLeverage\":\"5\"}");
        POSTS.put(
                "/v5/position/switch-mode",
                "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"coin\":\"USDT\",\"mode\":3}");
        POSTS.put("/v5/position/trading-stop", """
                {"category":"linear","symbol":"BTCUSDT","tpslMode":"Partial","positionIdx":0,"takeProfit":"70000",\
                "stopLoss":"60000","tpSize":"0.01","slSize":"0.01","tpLimitPrice":"70000","tpOrderType":"Limit",\
                "trailingStop":"100","activePrice":"66000"}""");
        POSTS.put(
                "/v5/position/set-auto-add-margin",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"autoAddMargin\":0}");
        POSTS.put(
                "/v5/position/add-margin",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"margin\":\"10\",\"positionIdx\":0}");
        POSTS.put("/v5/position/confirm-pending-mmr", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}");
        POSTS.put("/v5/account/set-margin-mode", "{\"setMarginMode\":\"ISOLATED_MARGIN\"}");
        POSTS.put(
                "/v5/account/demo-apply-money",
                "{\"adjustType\":0,\"utaDemoApplyMoney\":[{\"coin\":\"USDT\",\"amountStr\":\"1000\"}]}");
    }

    private static final List<String> GETS = List.of(
            "/v5/order/realtime category=linear&symbol=BTCUSDT&openOnly=0&limit=5&orderFilter=Order",
            "/v5/order/history category=spot&orderStatus=Filled&startTime=1784800000000&endTime=1784900000000&cursor=",
            "/v5/execution/list category=inverse&symbol=BTCUSD&execType=Trade&limit=100",
            "/v5/position/list category=linear&settleCoin=USDT&limit=200",
            "/v5/position/closed-pnl category=linear&symbol=BTCUSDT&startTime=1784800000000",
            "/v5/account/wallet-balance accountType=UNIFIED&coin=USDT,BTC",
            "/v5/account/info x=1",
            "/v5/account/fee-rate category=option&baseCoin=BTC",
            "/v5/account/smp-group x=1",
            "/v5/account/query-dcp-info x=1",
            "/v5/user/query-api x=1");

    private static final List<String> RUBBISH = List.of(
            "\"\"",
            "null",
            "0",
            "-1",
            "1e400",
            "1E-7",
            "99999999999999999999999999",
            "\"99999999999999999999\"",
            "\"999999999999999999\"",
            "\"0.000000000000000001\"",
            "\"-0.01\"",
            "\"1e5\"",
            "\"NaN\"",
            "\"9223372036854775807\"",
            "true",
            "false",
            "[]",
            "{}",
            "[[[[[1]]]]]",
            "{\"a\":{\"b\":[null,{\"c\":1}]}}",
            "\"\\u0000\\n\\\"\"",
            "\"linear\"",
            "\"spot\"",
            "\"option\"",
            "\"BTCUSDT\"",
            "\"Limit\"",
            "\"Market\"",
            "\"1\"",
            "\"64000.05\"",
            "\" 0.01\"",
            "\"\u0661\u0662\"");

    @Test
    void aRefusedRequestHasACodeAndChangesNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            TestVenue venue = venue();
            for (int i = 0; i < REQUESTS; i++) {
                venue.timeline.advanceTo(venue.timeline.now() + 500);
                String before = picture(venue);
                String what = request(venue, random);
                if (!what.isEmpty()) {
                    assertThat(picture(venue)).as("seed %d: %s", seed, what).isEqualTo(before);
                }
            }
        }
    }

    /** Sends one request; what it was if it was refused in all its parts, nothing if it may have changed something. */
    private static String request(TestVenue venue, Random random) {
        if (random.nextInt(4) == 0) {
            String[] parts = GETS.get(random.nextInt(GETS.size())).split(" ", -1);
            String query = query(parts[1], random);
            check(parts[0] + " " + query, venue.get(venue.aliceKey, parts[0], query));
            return parts[0] + " " + query;
        }
        List<String> paths = new ArrayList<>(POSTS.keySet());
        String key = paths.get(random.nextInt(paths.size()));
        String path = key.replace("?", "");
        String body = mutated(TestVenue.json(String.valueOf(POSTS.get(key))), random);
        if (random.nextInt(8) == 0) {
            body = random.nextBoolean() ? body.substring(0, random.nextInt(body.length())) : body + "}";
        }
        String what = path + " " + body;
        if (path.startsWith("/v5/order/") && random.nextInt(3) == 0) {
            return onSocket(venue, "order." + path.substring("/v5/order/".length()), body, random);
        }
        HttpAnswer answer = venue.post(venue.aliceKey, path, body);
        check(what, answer);
        return isRefused(TestVenue.json(answer.body())) ? what : "";
    }

    private static String onSocket(TestVenue venue, String op, String body, Random random) {
        String text = "{\"reqId\":\"" + random.nextInt() + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\""
                + venue.timeline.now() + "\"},\"op\":\"" + op + "\",\"args\":[" + body + "]}";
        Json request;
        try {
            request = Json.parse(random.nextInt(4) == 0 ? mutated(TestVenue.json(text), random) : text);
        } catch (java.io.IOException | java.io.UncheckedIOException notJson) {
            return text;
        }
        String reply = venue.desk.trades().answer(venue.aliceKey, "c", "127.0.0.1", request);
        Json answer = TestVenue.json(reply);
        assertThat(answer.get("retCode").whole()).as(text + " -> " + reply).isPresent();
        return isRefused(answer) ? text : "";
    }

    private static void check(String what, HttpAnswer answer) {
        assertThat(answer.status()).as(what).isEqualTo(200);
        assertThat(TestVenue.json(answer.body()).get("retCode").whole())
                .as(what + " -> " + answer.body())
                .isPresent();
    }

    /** Whether nothing of it was carried out: of a batch not a single order. */
    private static boolean isRefused(Json answer) {
        List<Json> codes = answer.get("retExtInfo").get("list").items();
        return !answer.get("retCode").text().equals("0")
                || (!codes.isEmpty()
                        && codes.stream()
                                .noneMatch(code -> code.get("code").text().equals("0")));
    }

    private static String query(String good, Random random) {
        StringBuilder query = new StringBuilder();
        for (String part : good.split("&", -1)) {
            int dice = random.nextInt(6);
            if (dice != 0) {
                query.append(query.isEmpty() ? "" : "&");
                String rubbish = RUBBISH.get(random.nextInt(RUBBISH.size())).replaceAll("[\"%&+\\\\]", "");
                query.append(dice == 1 ? part.substring(0, part.indexOf('=') + 1) + rubbish : part);
            }
        }
        return query.toString();
    }

    /** The same text with some of its values exchanged for rubbish, or taken away. */
    private static String mutated(Json value, Random random) {
        if (random.nextInt(12) == 0) {
            return RUBBISH.get(random.nextInt(RUBBISH.size()));
        }
        switch (value.kind()) {
            case OBJECT -> {
                JsonText text = new JsonText().begin();
                value.fields().forEach((name, field) -> {
                    if (random.nextInt(14) != 0) {
                        text.raw(name, mutated(field, random));
                    }
                });
                return text.end().toString();
            }
            case LIST -> {
                JsonText text = new JsonText().array();
                value.items().forEach(item -> {
                    for (int times = random.nextInt(8) == 0 ? random.nextInt(25) : 1; times > 0; times--) {
                        text.raw(mutated(item, random));
                    }
                });
                return text.endArray().toString();
            }
            case TEXT -> {
                return JsonText.quoted(value.text());
            }
            default -> {
                return value.is(Json.Kind.NOTHING) ? "null" : value.text();
            }
        }
    }

    /** A venue where both have orders and a position. */
    private static TestVenue venue() {
        TestVenue venue = new TestVenue();
        venue.post(venue.bobKey, "/v5/order/create", order("Sell", "65000", "Limit"));
        venue.post(venue.aliceKey, "/v5/order/create", order("Buy", "65000", "Limit"));
        venue.post(
                venue.aliceKey,
                "/v5/order/create",
                order("Buy", "64500", "Limit").replace("}", ",\"orderLinkId\":\"mine\"}"));
        venue.post(venue.bobKey, "/v5/order/create", order("Sell", "65500", "Limit"));
        venue.post(
                venue.bobKey,
                "/v5/order/create",
                order("Sell", "65500", "Limit").replace("linear", "spot"));
        return venue;
    }

    private static String order(String side, String price, String type) {
        return """
                {"category":"linear","symbol":"BTCUSDT","side":"%s","orderType":"%s","qty":"0.05","price":"%s"}""".formatted(side, type, price);
    }

    /** All that a refused request must leave as it is. */
    private static String picture(TestVenue venue) {
        StringBuilder text = new StringBuilder();
        for (Market market : venue.exchange.markets()) {
            text.append(market).append(" seq ").append(market.seq());
            append(market.bids(), text);
            append(market.asks(), text);
            text.append('\n');
        }
        for (Account account : venue.exchange.accounts()) {
            text.append(account).append(' ').append(account.marginMode());
            account.coins()
                    .forEach(coin -> text.append(' ')
                            .append(coin)
                            .append(account.wallet(coin))
                            .append('/')
                            .append(account.locked(coin)));
            for (Order order : account.openOrders()) {
                text.append('\n')
                        .append(order.id())
                        .append(' ')
                        .append(order)
                        .append(' ')
                        .append(order.triggerPrice());
            }
            for (Position position : account.positions()) {
                text.append('\n')
                        .append(position.market())
                        .append(position.size())
                        .append(position.leverage());
            }
            text.append(account.isHedged(venue.market(Category.LINEAR, "ETHUSDT")));
        }
        return text.toString();
    }

    private static void append(BookSide side, StringBuilder text) {
        for (int i = 0; i < side.size(); i++) {
            text.append(' ').append(side.price(i)).append('x').append(side.size(i));
        }
    }
}
