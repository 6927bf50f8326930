package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.wire.StreamPath;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public paths answer, word by word. */
class PublicRequestsTest {
    private static final String BOOK = "orderbook.50.BTCUSDT";
    private static final String TRADES = "publicTrade.BTCUSDT";

    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "INVERSE"})
    void futuresAckARequestOnceAndThenBeginWithTheSnapshot(StreamPath path) {
        PlainTopic book = plain.topic(path, BOOK, "snapshot");
        PlainTopic trades = plain.topic(path, TRADES, "");
        PlainVenue.Client client = plain.client(path);

        assertThat(client.ask(
                        "{\"req_id\":\"sub-1\",\"op\":\"subscribe\",\"args\":[\"" + BOOK + "\",\"" + TRADES + "\"]}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"ID\",\"req_id\":\"sub-1\",\"op\":\"subscribe\"}",
                        "snapshot");

        book.say("delta");
        trades.say("trade");
        assertThat(client.got()).containsExactly("delta", "trade");
    }

    @Test
    void whereNoIdWasSentFuturesAnswerAnEmptyOne() {
        plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);

        assertThat(client.subscribe(TRADES))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
        assertThat(client.ask("{\"op\":\"ping\"}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"ping\"}");
        assertThat(client.ask("{\"req_id\":\"100001\",\"op\":\"ping\"}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"ID\",\"req_id\":\"100001\",\"op\":\"ping\"}");
        assertThat(client.ask("{\"req_id\":7,\"op\":\"unsubscribe\",\"args\":[\"" + TRADES + "\"]}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"ID\",\"req_id\":\"7\",\"op\":\"unsubscribe\"}");
    }

    @Test
    void oneBadTopicRefusesAWholeRequestOfFutures() {
        PlainTopic good = plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);

        assertThat(client.subscribe(TRADES, "orderbook.500.BTCUSDT", "order"))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"error:handler not found,topic:orderbook.500.BTCUSDT\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
        good.say("trade");
        assertThat(client.got()).isEmpty();
    }

    @Test
    void askingTwiceIsRefusedAndTheFirstSubscriptionGoesOn() {
        PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);
        client.subscribe(TRADES);

        assertThat(client.subscribe(TRADES))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"error:already subscribed,topic:publicTrade.BTCUSDT\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
        trades.say("trade");
        assertThat(client.got()).containsExactly("trade");
    }

    @Test
    void aTopicTwiceInOneRequestRefusesIt() {
        PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");

        assertThat(plain.client(StreamPath.LINEAR).subscribe(TRADES, TRADES).get(0))
                .contains("error:already subscribed,topic:publicTrade.BTCUSDT");
        assertThat(trades.subscriberCount()).isZero();
    }

    @Test
    void spotAnswersInItsOwnShape() {
        plain.topic(StreamPath.SPOT, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.SPOT);

        assertThat(client.ask("{\"op\":\"ping\"}"))
                .containsExactly("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"ID\",\"op\":\"ping\"}");
        assertThat(client.ask("{\"req_id\":\"10001\",\"op\":\"subscribe\",\"args\":[\"" + TRADES + "\"]}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"subscribe\",\"conn_id\":\"ID\",\"req_id\":\"10001\",\"op\":\"subscribe\"}");
        assertThat(client.subscribe("tickers.NOPEUSDT"))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"Invalid symbol :[tickers.NOPEUSDT]\",\"conn_id\":\"ID\",\"op\":\"subscribe\"}");
        assertThat(client.ask("{\"req_id\":\"a\",\"op\":\"unsubscribe\",\"args\":[\"" + TRADES + "\"]}"))
                .containsExactly(
                        "{\"success\":true,\"ret_msg\":\"unsubscribe\",\"conn_id\":\"ID\",\"req_id\":\"a\",\"op\":\"unsubscribe\"}");
    }

    @Test
    void spotTakesTenTopicsInARequestAndNoMore() {
        String[] ten = many("t", 10);
        for (String name : ten) {
            plain.topic(StreamPath.SPOT, name, "");
        }
        plain.topic(StreamPath.SPOT, "t10", "");
        PlainVenue.Client client = plain.client(StreamPath.SPOT);

        assertThat(client.subscribe(many("t", 11)))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"args size >10\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
        assertThat(client.subscribe(ten).get(0)).contains("\"success\":true");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTION", "SPREAD"})
    void optionsAndSpreadsAnswerByTopicWithoutAnId(StreamPath path) {
        plain.topic(path, "orderbook.25.X", "snapshot");
        PlainVenue.Client client = plain.client(path);

        assertThat(client.ask("{\"req_id\":\"1\",\"op\":\"ping\"}"))
                .containsExactly("{\"args\":[\"" + PlainVenue.START + "\"],\"op\":\"pong\"}");
        assertThat(client.ask("{\"req_id\":\"2\",\"op\":\"subscribe\",\"args\":[\"orderbook.25.X\"]}"))
                .containsExactly(
                        "{\"success\":true,\"conn_id\":\"ID\",\"data\":{\"failTopics\":[],\"successTopics\":[\"orderbook.25.X\"]},\"type\":\"COMMAND_RESP\"}",
                        "snapshot");
        assertThat(client.subscribe("nope"))
                .containsExactly(
                        "{\"success\":false,\"conn_id\":\"ID\",\"data\":{\"failTopics\":[\"nope\"],\"successTopics\":[]},\"type\":\"COMMAND_RESP\"}");
        assertThat(client.ask("{\"op\":\"unsubscribe\",\"args\":[\"orderbook.25.X\"]}"))
                .containsExactly(
                        "{\"success\":true,\"conn_id\":\"ID\",\"data\":{\"failTopics\":[],\"successTopics\":[\"orderbook.25.X\"]},\"type\":\"COMMAND_RESP\"}");
    }

    @Test
    void anOptionsDepthThatDoesNotExistIsAcknowledgedAndThenSilent() {
        plain.topic(StreamPath.OPTION, "orderbook.25.BTC-25SEP26-90000-C-USDT", "snapshot");
        PlainVenue.Client client = plain.client(StreamPath.OPTION);

        assertThat(client.subscribe(
                        "orderbook.50.BTC-25SEP26-90000-C-USDT", "kline.5.BTC-25SEP26-90000-C-USDT", "kline.5.NOPE"))
                .containsExactly(
                        "{\"success\":true,\"conn_id\":\"ID\",\"data\":{\"failTopics\":[\"kline.5.NOPE\"],\"successTopics\":[\"orderbook.50.BTC-25SEP26-90000-C-USDT\",\"kline.5.BTC-25SEP26-90000-C-USDT\"]},\"type\":\"COMMAND_RESP\"}");
    }

    @Test
    void anOptionConnectionHoldsTwoThousandTopics() {
        for (String name : many("t", 2_001)) {
            plain.topic(StreamPath.OPTION, name, "");
        }
        PlainVenue.Client client = plain.client(StreamPath.OPTION);

        assertThat(client.subscribe(many("t", 2_000)).get(0)).contains("\"failTopics\":[]");
        assertThat(client.subscribe("t2000"))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"args size >2000\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
    }

    @Test
    void aConnectionHoldsTopicsOfTwentyOneThousandCharacters() {
        String[] names = new String[21];
        for (int i = 0; i < names.length; i++) {
            names[i] = "x".repeat(998) + (char) ('a' + i) + "y";
            plain.topic(StreamPath.LINEAR, names[i], "");
        }
        plain.topic(StreamPath.LINEAR, "z", "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);

        assertThat(client.subscribe(names).get(0)).contains("\"success\":true");
        assertThat(client.subscribe("z").get(0)).contains("\"success\":false", "args length >21000");

        client.ask("{\"op\":\"unsubscribe\",\"args\":[\"" + names[0] + "\"]}");
        assertThat(client.subscribe("z").get(0)).contains("\"success\":true");
    }

    @Test
    void nonsenseIsAnsweredAndTheSocketStaysOpen() {
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);

        assertThat(client.ask("hello").get(0))
                .startsWith("{\"success\":false,\"ret_msg\":\"Failed to decode incoming data:")
                .endsWith("\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"\"}");
        assertThat(client.ask("{\"op\":\"dance\"}"))
                .containsExactly(
                        "{\"success\":false,\"ret_msg\":\"error:invalid op\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"dance\"}");
        assertThat(client.ask("{}").get(0)).contains("error:invalid op");
        assertThat(client.ask("{\"op\":\"ping\"}").get(0)).contains("pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "null",
                "{\"op\":7}",
                "{\"op\":[\"ping\"]}",
                "{\"op\":\"subscribe\",\"args\":\"publicTrade.BTCUSDT\"}",
                "{\"op\":\"subscribe\",\"args\":{}}",
                "{\"op\":\"subscribe\",\"args\":[7]}",
                "{\"op\":\"subscribe\",\"args\":[null]}",
                "{\"op\":\"subscribe\",\"args\":[[\"publicTrade.BTCUSDT\"]]}",
                "{\"op\":\"ping\"} {\"op\":\"ping\"}",
                "{\"op\":\"ping\""
            })
    void aWrongTypeIsTextThatCannotBeDecoded(String text) {
        for (StreamPath path : StreamPath.values()) {
            if (path.isPublic()) {
                assertThat(plain.client(path).ask(text))
                        .singleElement()
                        .asString()
                        .contains("Failed to decode incoming data:");
            }
        }
    }

    @Test
    void subscribingToNothingIsRefused() {
        assertThat(plain.client(StreamPath.SPOT)
                        .ask("{\"op\":\"subscribe\",\"args\":[]}")
                        .get(0))
                .contains("\"success\":false");
        assertThat(plain.client(StreamPath.LINEAR).ask("{\"op\":\"subscribe\"}").get(0))
                .contains("\"success\":false");
    }

    @Test
    void theVenueMaySendDataBeforeTheAck() {
        PlainVenue other = new PlainVenue(VenueConfig.USUAL.withAckFirst(false));
        other.topic(StreamPath.LINEAR, BOOK, "snapshot");

        assertThat(other.client(StreamPath.LINEAR).subscribe(BOOK))
                .containsExactly(
                        "snapshot",
                        "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"ID\",\"req_id\":\"\",\"op\":\"subscribe\"}");
    }

    @Test
    void aTopicThatComesBackBeginsWithASnapshotAgain() {
        PlainTopic book = plain.topic(StreamPath.LINEAR, BOOK, "snapshot");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);
        client.subscribe(BOOK);
        client.ask("{\"op\":\"unsubscribe\",\"args\":[\"" + BOOK + "\"]}");

        book.say("delta");
        assertThat(client.got()).isEmpty();
        assertThat(client.subscribe(BOOK).get(1)).isEqualTo("snapshot");
    }

    @Test
    void aTopicOfOnePathIsUnknownOnAnother() {
        plain.topic(StreamPath.LINEAR, TRADES, "");

        assertThat(plain.client(StreamPath.INVERSE).subscribe(TRADES).get(0)).contains("handler not found");
    }

    private static String[] many(String stem, int count) {
        return IntStream.range(0, count).mapToObj(i -> stem + i).toArray(String[]::new);
    }
}
