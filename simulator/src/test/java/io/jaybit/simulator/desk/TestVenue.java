package io.jaybit.simulator.desk;

import io.jaybit.market.Decimal;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An exchange with two funded accounts behind its desks, in virtual time. */
final class TestVenue {
    static final long START = 1_784_900_000_000L;

    final Timeline timeline = new Timeline(START);
    final Exchange exchange = new Exchange(
            timeline,
            new Ids(1),
            List.of(
                    instrument(Category.LINEAR, "BTCUSDT", "LinearPerpetual", "BTC", "USDT", "USDT", "0.10", "0.001"),
                    instrument(Category.LINEAR, "ETHUSDT", "LinearPerpetual", "ETH", "USDT", "USDT", "0.01", "0.01"),
                    instrument(Category.LINEAR, "BTCPERP", "LinearPerpetual", "BTC", "USDC", "USDC", "0.10", "0.001"),
                    instrument(Category.INVERSE, "BTCUSD", "InversePerpetual", "BTC", "USD", "BTC", "0.10", "1"),
                    instrument(Category.SPOT, "BTCUSDT", "", "BTC", "USDT", "USDT", "0.01", "0.000001"),
                    instrument(Category.SPOT, "ATOMUSDT", "", "ATOM", "USDT", "USDT", "0.001", "0.01"),
                    instrument(Category.OPTION, "BTC-25SEP26-90000-C-USDT", "", "BTC", "USDT", "USDT", "5", "0.01")));
    final Account alice = exchange.openAccount("alice");
    final Account bob = exchange.openAccount("bob");
    final ApiKey aliceKey = new ApiKey("demoKey0123456789", alice, "demoSecret9876543210", null);
    final ApiKey bobKey = new ApiKey("bobKey", bob, "bobSecret", null);
    final ApiKeys keys = new ApiKeys();
    final DisconnectProtection protection = new DisconnectProtection(exchange);
    final AccountDesk desk;
    String remote = "127.0.0.1";

    TestVenue() {
        keys.add(aliceKey);
        keys.add(bobKey);
        desk = new AccountDesk(exchange, keys, new IpLimit(), protection, new Ids(2));
        for (Account account : List.of(alice, bob)) {
            exchange.deposit(account, "USDT", new BigDecimal("1000000"));
            exchange.deposit(account, "USDC", new BigDecimal("1000000"));
            exchange.deposit(account, "BTC", new BigDecimal("10"));
        }
        price(Category.LINEAR, "BTCUSDT", "65010");
        price(Category.LINEAR, "ETHUSDT", "1700");
        price(Category.LINEAR, "BTCPERP", "65010");
        price(Category.INVERSE, "BTCUSD", "65010");
        price(Category.SPOT, "BTCUSDT", "65010");
        price(Category.SPOT, "ATOMUSDT", "4");
        price(Category.OPTION, "BTC-25SEP26-90000-C-USDT", "900");
    }

    Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }

    void price(Category category, String symbol, String price) {
        Market market = market(category, symbol);
        long ticks = market.instrument().ticks(new BigDecimal(price));
        exchange.price(market, ticks, ticks);
    }

    /** A signed GET; its answer. */
    HttpAnswer get(ApiKey key, String path, String query) {
        return ask(key, "GET", path, query, "");
    }

    /** A signed POST; its answer. */
    HttpAnswer post(ApiKey key, String path, String body) {
        return ask(key, "POST", path, "", body);
    }

    private HttpAnswer ask(ApiKey key, String method, String path, String query, String body) {
        String timestamp = Long.toString(timeline.now());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-bapi-api-key", key.key());
        headers.put("x-bapi-timestamp", timestamp);
        headers.put("x-bapi-recv-window", "5000");
        headers.put("x-bapi-sign", sign(key.secret(), timestamp + key.key() + "5000" + query + body));
        return Objects.requireNonNull(
                desk.answer(new HttpQuestion(method, path, query, parameters(query), headers, body, remote)));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request of the trade socket; the reply. */
    String trade(ApiKey key, String reqId, String op, String args) {
        return desk.trades()
                .answer(key, "cnt5leec0hvan15eukcg-2v", remote, json("""
                        {"reqId":"%s","header":{"X-BAPI-TIMESTAMP":"%d"},"op":"%s","args":[%s]}""".formatted(reqId, timeline.now(), op, args)));
    }

    /** A second later, when every rate limit is fresh. */
    void rest() {
        timeline.advanceTo(timeline.now() + 1_000);
    }

    static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static int code(HttpAnswer answer) {
        return code(answer.body());
    }

    static int code(String reply) {
        return (int) json(reply).get("retCode").whole().orElse(-1);
    }

    private static Instrument instrument(
            Category category,
            String symbol,
            String contractType,
            String base,
            String quote,
            String settle,
            String tick,
            String step) {
        boolean spot = category == Category.SPOT;
        return new Instrument(
                category,
                symbol,
                contractType,
                base,
                quote,
                settle,
                Decimal.parse(tick),
                Decimal.parse(step),
                1,
                10_000_000_000L,
                1_000_000_000,
                new BigDecimal("5"),
                1,
                100_000_000,
                100,
                new BigDecimal("0.005"),
                new BigDecimal(spot ? "0.001" : "0.00055"),
                new BigDecimal(spot ? "0.001" : "0.0002"),
                new BigDecimal("0.05"),
                contractType.endsWith("Perpetual") ? 480 : 0,
                1_585_526_400_000L,
                category == Category.OPTION ? 1_790_294_400_000L : 0);
    }
}
