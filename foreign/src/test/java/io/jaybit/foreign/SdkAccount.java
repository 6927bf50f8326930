package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.TriggerBy;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An account through the venue's own SDK: its private streams as they come, and what its requests are answered. It keeps nothing but the raw
 * messages. Confined to one thread.
 */
final class SdkAccount implements AutoCloseable {
    private static final String SYMBOL = "BTCUSDT";
    private static final List<String> TOPICS = List.of("order", "execution", "position", "wallet");
    private static final List<CategoryType> CATEGORIES = List.of(CategoryType.LINEAR, CategoryType.SPOT);

    private static final int TOO_OFTEN = 10006;

    private final BybitApiClientFactory clients;
    private final BybitApiTradeRestClient trade;
    private final OfficialSdk streams;
    private final List<JsonNode> pushes = new ArrayList<>();
    /** The stream tells only of coins that change. */
    private final Iterable<JsonNode> coinsAtFirst;

    SdkAccount(Venue venue) throws InterruptedException {
        clients = BybitApiClientFactory.newInstance(
                venue.key(), venue.secret(), venue.rest().toString());
        trade = clients.newTradeRestClient();
        streams = new OfficialSdk(venue, venue.secret(), TOPICS);
        streams.reply("subscribe");
        coinsAtFirst = coins();
    }

    /** @param link the venue wants another one on spot than on linear: see {@link #link} */
    static TradeOrderRequest.TradeOrderRequestBuilder order(CategoryType category, String link) {
        return asking(category).orderLinkId(link(link, category.getCategoryTypeId()));
    }

    /** {@code sdk-stays-spot}: an id that was used in one category is used up in the others. */
    static String link(String link, String category) {
        return link + '-' + category;
    }

