package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.config.BybitApiConfig;
import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.account.AccountType;
import com.bybit.api.client.domain.account.request.AccountDataRequest;
import com.bybit.api.client.domain.market.request.MarketDataRequest;
import com.bybit.api.client.domain.position.request.PositionDataRequest;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.TimeInForce;
import com.bybit.api.client.domain.trade.request.TradeOrderRequest;
import com.bybit.api.client.domain.websocket_message.private_channel.ExecutionData;
import com.bybit.api.client.domain.websocket_message.private_channel.OrderData;
import com.bybit.api.client.domain.websocket_message.private_channel.PositionData;
import com.bybit.api.client.domain.websocket_message.private_channel.WalletData;
import com.bybit.api.client.restApi.BybitApiTradeRestClient;
import com.bybit.api.client.security.HmacSHA256Signer;
import com.bybit.api.client.service.BybitApiClientFactory;
import com.bybit.api.client.websocket.impl.WebSocketApiClientImpl;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Private streams, orders and the trade socket through the venue's own Java SDK. */
@Timeout(60)
class OfficialSdkOrderTest {
    private static final List<String> ALL = List.of("order", "execution", "position", "wallet");

    private final Venue venue = Venues.open();
    private final BybitApiClientFactory clients = clients(venue.secret());
    private final BybitApiTradeRestClient trade = clients.newTradeRestClient();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void itSignsInAndSubscribesThePrivateTopics() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), ALL)) {
            JsonNode auth = Frames.parse(sdk.reply("auth"));
            JsonNode ack = Frames.parse(sdk.reply("subscribe"));
            JsonNode pong = Frames.parse(sdk.reply("pong"));

            assertThat(auth.get("success").asBoolean()).isTrue();
            assertThat(auth.has("retCode")).as("of the trade socket only").isFalse();
            assertThat(ack.get("success").asBoolean()).isTrue();
            assertThat(pong.get("op").asText()).isEqualTo("pong");
        }
    }

    @Test
    void aWrongSecretIsRefusedOnTheStreamAndByRest() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, "wrong", ALL)) {
            assertThat(Frames.parse(sdk.reply("auth")).get("success").asBoolean())
                    .isFalse();
        }

        JsonNode answer = Frames.JSON.valueToTree(
                clients("wrong").newTradeRestClient().getOpenOrders(order("any").build()));

        assertThat(answer.get("retCode").asInt()).isEqualTo(10004);
    }

    @Test
    void anOrderIsPlacedAmendedAndCancelledAndThePushesTellIt() throws Exception {
        String price = farBelow();
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), List.of("order.linear"))) {
            sdk.reply("subscribe");

            JsonNode placed = result(trade.createOrder(order("sdk-1")
                    .side(Side.BUY)
                    .orderType(TradeOrderType.LIMIT)
                    .timeInForce(TimeInForce.GTC)
                    .qty("0.002")
                    .price(price)
                    .build()));
            OrderData fresh = sdk.push("order.linear", "orderStatus", "New", OrderData.class);
            assertThat(openOrders("sdk-1").get(0).get("price").asText()).satisfies(sameNumber(price));
            JsonNode amended =
                    result(trade.amendOrder(order("sdk-1").qty("0.003").build()));
            OrderData larger = sdk.push("order.linear", "qty", "0.003", OrderData.class);
            JsonNode cancelled = result(trade.cancelOrder(order("sdk-1").build()));
            OrderData gone = sdk.push("order.linear", "orderStatus", "Cancelled", OrderData.class);

            assertThat(List.of(placed, amended, cancelled))
                    .allSatisfy(
                            ids -> assertThat(ids.get("orderLinkId").asText()).isEqualTo("sdk-1"))
                    .allSatisfy(ids -> assertThat(ids.get("orderId").asText()).isEqualTo(fresh.getOrderId()));
            assertThat(List.of(fresh, larger, gone))
                    .extracting(OrderData::getOrderLinkId)
                    .containsOnly("sdk-1");
            assertThat(fresh.getPrice()).satisfies(sameNumber(price));
            assertThat(fresh.getQty()).isEqualTo("0.002");
            assertThat(gone.getCancelType()).isEqualTo("CancelByUser");
            assertThat(gone.getRejectReason()).as("of a cancel, no rejection").isEqualTo("EC_PerCancelRequest");
        }
    }

    @Test
    void aFillReachesItAsOrderExecutionPositionAndWallet() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), ALL)) {
            sdk.reply("subscribe");

            String orderId =
                    result(trade.createOrder(marketBuy("sdk-2"))).get("orderId").asText();

            OrderData filled = sdk.push("order", "orderStatus", "Filled", OrderData.class);
            assertThat(filled.getOrderId()).isEqualTo(orderId);
            assertThat(filled.getCumExecQty()).satisfies(sameNumber("0.002"));
        }
        assertThat(positionSize()).isEqualByComparingTo("0.002");
        assertThat(executions("sdk-2")).isNotEmpty();
        assertThat(equity()).isPositive();
    }

    @Test
    void executionsArePushedToItWithFeeAndMakerFlag() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), List.of("execution"))) {
            sdk.reply("subscribe");

            result(trade.createOrder(marketBuy("sdk-3")));

            ExecutionData fill = sdk.push("execution", "orderLinkId", "sdk-3", ExecutionData.class);
            assertThat(fill.getExecType()).isEqualTo("Trade");
            assertThat(fill.getIsMaker()).isFalse();
            assertThat(new BigDecimal(fill.getExecFee())).isPositive();
        }
    }

    @Test
    void positionsArePushedToIt() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), List.of("position.linear"))) {
            sdk.reply("subscribe");

            result(trade.createOrder(marketBuy("sdk-4")));

            PositionData position = sdk.push("position.linear", "side", "Buy", PositionData.class);
            assertThat(position.getSize()).satisfies(sameNumber("0.002"));
            assertThat(new BigDecimal(position.getEntryPrice())).isPositive();
            assertThat(position.getIsReduceOnly()).isFalse();
        }
    }

    @Test
    void theWalletIsPushedToIt() throws Exception {
        try (OfficialSdk sdk = new OfficialSdk(venue, venue.secret(), List.of("wallet"))) {
            sdk.reply("subscribe");

            result(trade.createOrder(marketBuy("sdk-5")));

            WalletData wallet = sdk.push("wallet", "accountType", "UNIFIED", WalletData.class);
            assertThat(wallet.getCoin()).extracting(coin -> coin.getCoin()).contains("USDT");
            assertThat(new BigDecimal(wallet.getTotalEquity())).isPositive();
        }
    }

    @Test
    void cancellingWhatIsGoneIsAnErrorInA200() {
        JsonNode answer =
                Frames.JSON.valueToTree(trade.cancelOrder(order("never-was").build()));

        assertThat(answer.get("retCode").asInt()).isEqualTo(110001);
    }

    /**
     * {@code {"op":"order.create","headers":{"X-BAPI-TIMESTAMP":"…"},"args":[…]}}: the venue renamed {@code headers} to {@code header} in
     * April 2024, some days after this SDK; the time stamp in it is mandatory. The sign-in before it is accepted.
     */
    @Test
    void overTheTradeSocketItSignsInButItsOrderIsRefusedForAnOldName() throws Exception {
        Map<String, Object> order = new HashMap<>(Map.of(
                "category",
                "linear",
                "symbol",
                "BTCUSDT",
                "side",
                "Buy",
                "orderType",
                "Limit",
                "qty",
                "0.002",
                "price",
                farBelow(),
                "timeInForce",
                "GTC",
                "orderLinkId",
                "sdk-6"));
        try (OfficialSdk sdk = new OfficialSdk(venue, order)) {
            JsonNode auth = Frames.parse(sdk.reply("\"auth\""));
            JsonNode refusal = Frames.parse(sdk.reply("order.create"));

            assertThat(auth.get("retCode").asInt()).isZero();
            assertThat(refusal.get("retCode").asInt()).isNotZero();
            assertThat(openOrders("sdk-6")).isEmpty();
        }
    }

    /**
     * {@code {"op":"session.logon","args":{"apiKey":…,"signature":…}}}: the SDK's other client of the trade socket speaks the protocol of
     * another exchange. The venue has no such op.
     */
    @Test
    void theOtherClientOfTheTradeSocketCannotEvenSignIn() throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        WebSocketApiClientImpl client = new WebSocketApiClientImpl(
                venue.key(), new HmacSHA256Signer(venue.secret()), venue.ws() + BybitApiConfig.V5_TRADE);
        client.connect(replies::add);

        client.auth().logon(new JSONObject());

        JsonNode reply = Frames.parse(replies.poll(20, TimeUnit.SECONDS));
        assertThat(reply.get("op").asText()).isEqualTo("session.logon");
        assertThat(reply.get("retCode").asInt()).isEqualTo(10404);
        // Ends the threads of all clients of this kind, for good.
        client.close();
    }

    private BybitApiClientFactory clients(String secret) {
        return BybitApiClientFactory.newInstance(
                venue.key(), secret, venue.rest().toString());
    }

    private static TradeOrderRequest.TradeOrderRequestBuilder order(String link) {
        return TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId(link);
    }

    private static TradeOrderRequest marketBuy(String link) {
        return order(link)
                .side(Side.BUY)
                .orderType(TradeOrderType.MARKET)
                .qty("0.002")
                .build();
    }

    /** A price that rests: a tenth under the best bid, in whole dollars. */
    private String farBelow() {
        JsonNode book = result(clients.newMarketDataRestClient()
                .getMarketOrderBook(MarketDataRequest.builder()
                        .category(CategoryType.LINEAR)
                        .symbol("BTCUSDT")
                        .limit(1)
                        .build()));
        BigDecimal bid = new BigDecimal(book.get("b").get(0).get(0).asText());
        return Long.toString(bid.multiply(new BigDecimal("0.9")).longValue());
    }

    private JsonNode openOrders(String link) {
        return result(trade.getOpenOrders(order(link).build())).get("list");
    }

    private JsonNode executions(String link) {
        return result(trade.getTradeHistory(order(link).build())).get("list");
    }

    private BigDecimal positionSize() {
        JsonNode row = result(clients.newPositionRestClient()
                        .getPositionInfo(PositionDataRequest.builder()
                                .category(CategoryType.LINEAR)
                                .symbol("BTCUSDT")
                                .build()))
                .get("list")
                .get(0);
        return new BigDecimal(row.get("size").asText());
    }

    private BigDecimal equity() {
        JsonNode row = result(clients.newAccountRestClient()
                        .getWalletBalance(AccountDataRequest.builder()
                                .accountType(AccountType.UNIFIED)
                                .build()))
                .get("list")
                .get(0);
        return new BigDecimal(row.get("totalEquity").asText());
    }

    /** The SDK gives every answer as maps, the code inside: 0, or the test has failed. */
    private static JsonNode result(Object answer) {
        JsonNode envelope = Frames.JSON.valueToTree(answer);
        assertThat(envelope.get("retCode").asInt()).as(envelope.toString()).isZero();
        return envelope.get("result");
    }

    private static Consumer<String> sameNumber(String number) {
        return text -> assertThat(new BigDecimal(text)).isEqualByComparingTo(number);
    }
}
