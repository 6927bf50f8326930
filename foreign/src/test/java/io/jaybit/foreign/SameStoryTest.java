package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.account.AccountType;
import com.bybit.api.client.domain.account.request.AccountDataRequest;
import com.bybit.api.client.domain.market.request.MarketDataRequest;
import com.bybit.api.client.domain.position.request.PositionDataRequest;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.TimeInForce;
import com.bybit.api.client.domain.trade.request.TradeOrderRequest;
import com.bybit.api.client.restApi.BybitApiTradeRestClient;
import com.bybit.api.client.service.BybitApiClientFactory;
import com.fasterxml.jackson.databind.JsonNode;
import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.client.Account;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.Transition;
import io.jaybit.positions.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The venue's own SDK and our client on one account of one exchange: orders of both, told to both, by streams and by requests, are the same
 * story.
 */
@Timeout(120)
class SameStoryTest {
    private static final Symbol LINEAR = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "BTCUSDT");
    private static final List<String> ALL = List.of("order", "execution", "position", "wallet");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Venue venue = Venues.open();
    private final BybitApiClientFactory clients = BybitApiClientFactory.newInstance(
            venue.key(), venue.secret(), venue.rest().toString());
    private final BybitApiTradeRestClient trade = clients.newTradeRestClient();

    /** What the SDK's private streams brought, as it came. */
    private final List<JsonNode> pushes = new ArrayList<>();

    @Test
    void ordersFillsPositionAndBalancesAreTheSameToBoth() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), ALL);
                Bybit bybit = Bybit.builder()
                        .exchange(Exchange.at(venue.ws().toString()))
                        .credentials(Credentials.of(venue.key(), venue.secret()))
                        .build();
                Account account = bybit.account(AccountSettings.usual())) {
            sdk.reply("subscribe");
            await(() -> account.status() == AccountStatus.IN_SYNC && account.isReadyForCommands(), account::reason);

            String far = priced("0.9");
            String farther = priced("0.89");
            // Theirs, changed by both, taken back by us.
            place("sdk-1", far, "0.002", TimeInForce.GTC);
            await(account, "sdk-1", "New");
            result(trade.amendOrder(order("sdk-1").qty("0.003").build()));
            taken(account.amend(new Amendment(byLink("sdk-1"), null, Decimal.parse(farther), null, null, null)));
            taken(account.cancel(byLink("sdk-1")));
            // Ours, changed and taken back by them.
            taken(account.place(NewOrder.limit(LINEAR, OrderSide.BUY, Decimal.parse("0.002"), Decimal.parse(far))
                    .linkId("ours-1")
                    .build()));
            result(trade.amendOrder(order("ours-1").price(farther).build()));
            result(trade.cancelOrder(order("ours-1").build()));
            // Fills of both, through a position that turns round.
            taken(account.place(NewOrder.market(LINEAR, OrderSide.BUY, Decimal.parse("0.006"))
                    .linkId("ours-2")
                    .build()));
            result(trade.createOrder(market("sdk-2", Side.SELL, "0.01")));
            taken(account.place(NewOrder.market(LINEAR, OrderSide.BUY, Decimal.parse("0.001"))
                    .linkId("ours-3")
                    .reduceOnly()
                    .build()));
            // What the venue cancels by itself.
            place("sdk-3", priced("1.01"), "0.002", TimeInForce.POST_ONLY);
            taken(account.place(NewOrder.limit(LINEAR, OrderSide.BUY, Decimal.parse("0.002"), Decimal.parse(far))
                    .timeInForce(io.jaybit.account.TimeInForce.IOC)
                    .linkId("ours-4")
                    .build()));
            // Conditional: one that is taken back and one that stays.
            taken(account.place(conditional("ours-5", far)));
            taken(account.place(conditional("ours-6", farther)));
            result(trade.cancelOrder(order("ours-5").build()));
            // On spot.
            result(trade.createOrder(TradeOrderRequest.builder()
                    .category(CategoryType.SPOT)
                    .symbol("BTCUSDT")
                    .orderLinkId("sdk-4")
                    .side(Side.BUY)
                    .orderType(TradeOrderType.MARKET)
                    .qty("200")
                    .build()));
            taken(account.place(NewOrder.market(SPOT, OrderSide.SELL, Decimal.parse("0.001"))
                    .linkId("ours-7")
                    .build()));
            taken(account.place(NewOrder.limit(SPOT, OrderSide.BUY, Decimal.parse("0.001"), Decimal.parse(far))
                    .linkId("ours-8")
                    .build()));

            same("orders", this::orders, () -> orders(account));
            same("fills", this::fills, () -> fills(account));
            same("positions", this::positions, () -> positions(account));
            same("balances", this::balances, () -> balances(account));
            assertThat(orders()).hasSize(12);
            assertThat(fills()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(positions()).isNotEmpty();
            assertThat(account.unsettledOrders()).isEmpty();

            same("the course of each order", () -> courses(sdk), () -> courses(account));
            same("fills by stream", () -> streamed(sdk), () -> fills(account));
        }
    }

    /** Either side may be a moment behind the other. */
    private static void same(String what, Supplier<Map<String, String>> theirs, Supplier<Map<String, String>> ours) {
        long deadline = System.nanoTime() + PATIENCE_NANOS / 6;
        while (!theirs.get().equals(ours.get()) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(ours.get()).as(what).containsExactlyInAnyOrderEntriesOf(theirs.get());
    }

    private Map<String, String> orders() {
        Map<String, String> told = new TreeMap<>();
        for (CategoryType category : List.of(CategoryType.LINEAR, CategoryType.SPOT)) {
            TradeOrderRequest asked = TradeOrderRequest.builder()
                    .category(category)
                    .symbol("BTCUSDT")
                    .build();
            for (Object answer : List.of(trade.getOpenOrders(asked), trade.getOrderHistory(asked))) {
                for (JsonNode row : result(answer).get("list")) {
                    told.put(
                            row.get("orderId").asText(),
                            row.get("orderLinkId").asText() + ' '
                                    + row.get("side").asText() + ' '
                                    + row.get("orderStatus").asText() + " filled "
                                    + plain(row.get("cumExecQty").asText()) + " at "
                                    + rounded(row.get("avgPrice").asText()));
                }
            }
        }
        return told;
    }

    private static Map<String, String> orders(Account account) {
        Map<String, String> told = new TreeMap<>();
        for (OrderRecord order : account.orders()) {
            var average = order.averagePrice();
            told.put(
                    order.ref().orderId(),
                    order.ref().orderLinkId() + ' ' + (order.side() == OrderSide.BUY ? "Buy" : "Sell") + ' '
                            + order.state().text() + " filled "
                            + plain(order.filled().toPlainString()) + " at "
                            + (average == null ? "" : rounded(average.round(12).toString())));
        }
        return told;
    }

    private Map<String, String> fills() {
        Map<String, String> told = new TreeMap<>();
        for (CategoryType category : List.of(CategoryType.LINEAR, CategoryType.SPOT)) {
            TradeOrderRequest asked = TradeOrderRequest.builder()
                    .category(category)
                    .symbol("BTCUSDT")
                    .build();
            for (JsonNode row : result(trade.getTradeHistory(asked)).get("list")) {
                told.put(row.get("execId").asText(), fill(row));
            }
        }
        return told;
    }

    private static String fill(JsonNode row) {
        return row.get("orderId").asText() + ' ' + row.get("side").asText() + ' '
                + plain(row.get("execQty").asText()) + " at "
                + plain(row.get("execPrice").asText()) + " fee "
                + plain(row.get("execFee").asText());
    }

    private static Map<String, String> fills(Account account) {
        Map<String, String> told = new TreeMap<>();
        for (OrderRecord order : account.orders()) {
            for (OrderFill fill : account.fills(order.ref())) {
                BigDecimal fee = fill.fees() == null
                        ? BigDecimal.ZERO
                        : fill.fees().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                told.put(
                        fill.execId(),
                        order.ref().orderId() + ' ' + (fill.side() == OrderSide.BUY ? "Buy" : "Sell") + ' '
                                + plain(fill.qty().toString()) + " at "
                                + plain(fill.price().toString()) + " fee " + plain(fee.toPlainString()));
            }
        }
        return told;
    }

    private Map<String, String> streamed(OfficialSdk sdk) {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode row : rows(sdk, "execution")) {
            told.put(row.get("execId").asText(), fill(row));
        }
        return told;
    }

    private List<JsonNode> rows(OfficialSdk sdk, String topic) {
        sdk.all().forEach(text -> pushes.add(Frames.parse(text)));
        List<JsonNode> rows = new ArrayList<>();
        pushes.stream()
                .filter(push -> push.get("topic").asText().equals(topic))
                .forEach(push -> push.get("data").forEach(rows::add));
        return rows;
    }

    /** Which states each order went through, as the SDK's stream told. */
    private Map<String, String> courses(OfficialSdk sdk) {
        Map<String, List<String>> courses = new LinkedHashMap<>();
        for (JsonNode row : rows(sdk, "order")) {
            step(courses, row.get("orderId").asText(), row.get("orderStatus").asText());
        }
        return joined(courses);
    }

    private static Map<String, String> courses(Account account) {
        Map<String, List<String>> courses = new LinkedHashMap<>();
        for (OrderRecord order : account.orders()) {
            for (Transition transition : order.transitions()) {
                // Those in small letters are our own.
                if (Character.isUpperCase(transition.to().text().charAt(0))) {
                    step(courses, order.ref().orderId(), transition.to().text());
                }
            }
        }
        return joined(courses);
    }

    private static void step(Map<String, List<String>> courses, String order, String state) {
        List<String> course = courses.computeIfAbsent(order, absent -> new ArrayList<>());
        if (course.isEmpty() || !course.get(course.size() - 1).equals(state)) {
            course.add(state);
        }
    }

    private static Map<String, String> joined(Map<String, List<String>> courses) {
        Map<String, String> told = new TreeMap<>();
        courses.forEach((order, course) -> told.put(order, String.join(" > ", course)));
        return told;
    }

    private Map<String, String> positions() {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode row : result(clients.newPositionRestClient()
                        .getPositionInfo(PositionDataRequest.builder()
                                .category(CategoryType.LINEAR)
                                .symbol("BTCUSDT")
                                .build()))
                .get("list")) {
            BigDecimal size = new BigDecimal(row.get("size").asText());
            boolean sells = row.get("side").asText().equals("Sell");
            told.put(
                    row.get("symbol").asText() + ' ' + row.get("positionIdx").asText(),
                    plain((sells ? size.negate() : size).toPlainString()) + " from "
                            + rounded(row.get("avgPrice").asText()));
        }
        return told;
    }

    private static Map<String, String> positions(Account account) {
        Map<String, String> told = new TreeMap<>();
        for (Position position : account.positions()) {
            BigDecimal entry = position.entryPrice();
            told.put(
                    position.symbol().name() + ' ' + position.positionIdx(),
                    plain(position.net().toPlainString()) + " from "
                            + (entry == null ? "" : rounded(entry.toPlainString())));
        }
        return told;
    }

    private Map<String, String> balances() {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode coin : result(clients.newAccountRestClient()
                        .getWalletBalance(AccountDataRequest.builder()
                                .accountType(AccountType.UNIFIED)
                                .build()))
                .get("list")
                .get(0)
                .get("coin")) {
            told.put(coin.get("coin").asText(), plain(coin.get("walletBalance").asText()));
        }
        return told;
    }

    private static Map<String, String> balances(Account account) {
        Map<String, String> told = new TreeMap<>();
        account.wallets()
                .forEach(wallet -> wallet.coins().forEach((coin, balance) -> {
                    BigDecimal amount = balance.balance().walletBalance();
                    told.put(coin, plain(amount == null ? "0" : amount.toPlainString()));
                }));
        return told;
    }

    private void place(String link, String price, String qty, TimeInForce time) {
        result(trade.createOrder(order(link)
                .side(Side.BUY)
                .orderType(TradeOrderType.LIMIT)
                .timeInForce(time)
                .qty(qty)
                .price(price)
                .build()));
    }

    private static NewOrder conditional(String link, String price) {
        return NewOrder.limit(LINEAR, OrderSide.BUY, Decimal.parse("0.002"), Decimal.parse(price))
                .trigger(new NewOrder.Trigger(Decimal.parse(price), 2, TriggerBy.LAST_PRICE, ""))
                .linkId(link)
                .build();
    }

    private static TradeOrderRequest market(String link, Side side, String qty) {
        return order(link).side(side).orderType(TradeOrderType.MARKET).qty(qty).build();
    }

    private static TradeOrderRequest.TradeOrderRequestBuilder order(String link) {
        return TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId(link);
    }

    private static OrderRef byLink(String link) {
        return OrderRef.byLinkId(LINEAR, link);
    }

    /** A multiple of the best bid, in whole dollars. */
    private String priced(String times) {
        JsonNode book = result(clients.newMarketDataRestClient()
                .getMarketOrderBook(MarketDataRequest.builder()
                        .category(CategoryType.LINEAR)
                        .symbol("BTCUSDT")
                        .limit(1)
                        .build()));
        BigDecimal bid = new BigDecimal(book.get("b").get(0).get(0).asText());
        return Long.toString(bid.multiply(new BigDecimal(times)).longValue());
    }

    private static void await(Account account, String link, String state) {
        await(
                () -> account.order(byLink(link))
                        .map(order -> order.state().text().equals(state))
                        .orElse(false),
                () -> link + " is not " + state + ": " + account.orders());
    }

    private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void taken(CompletableFuture<Outcome> outcome) throws Exception {
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    }

    private static JsonNode result(Object answer) {
        JsonNode envelope = Frames.JSON.valueToTree(answer);
        assertThat(envelope.get("retCode").asInt()).as(envelope.toString()).isZero();
        return envelope.get("result");
    }

    private static String plain(String number) {
        return number.isEmpty()
                ? "0"
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Averages are quotients, which each rounds in its own way. */
    private static String rounded(String number) {
        if (number.isEmpty()) {
            return "";
        }
        BigDecimal exact = new BigDecimal(number);
        return exact.signum() == 0
                ? ""
                : exact.round(new MathContext(9, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
