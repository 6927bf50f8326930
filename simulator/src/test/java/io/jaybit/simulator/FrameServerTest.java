package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client sees over a real socket on loopback. */
@Timeout(30)
class FrameServerTest {
    private static final String SNAPSHOT =
            "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1000,\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"65010.10\",\"1\"]],\"a\":[],\"u\":7,\"seq\":70},\"cts\":999}";
    private static final String DELTA =
            "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"delta\",\"ts\":1020,\"data\":{\"s\":\"BTCUSDT\",\"b\":[],\"a\":[],\"u\":8,\"seq\":71},\"cts\":1019}";
    private static final String TRADE =
            "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1030,\"data\":[{\"T\":1029,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.1\",\"p\":\"65010.2\",\"i\":\"20f43950-d8dd-5b31-9112-a178eb6023af\",\"seq\":72}]}";

    @Test
    void linearAcksTheRequestAndPlaysTheRecordedFramesUnchanged() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            client.send(
                    "{\"req_id\":\"a1\",\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\",\"publicTrade.BTCUSDT\"]}");

            assertThat(client.next())
                    .isEqualTo(
                            "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"sim-1\",\"req_id\":\"a1\",\"op\":\"subscribe\"}");
            assertThat(client.next(3)).containsExactly(SNAPSHOT, DELTA, TRADE);
        }
    }

    @Test
    void aLoopStartsOverWithASnapshotAndLaterTimesIdsAndSequences() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, true);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            client.subscribe("orderbook.50.BTCUSDT", "publicTrade.BTCUSDT").next();

            List<String> laps = client.next(6);

            assertThat(laps.get(3))
                    .contains(
                            "\"type\":\"snapshot\"",
                            "\"ts\":2000",
                            "\"u\":9",
                            "\"seq\":73",
                            "\"cts\":1999",
                            "65010.10");
            assertThat(laps.get(4)).contains("\"type\":\"delta\"", "\"u\":10");
            assertThat(laps.get(5)).contains("\"T\":2029", "20f43950-d8dd-5b31-9112-a178eb6023b0");
        }
    }

    @Test
    void oneUnknownTopicRefusesAWholeLinearRequest() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            client.subscribe("publicTrade.BTCUSDT", "publicTrade.NOPEUSDT");

            assertThat(client.next())
                    .isEqualTo(
                            "{\"success\":false,\"ret_msg\":\"error:handler not found,topic:publicTrade.NOPEUSDT\",\"conn_id\":\"sim-1\",\"req_id\":\"\",\"op\":\"subscribe\"}");
            // nothing of the refused request lives: asking again for its good topic is no repetition
            client.subscribe("publicTrade.BTCUSDT");
            assertThat(client.next(2).get(1)).isEqualTo(TRADE);
        }
    }

    @Test
    void askingTwiceIsRefusedAndTheFirstSubscriptionGoesOn() throws Exception {
        try (FrameServer server = serve(StreamPath.INVERSE, false);
                StreamClient client = new StreamClient(server, StreamPath.INVERSE)) {
            client.subscribe("publicTrade.BTCUSDT").next();
            client.subscribe("publicTrade.BTCUSDT");

            assertThat(client.next())
                    .contains("\"success\":false", "error:already subscribed,topic:publicTrade.BTCUSDT");
            assertThat(client.next()).isEqualTo(TRADE);
        }
    }

    @Test
    void spotAnswersInItsOwnShape() throws Exception {
        try (FrameServer server = serve(StreamPath.SPOT, false);
                StreamClient client = new StreamClient(server, StreamPath.SPOT)) {
            assertThat(client.send("{\"op\":\"ping\"}").next())
                    .isEqualTo("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"sim-1\",\"op\":\"ping\"}");
            assertThat(client.subscribe("tickers.NOPEUSDT").next())
                    .isEqualTo(
                            "{\"success\":false,\"ret_msg\":\"Invalid symbol :[tickers.NOPEUSDT]\",\"conn_id\":\"sim-1\",\"op\":\"subscribe\"}");
            assertThat(client.subscribe("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")
                            .next())
                    .contains("args size >10");
            assertThat(client.send("{\"req_id\":\"9\",\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\"]}")
                            .next())
                    .isEqualTo(
                            "{\"success\":true,\"ret_msg\":\"subscribe\",\"conn_id\":\"sim-1\",\"req_id\":\"9\",\"op\":\"subscribe\"}");
        }
    }

    @Test
    void optionsAnswerByTopicWithoutAnId() throws Exception {
        try (FrameServer server = serve(StreamPath.OPTION, false);
                StreamClient client = new StreamClient(server, StreamPath.OPTION)) {
            assertThat(client.send("{\"req_id\":\"1\",\"op\":\"ping\"}").next())
                    .matches("\\{\"args\":\\[\"\\d{13}\"],\"op\":\"pong\"}");
            client.send("{\"req_id\":\"2\",\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\",\"nope\"]}");
            assertThat(client.next())
                    .isEqualTo(
                            "{\"success\":true,\"conn_id\":\"sim-1\",\"data\":{\"failTopics\":[\"nope\"],\"successTopics\":[\"publicTrade.BTCUSDT\"]},\"type\":\"COMMAND_RESP\"}");
            assertThat(client.next()).isEqualTo(TRADE);
        }
    }

    @Test
    void nonsenseIsAnsweredAndTheSocketStaysOpen() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            assertThat(client.send("hello").next()).contains("\"success\":false", "Failed to decode incoming data:");
            assertThat(client.send("{\"op\":\"dance\"}").next()).contains("error:invalid op", "\"op\":\"dance\"");
            assertThat(client.send("{\"op\":\"ping\",\"req_id\":\"p\"}").next()).contains("pong", "\"req_id\":\"p\"");
        }
    }

    @Test
    void anUnsubscribedTopicIsSilentAndStartsAtASnapshotWhenItComesBack() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            client.subscribe("orderbook.50.BTCUSDT").next();
            assertThat(client.next(2)).containsExactly(SNAPSHOT, DELTA);

            client.send("{\"op\":\"unsubscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]}");
            assertThat(client.next()).contains("\"success\":true", "\"op\":\"unsubscribe\"");
            client.subscribe("orderbook.50.BTCUSDT").next();

            assertThat(client.next()).isEqualTo(SNAPSHOT);
        }
    }

    @Test
    void aTapeThatOverfillsTheSocketIsPlayedOnceAndInOrder() throws Exception {
        String level = "[\"65010.10\",\"1.204\"],".repeat(100);
        FrameTape.Builder builder = new FrameTape.Builder();
        for (int u = 7; u < 3_007; u++) {
            builder.add(
                    StreamPath.LINEAR,
                    bytes(SNAPSHOT.replace("\"u\":7", "\"u\":" + u).replace("[[", "[" + level + "[")));
        }
        FrameTape tape = builder.build();
        try (FrameServer server = FrameServer.start(ServerConfig.loopback(Pace.MAX), tape);
                StreamClient client = new StreamClient(server, StreamPath.LINEAR)) {
            client.subscribe("orderbook.50.BTCUSDT").next();

            assertThat(client.next(3_000)).isEqualTo(tape.frames(StreamPath.LINEAR, "orderbook.50.BTCUSDT"));
        }
    }

    @Test
    void restNamesTheSymbolsOfTheTape() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false)) {
            assertThat(StreamClient.get(server, "/v5/market/time")).contains("\"retCode\":0", "timeNano");
            assertThat(StreamClient.get(server, "/v5/market/instruments-info?category=linear"))
                    .contains(
                            "\"symbol\":\"BTCUSDT\"",
                            "\"baseCoin\":\"BTC\"",
                            "\"tickSize\":\"0.01\"",
                            "LinearPerpetual");
            assertThat(StreamClient.get(server, "/v5/market/tickers?category=linear&symbol=BTCUSDT"))
                    .contains("\"symbol\":\"BTCUSDT\"", "\"turnover24h\":\"0\"");
            assertThat(StreamClient.get(server, "/v5/market/tickers?category=linear&symbol=NOPE"))
                    .contains("\"retCode\":10001");
            assertThat(StreamClient.get(server, "/v5/market/instruments-info")).contains("\"retCode\":10001");
        }
    }

    @Test
    void aPathThatIsNoStreamIsRefusedAtTheUpgrade() throws Exception {
        try (FrameServer server = serve(StreamPath.LINEAR, false)) {
            assertThatThrownBy(() -> java.net.http.HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(
                                    java.net.URI.create(server.webSocketAddress() + "/v5/public/nope"),
                                    new java.net.http.WebSocket.Listener() {})
                            .join())
                    .isInstanceOf(CompletionException.class);
        }
    }

    private static FrameServer serve(StreamPath path, boolean loop) throws Exception {
        FrameTape tape = new FrameTape.Builder()
                .add(path, bytes("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"recorded\",\"op\":\"subscribe\"}"))
                .add(path, bytes(SNAPSHOT))
                .add(path, bytes(DELTA))
                .add(path, bytes(TRADE))
                .build();
        return FrameServer.start(ServerConfig.loopback(Pace.MAX).withLoop(loop), tape);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
