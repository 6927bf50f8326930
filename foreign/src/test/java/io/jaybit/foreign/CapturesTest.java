package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bybit.api.client.config.BybitApiConfig;
import com.fasterxml.jackson.databind.JsonNode;
import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchange.bybit.dto.BybitCategory;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Trade;
import org.knowm.xchange.instrument.Instrument;

/** Frames that the venue really sent, played to both clients. */
@Timeout(60)
class CapturesTest {
    private static final Path DATA = Path.of(System.getProperty("jaybit.shared", "none"), "data", "bybit");

    @Test
    void theSdkGetsARealBookAndRealTradesAsTheVenueSentThem() throws Exception {
        FrameTape tape = tape(
                StreamPath.LINEAR,
                "book/linear_orderbook50_BTCUSDT_20260822.jsonl",
                "trade/linear_publicTrade_BTCUSDT_20260824.jsonl");
        List<String> topics = tape.topics(StreamPath.LINEAR);
        try (FrameServer server = Frames.serve(tape);
                OfficialSdk sdk = new OfficialSdk(server.webSocketAddress(), BybitApiConfig.V5_PUBLIC_LINEAR, topics)) {
            List<String> frames = sdk.next(tape.size());

            assertThat(topics).containsExactly("orderbook.50.BTCUSDT", "publicTrade.BTCUSDT");
            assertThat(topics)
                    .allSatisfy(topic -> assertThat(frames)
                            .filteredOn(frame -> frame.contains("\"topic\":\"" + topic + "\""))
                            .isEqualTo(tape.frames(StreamPath.LINEAR, topic)));
        }
    }

    @Test
    void xchangeBuildsTheRealLinearBook() throws Exception {
        bookIsBuilt(StreamPath.LINEAR, "book/linear_orderbook50_BTCUSDT_20260822.jsonl", XChange.BTC);
    }

    @Test
    void xchangeBuildsTheRealSpotBook() throws Exception {
        bookIsBuilt(StreamPath.SPOT, "book/spot_orderbook50_BTCUSDT_20260824.jsonl", CurrencyPair.BTC_USDT);
    }

    @Test
    void xchangeReadsTheRealTrades() throws Exception {
        FrameTape tape = tape(StreamPath.LINEAR, "trade/linear_publicTrade_BTCUSDT_20260824.jsonl");
        List<JsonNode> rows = Frames.rows(Frames.read(tape, StreamPath.LINEAR, "publicTrade.BTCUSDT"));
        try (FrameServer server = Frames.serve(tape);
                XChange xchange = XChange.linear(server)) {
            List<Trade> trades = xchange.market()
                    .getTrades(XChange.BTC)
                    .take(rows.size())
                    .toList()
                    .blockingGet();

            assertThat(trades)
                    .extracting(trade -> trade.getId() + " " + trade.getPrice() + " " + trade.getOriginalAmount())
                    .containsExactlyInAnyOrderElementsOf(rows.stream()
                            .map(row -> row.get("i").asText() + " "
                                    + row.get("p").asText() + " " + row.get("v").asText())
                            .toList());
        }
    }

    private static void bookIsBuilt(StreamPath path, String file, Instrument instrument) throws Exception {
        FrameTape tape = tape(path, file);
        List<JsonNode> recorded = Frames.read(tape, path, "orderbook.50.BTCUSDT");
        BybitCategory category = path == StreamPath.SPOT ? BybitCategory.SPOT : BybitCategory.LINEAR;
        try (FrameServer server = Frames.serve(tape);
                XChange xchange = new XChange(server, path, category)) {
            List<String> book = xchange.market()
                    .getOrderBook(instrument)
                    .take(recorded.size())
                    .lastOrError()
                    .map(XChange::levels)
                    .blockingGet();

            assertThat(book).isEqualTo(Frames.bookAfter(recorded));
        }
    }

    private static FrameTape tape(StreamPath path, String... files) throws IOException {
        FrameTape.Builder builder = new FrameTape.Builder();
        for (String file : files) {
            Path capture = DATA.resolve(file);
            assumeTrue(Files.exists(capture), "no captures at " + DATA);
            builder.add(path, capture);
        }
        return builder.build();
    }
}