    static TradeOrderRequest.TradeOrderRequestBuilder limit(
            CategoryType category, String link, Side side, String qty, String price) {
        return order(category, link)
                .side(side)
                .orderType(TradeOrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .qty(qty)
                .price(price);
    }

    static TradeOrderRequest.TradeOrderRequestBuilder market(
            CategoryType category, String link, Side side, String qty) {
        return order(category, link).side(side).orderType(TradeOrderType.MARKET).qty(qty);
    }

    /** Makes an order conditional on the last price. */
    static TradeOrderRequest.TradeOrderRequestBuilder waiting(
            TradeOrderRequest.TradeOrderRequestBuilder order, int direction, String trigger) {
        return order.triggerDirection(direction).triggerPrice(trigger).triggerBy(TriggerBy.LAST_PRICE);
    }

    void place(TradeOrderRequest.TradeOrderRequestBuilder order) {
        result(trade.createOrder(order.build()));
    }

    void amend(TradeOrderRequest.TradeOrderRequestBuilder order) {
        result(trade.amendOrder(order.build()));
    }

    void cancel(CategoryType category, String link) {
        result(trade.cancelOrder(order(category, link).build()));
    }

    Depth book(CategoryType category) {
        return Depth.of(answer(() -> clients.newMarketDataRestClient()
                .getMarketOrderBook(MarketDataRequest.builder()
                        .category(category)
                        .symbol(SYMBOL)
                        .limit(200)
                        .build())));
    }

    /** As the private streams told it. */
    Story streamed() {
        Story story = new Story("the SDK's streams");
        Map<String, JsonNode> orders = new LinkedHashMap<>();
        Map<String, List<String>> courses = new LinkedHashMap<>();
        for (JsonNode row : rows("order")) {
            String id = text(row, "orderId");
            orders.put(id, row);
            step(courses.computeIfAbsent(id, absent -> new ArrayList<>()), text(row, "orderStatus"));
        }
        orders.values().forEach(row -> order(story, row));
        courses.forEach(story::course);
        rows("execution").forEach(row -> fill(story, row));
        Map<String, JsonNode> positions = new LinkedHashMap<>();
        rows("position").forEach(row -> positions.put(text(row, "symbol") + text(row, "positionIdx"), row));
        positions.values().forEach(row -> position(story, row, "entryPrice"));
        Map<String, JsonNode> coins = new LinkedHashMap<>();
        coinsAtFirst.forEach(coin -> coins.put(text(coin, "coin"), coin));
        rows("wallet").forEach(row -> row.get("coin").forEach(coin -> coins.put(text(coin, "coin"), coin)));
        coins.values().forEach(coin -> balance(story, coin));
        return story;
    }

    /** All that was told of a topic, in its order. */
    private List<JsonNode> rows(String topic) {
        streams.all().forEach(push -> pushes.add(Frames.parse(push)));
        return Frames.rows(pushes.stream()
                .filter(push -> text(push, "topic").equals(topic))
                .toList());
    }

    /** Adds a state that is not a repeat of the last. */
    static void step(List<String> course, String state) {
        if (course.isEmpty() || !course.get(course.size() - 1).equals(state)) {
            course.add(state);
        }
    }

    /** As requests are answered: with the closed orders out of the history, and with those that the realtime query still has. */
    List<Story> asked() {
        Story past = new Story("the SDK's requests");
        Story late = new Story("the SDK's requests of realtime orders");
        for (CategoryType category : CATEGORIES) {
            pages(trade::getOpenOrders, asking(category).openOnly(0).limit(50)).forEach(row -> {
                order(past, row);
                order(late, row);
            });
            pages(trade::getOrderHistory, asking(category).limit(50)).forEach(row -> order(past, row));
            pages(trade::getOpenOrders, asking(category).openOnly(1).limit(50)).forEach(row -> order(late, row));
            pages(trade::getTradeHistory, asking(category).limit(100)).forEach(row -> {
                fill(past, row);
                fill(late, row);
            });
        }
        answer(() -> clients.newPositionRestClient()
                        .getPositionInfo(PositionDataRequest.builder()
                                .category(CategoryType.LINEAR)
                                .symbol(SYMBOL)
                                .build()))
                .get("list")
                .forEach(row -> {
                    position(past, row, "avgPrice");
                    position(late, row, "avgPrice");
                });
        coins().forEach(coin -> {
            balance(past, coin);
            balance(late, coin);
        });
        return List.of(past, late);
    }

    private static TradeOrderRequest.TradeOrderRequestBuilder asking(CategoryType category) {
        return TradeOrderRequest.builder().category(category).symbol(SYMBOL);
    }

    private static List<JsonNode> pages(
            Function<TradeOrderRequest, Object> question, TradeOrderRequest.TradeOrderRequestBuilder asked) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            TradeOrderRequest next = (cursor.isEmpty() ? asked : asked.cursor(cursor)).build();
            JsonNode page = answer(() -> question.apply(next));
            page.get("list").forEach(rows::add);
            cursor = text(page, "nextPageCursor");
        } while (!cursor.isEmpty());
        return rows;
    }

    private JsonNode coins() {
        return answer(() -> clients.newAccountRestClient()
                        .getWalletBalance(AccountDataRequest.builder()
                                .accountType(AccountType.UNIFIED)
                                .build()))
                .get("list")
                .get(0)
                .get("coin");
    }

    private static void order(Story story, JsonNode row) {
        story.order(
                text(row, "orderId"),
                text(row, "orderLinkId"),
                text(row, "side"),
                text(row, "orderStatus"),
                number(row, "qty"),
                number(row, "price"),
                number(row, "cumExecQty"),
                number(row, "avgPrice"));
    }

    /** Of trades only: funding belongs to no order. */
    private static void fill(Story story, JsonNode row) {
        if (text(row, "execType").equals("Trade")) {
            story.fill(
                    text(row, "execId"),
                    text(row, "orderId"),
                    text(row, "side"),
                    number(row, "execQty"),
                    number(row, "execPrice"),
                    number(row, "execFee"),
                    text(row, "feeCurrency"),
                    row.get("isMaker").asBoolean());
        }
    }

    private static void position(Story story, JsonNode row, String entry) {
        BigDecimal size = number(row, "size");
        story.position(
                text(row, "symbol"),
                text(row, "positionIdx"),
                text(row, "side").equals("Sell") ? size.negate() : size,
                number(row, entry));
    }

    private static void balance(Story story, JsonNode coin) {
        story.balance(text(coin, "coin"), number(coin, "walletBalance"), number(coin, "locked"));
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).asText();
    }

    /** Empty is zero. */
    private static BigDecimal number(JsonNode row, String field) {
        String text = text(row, field);
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    /** Of a question, which is asked again while the account has asked too often: our client asks on the same budget. */
    private static JsonNode answer(Supplier<Object> question) {
        JsonNode envelope = Frames.JSON.valueToTree(question.get());
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (envelope.get("retCode").asInt() == TOO_OFTEN && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            envelope = Frames.JSON.valueToTree(question.get());
        }
        return result(envelope);
    }

    private static JsonNode result(Object answer) {
        JsonNode envelope = Frames.JSON.valueToTree(answer);
        assertThat(envelope.get("retCode").asInt()).as(envelope.toString()).isZero();
        return envelope.get("result");
    }

    @Override
    public void close() {
        streams.close();
    }
}
