package io.jaybit.simulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.wire.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two clients trade at random by REST and by the trade socket: nothing is made from nothing, and what they are told is so. */
class DeskProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int COMMANDS = 100;
    private static final List<String> SYMBOLS =
            List.of("linear BTCUSDT", "linear BTCUSDT", "inverse BTCUSD", "spot BTCUSDT", "linear BTCPERP");

    @Test
    void coinsAreConservedAndBooksUncrossed() {
        long fills = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            TestVenue venue = new TestVenue();
            for (int i = 0; i < COMMANDS; i++) {
                venue.timeline.advanceTo(venue.timeline.now() + random.nextInt(400));
                String what = command(venue, random, seed + "-" + i);
                assertThat(venue.exchange.imbalance())
                        .as("seed %d, command %d: %s", seed, i, what)
                        .isEmpty();
                for (Market market : venue.exchange.markets()) {
                    if (market.bids().size() > 0 && market.asks().size() > 0) {
                        assertThat(market.bids().price(0))
                                .as("seed %d, command %d: %s", seed, i, what)
                                .isLessThan(market.asks().price(0));
                    }
                }
            }
            fills += venue.alice.history().executions(Category.LINEAR).size();
            fills += venue.alice.history().executions(Category.SPOT).size();
            fills += venue.alice.history().executions(Category.INVERSE).size();
            checkQueries(venue, venue.aliceKey, seed);
            checkQueries(venue, venue.bobKey, seed);
        }
        assertThat(fills).as("the clients did trade").isGreaterThan(5L * SEEDS);
    }

    private static String command(TestVenue venue, Random random, String id) {
        ApiKey key = random.nextBoolean() ? venue.aliceKey : venue.bobKey;
        String[] market = SYMBOLS.get(random.nextInt(SYMBOLS.size())).split(" ", -1);
        String head = "{\"category\":\"" + market[0] + "\",\"symbol\":\"" + market[1] + "\",";
        List<Order> open = key.account().openOrders();
        Order some = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
        int dice = random.nextInt(12);
        if (some != null && dice < 3) {
            String named = "{\"category\":\"" + some.market().category().text() + "\",\"symbol\":\""
                    + some.market().symbol() + "\",\"orderId\":\"" + some.id() + "\"";
            return dice == 0
                    ? order(venue, key, "cancel", named + "}", id, random)
                    : order(
                            venue,
                            key,
                            "amend",
                            named + ",\"price\":\"" + price(some.market(), random) + "\",\"qty\":\""
                                    + qty(some.market(), random) + "\"}",
                            id,
                            random);
        }
        return switch (dice) {
            case 3 ->
                random.nextInt(5) == 0
                        ? post(venue, key, "/v5/order/cancel-all", head.substring(0, head.length() - 1) + "}")
                        : post(venue, key, "/v5/position/set-leverage", head + leverage(random));
            case 4 ->
                post(
                        venue,
                        key,
                        "/v5/position/trading-stop",
                        head + "\"tpslMode\":\"Full\",\"positionIdx\":0,\"takeProfit\":\""
                                + price(find(venue, market), random) + "\"}");
            case 5 -> moved(venue, find(venue, market), random);
            default -> order(venue, key, "create", head + create(find(venue, market), random), id, random);
        };
    }

    private static String leverage(Random random) {
        int times = 1 + random.nextInt(100);
        return "\"buyLeverage\":\"" + times + "\",\"sellLeverage\":\"" + times + "\"}";
    }

    private static String create(Market market, Random random) {
        boolean spot = market.category() == Category.SPOT;
        String body =
                "\"side\":\"" + (random.nextBoolean() ? "Buy" : "Sell") + "\",\"qty\":\"" + qty(market, random) + "\"";
        body += switch (random.nextInt(6)) {
            case 0 -> ",\"orderType\":\"Market\"" + (spot ? ",\"marketUnit\":\"baseCoin\"" : "");
            case 1 -> ",\"orderType\":\"Limit\",\"timeInForce\":\"IOC\",\"price\":\"" + price(market, random) + "\"";
            case 2 -> ",\"orderType\":\"Limit\",\"timeInForce\":\"FOK\",\"price\":\"" + price(market, random) + "\"";
            case 3 ->
                ",\"orderType\":\"Limit\",\"smpType\":\"CancelMaker\",\"price\":\"" + price(market, random) + "\"";
            default -> ",\"orderType\":\"Limit\",\"price\":\"" + price(market, random) + "\"";
        };
        if (!spot && random.nextInt(6) == 0) {
            body += ",\"reduceOnly\":true";
        } else if (!spot && random.nextInt(6) == 0) {
            body += ",\"triggerDirection\":" + (1 + random.nextInt(2)) + ",\"triggerPrice\":\"" + price(market, random)
                    + "\"";
        }
        return body + "}";
    }

    private static String order(TestVenue venue, ApiKey key, String op, String body, String id, Random random) {
        if (random.nextBoolean()) {
            return post(venue, key, "/v5/order/" + op, body);
        }
        String reply = venue.trade(key, id, "order." + op, body);
        assertThat(TestVenue.code(reply)).as(body).isNotNegative();
        return body;
    }

    private static String post(TestVenue venue, ApiKey key, String path, String body) {
        assertThat(TestVenue.code(venue.post(key, path, body))).as(body).isNotNegative();
        return path + " " + body;
    }

    private static String moved(TestVenue venue, Market market, Random random) {
        long mark = market.markPrice();
        long next = Math.max(1, mark + Math.round(mark * (random.nextDouble() - 0.5) * 0.02));
        venue.exchange.price(market, next, next);
        return "mark of " + market + " " + next;
    }

    private static Market find(TestVenue venue, String[] market) {
        return venue.market(Category.parse(market[0]).orElseThrow(), market[1]);
    }

    private static String price(Market market, Random random) {
        long mark = market.markPrice();
        return market.instrument().price(mark + Math.round(mark * (random.nextDouble() - 0.5) * 0.004));
    }

    private static String qty(Market market, Random random) {
        long steps = market.category() == Category.INVERSE ? 1_000 : market.category() == Category.SPOT ? 10_000 : 10;
        return market.instrument().size(steps * (1 + random.nextInt(20)));
    }

    /** The queries tell what the exchange holds. */
    private static void checkQueries(TestVenue venue, ApiKey key, int seed) {
        venue.rest();
        Account account = key.account();
        for (String category : List.of("linear&settleCoin=USDT", "linear&settleCoin=USDC", "inverse", "spot")) {
            Json result = TestVenue.json(venue.get(key, "/v5/order/realtime", "limit=50&category=" + category)
                            .body())
                    .get("result");
            for (Json row : result.get("list").items()) {
                Order order = account.openOrder(row.get("orderId").text());
                assertThat(order).as("seed %d", seed).isNotNull();
                assertThat(row.get("orderStatus").text())
                        .isEqualTo(order.status().text());
            }
        }
        for (Position position : account.positions()) {
            Market market = position.market();
            Json row = TestVenue.json(venue.get(
                                    key,
                                    "/v5/position/list",
                                    "category=" + market.category().text() + "&symbol=" + market.symbol())
                            .body())
                    .get("result")
                    .get("list")
                    .items()
                    .get(0);
            assertThat(row.get("size").text())
                    .as("seed %d", seed)
                    .isEqualTo(market.instrument().size(Math.abs(position.size())));
        }
        assertThat(TestVenue.code(venue.get(key, "/v5/account/wallet-balance", "accountType=UNIFIED")))
                .isZero();
    }
}
