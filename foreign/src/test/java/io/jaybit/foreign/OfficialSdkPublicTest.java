package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bybit.api.client.config.BybitApiConfig;
import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.market.request.MarketDataRequest;
import com.bybit.api.client.domain.websocket_message.public_channel.KlineData;
import com.bybit.api.client.domain.websocket_message.public_channel.PublicOrderBookData;
import com.bybit.api.client.domain.websocket_message.public_channel.TradeData;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketKlineMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketLiquidationMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketTickerMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketTradeMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebsocketOrderbookMessage;
import com.bybit.api.client.restApi.BybitApiMarketRestClient;
import com.bybit.api.client.service.BybitApiClientFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.InventedMarket;
import io.jaybit.simulator.wire.StreamPath;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The public streams through the venue's own Java SDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OfficialSdkPublicTest {
    private final FrameTape tape = Frames.invented();
    private final FrameServer server = Frames.serve(tape);

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void itsSubscriptionIsAckedByItsIdAndItsPingAnswered() throws Exception {
        try (OfficialSdk sdk = linear("publicTrade.BTCUSDT")) {
            JsonNode ack = Frames.parse(sdk.reply("subscribe"));
            JsonNode pong = Frames.parse(sdk.reply("pong"));

            assertThat(ack.get("success").asBoolean()).isTrue();
            assertThat(ack.get("req_id").asText()).as("its own, a UUID").hasSize(36);
            assertThat(pong.get("op").asText()).isEqualTo("ping");
        }
    }

    @Test
    void everyFrameOfEveryTopicReachesItAsRecordedAndInOrder() throws Exception {
        List<String> topics = tape.topics(StreamPath.LINEAR);
        try (OfficialSdk sdk = linear(topics.toArray(String[]::new))) {
            List<String> frames = sdk.next(tape.size());

            assertThat(topics).hasSize(5 * 6);
            assertThat(topics)
                    .allSatisfy(topic -> assertThat(frames)
                            .filteredOn(frame -> frame.startsWith("{\"topic\":\"" + topic + "\""))
                            .isEqualTo(tape.frames(StreamPath.LINEAR, topic)));
        }
    }

    @Test
    void booksHaveTheLevelsUpdateIdsAndSequencesOfTheTape() throws Exception {
        List<JsonNode> recorded = recorded("orderbook.50.BTCUSDT");
        try (OfficialSdk sdk = linear("orderbook.50.BTCUSDT")) {
            List<WebsocketOrderbookMessage> messages = sdk.next(recorded.size(), WebsocketOrderbookMessage.class);

            assertThat(messages).extracting(OfficialSdkPublicTest::text).isEqualTo(texts(recorded, frame -> {
                JsonNode data = frame.get("data");
                return frame.get("topic").asText() + " " + frame.get("type").asText() + " " + frame.get("ts") + " "
                        + data.get("s").asText() + " " + levels(data.get("b")) + levels(data.get("a")) + " "
                        + data.get("u") + " " + data.get("seq");
            }));
        }
    }

    @Test
    void tickersBeginWithAllFieldsAndGoOnWithTheChangedOnes() throws Exception {
        String[] names = {
            "symbol",
            "tickDirection",
            "price24hPcnt",
            "lastPrice",
            "prevPrice24h",
            "highPrice24h",
            "lowPrice24h",
            "markPrice",
            "indexPrice",
            "openInterest",
            "openInterestValue",
            "turnover24h",
            "volume24h",
            "nextFundingTime",
            "fundingRate",
            "bid1Price",
            "bid1Size",
            "ask1Price",
            "ask1Size"
        };
        List<JsonNode> recorded = recorded("tickers.ETHUSDT");
        try (OfficialSdk sdk = linear("tickers.ETHUSDT")) {
            List<WebSocketTickerMessage> messages = sdk.next(recorded.size(), WebSocketTickerMessage.class);

            assertThat(messages)
                    .extracting(message -> text(message, names))
                    .isEqualTo(texts(
                            recorded,
                            frame -> frame.get("type").asText() + " " + frame.get("cs") + " " + frame.get("ts") + " "
                                    + Frames.fields(frame.get("data"), names)));
            assertThat(messages.get(1).getData().getFundingRate())
                    .as("unchanged")
                    .isNull();
        }
    }

    @Test
    void klinesAreThoseOfTheTapeConfirmedOnesIncluded() throws Exception {
        List<JsonNode> recorded = recorded("kline.1.SOLUSDT");
        try (OfficialSdk sdk = linear("kline.1.SOLUSDT")) {
            List<KlineData> candles = sdk.next(recorded.size(), WebSocketKlineMessage.class).stream()
                    .flatMap(message -> message.getData().stream())
                    .toList();

            assertThat(candles)
                    .extracting(OfficialSdkPublicTest::text)
                    .isEqualTo(texts(
                            Frames.rows(recorded),
                            row -> Frames.fields(
                                    row,
                                    "start",
                                    "end",
                                    "interval",
                                    "open",
                                    "close",
                                    "high",
                                    "low",
                                    "volume",
                                    "turnover",
                                    "confirm",
                                    "timestamp")));
            assertThat(candles).extracting(KlineData::getConfirm).contains(true, false);
        }
    }

    @Test
    void tradesHaveTheIdPriceAndSizeOfTheTape() throws Exception {
        List<JsonNode> recorded = recorded("publicTrade.BTCUSDT");
        try (OfficialSdk sdk = linear("publicTrade.BTCUSDT")) {
            List<TradeData> trades = trades(sdk, recorded.size());

            assertThat(trades)
                    .extracting(trade ->
                            "s=" + trade.getS() + " i=" + trade.getI() + " p=" + trade.getP() + " v=" + trade.getV())
                    .isEqualTo(texts(Frames.rows(recorded), row -> Frames.fields(row, "s", "i", "p", "v")));
        }
    }

    /**
     * {@code "S":"Buy"} is the taker's side, {@code T} the time of the match, {@code L} the direction, {@code BT} whether it was a block
     * trade. The SDK names its fields so too, but its getters and setters make no difference between {@code s} and {@code S}, and
     * Jackson takes {@code getT} for a property {@code t}, {@code getBT} for {@code bt}: what is sent under the capitals is lost.
     */
    @Test
    void ofTradesItsClassesLoseSideTimeAndBlockFlag() throws Exception {
        try (OfficialSdk sdk = linear("publicTrade.BTCUSDT")) {
            TradeData trade = trades(sdk, 1).get(0);

            assertThat(recorded("publicTrade.BTCUSDT").get(0).get("data").get(0).fieldNames())
                    .toIterable()
                    .contains("T", "S", "L", "BT");
            assertThat(trade.getT()).isNull();
            assertThat(trade.getL()).isNull();
            assertThat(trade.getBT()).isNull();
            assertThat(Arrays.stream(TradeData.class.getMethods()).map(method -> method.getName()))
                    .filteredOn("getS"::equals)
                    .as("one getter for symbol and side; it gives the symbol")
                    .hasSize(1);
        }
    }

    /**
     * {@code "data":[{"T":…,"s":"BTCUSDT","S":"Buy","v":"0.2","p":"64800.0"}]}: an array, under the topic {@code allLiquidation}. The
     * SDK's class is that of {@code liquidation}, which the venue has withdrawn: one object, with long names.
     */
    @Test
    void itHasNoClassForLiquidationsAsTheyAreSentToday() throws Exception {
        try (OfficialSdk sdk = linear("allLiquidation.BTCUSDT")) {
            String frame = sdk.next(1).get(0);

            assertThat(frame)
                    .isEqualTo(tape.frames(StreamPath.LINEAR, "allLiquidation.BTCUSDT")
                            .get(0));
            assertThatThrownBy(() -> Frames.JSON.readValue(frame, WebSocketLiquidationMessage.class))
                    .isInstanceOf(MismatchedInputException.class);
        }
    }

    @Test
    void aRefusalReachesItAndNothingElse() throws Exception {
        try (OfficialSdk sdk = linear("publicTrade.BTCUSDT", "publicTrade.NOPEUSDT")) {
            JsonNode refusal = Frames.parse(sdk.reply("publicTrade.NOPEUSDT"));

            assertThat(refusal.get("success").asBoolean()).isFalse();
            assertThat(refusal.get("ret_msg").asText()).isEqualTo("error:handler not found,topic:publicTrade.NOPEUSDT");
        }
    }

    /** It gives whatever JSON there is, as maps. */
    @Test
    void itsRestClientReadsTimeTickersAndInstruments() {
        BybitApiMarketRestClient rest =
                BybitApiClientFactory.newInstance(server.restAddress(), false).newMarketDataRestClient();
        MarketDataRequest linear =
                MarketDataRequest.builder().category(CategoryType.LINEAR).build();
        JsonNode ticker = recorded("tickers.BTCUSDT").get(0).get("data");

        JsonNode time = Frames.JSON.valueToTree(rest.getServerTime());
        JsonNode tickers = Frames.JSON.valueToTree(rest.getMarketTickers(linear));
        JsonNode instruments = Frames.JSON.valueToTree(rest.getInstrumentsInfo(linear));

        assertThat(time.at("/result/timeSecond").asLong() * 1000)
                .isEqualTo(time.at("/time").asLong() / 1000 * 1000);
        assertThat(tickers.at("/result/list")).anySatisfy(row -> assertThat(row).isEqualTo(ticker));
        assertThat(instruments.at("/result/list").findValuesAsText("symbol"))
                .containsExactlyInAnyOrderElementsOf(InventedMarket.symbols());
    }

    private OfficialSdk linear(String... topics) {
        return new OfficialSdk(server.webSocketAddress(), BybitApiConfig.V5_PUBLIC_LINEAR, List.of(topics));
    }

    private List<JsonNode> recorded(String topic) {
        return Frames.read(tape, StreamPath.LINEAR, topic);
    }

    private static List<TradeData> trades(OfficialSdk sdk, int frames) throws Exception {
        return sdk.next(frames, WebSocketTradeMessage.class).stream()
                .flatMap(message -> message.getData().stream())
                .toList();
    }

    private static List<String> texts(List<JsonNode> nodes, Function<JsonNode, String> text) {
        return nodes.stream().map(text).toList();
    }

    private static String levels(JsonNode side) {
        return Frames.JSON.convertValue(side, List.class).toString();
    }

    private static String text(WebsocketOrderbookMessage message) {
        PublicOrderBookData data = message.getData();
        return message.getTopic() + " " + message.getType() + " " + message.getTs() + " " + data.getS() + " "
                + data.getB() + data.getA() + " " + data.getU() + " " + data.getSeq();
    }

    /** The SDK's object written out again: fields that it has not got are null. */
    private static String text(WebSocketTickerMessage message, String... names) {
        JsonNode data = Frames.JSON.valueToTree(message.getData());
        String fields = String.join(
                " ",
                Arrays.stream(names)
                        .map(name -> data.get(name).isNull()
                                ? ""
                                : name + "=" + data.get(name).asText())
                        .toList());
        return message.getType() + " " + message.getCs() + " " + message.getTs() + " " + fields;
    }

    private static String text(KlineData candle) {
        return "start=" + candle.getStart() + " end=" + candle.getEnd() + " interval=" + candle.getInterval() + " open="
                + candle.getOpen() + " close=" + candle.getClose() + " high=" + candle.getHigh() + " low="
                + candle.getLow() + " volume=" + candle.getVolume() + " turnover=" + candle.getTurnover() + " confirm="
                + candle.getConfirm() + " timestamp=" + candle.getTimestamp();
    }
}
