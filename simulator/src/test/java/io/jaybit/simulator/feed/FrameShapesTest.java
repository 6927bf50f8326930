package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.simulator.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public frame that the venue documents has its counterpart here: the same names, types and order. */
class FrameShapesTest {
    /** Frames of the documentation and of captures, one of each shape, by hand. */
    private static final List<String> EXAMPLES = List.of(
            // order books: futures, spot and level 1, option, spread, full, rpi
            "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.200.BTCUSD\",\"type\":\"delta\",\"ts\":1,\"data\":{\"s\":\"BTCUSD\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.1.BTCUSDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.50.BTCUSDT\",\"ts\":1,\"type\":\"delta\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.25.BTC-25DEC26-90000-C-USDT\",\"ts\":1,\"type\":\"snapshot\",\"id\":\"1\",\"data\":{\"s\":\"B\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.100.BTC-25DEC26-90000-C-USDT\",\"ts\":1,\"type\":\"delta\",\"id\":\"1\",\"data\":{\"s\":\"B\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.25.SOLUSDT_SOL/USDT\",\"ts\":1,\"type\":\"delta\",\"data\":{\"s\":\"S\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.full.BTCUSDT\",\"ts\":1,\"type\":\"delta\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"1\"]],\"a\":[[\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            "{\"topic\":\"orderbook.rpi.BTCUSDT\",\"ts\":1,\"type\":\"delta\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"1\",\"1\"]],\"a\":[[\"1\",\"1\",\"1\"]],\"u\":1,\"seq\":1},\"cts\":1}",
            // trades: linear and inverse, spot, option, spread
            "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":[{\"T\":1,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"1\",\"p\":\"1\",\"L\":\"PlusTick\",\"i\":\"1\",\"BT\":false,\"RPI\":false,\"seq\":1}]}",
            "{\"topic\":\"publicTrade.BTCUSDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":[{\"i\":\"1\",\"T\":1,\"p\":\"1\",\"v\":\"1\",\"S\":\"Buy\",\"seq\":1,\"s\":\"BTCUSDT\",\"BT\":false,\"RPI\":false}]}",
            "{\"topic\":\"publicTrade.BTC\",\"ts\":1,\"type\":\"snapshot\",\"id\":\"1\",\"data\":[{\"i\":\"1\",\"T\":1,\"p\":\"1\",\"v\":\"1\",\"S\":\"Buy\",\"seq\":1,\"s\":\"B\",\"BT\":false,\"mP\":\"1\",\"iP\":\"1\",\"mIv\":\"1\",\"iv\":\"1\"}]}",
            "{\"topic\":\"publicTrade.SOLUSDT_SOL/USDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":[{\"T\":1,\"s\":\"S\",\"S\":\"Sell\",\"v\":\"1\",\"p\":\"1\",\"L\":\"MinusTick\",\"i\":\"1\",\"seq\":1}]}",
            // tickers: USDT perpetual as captured in August 2026, inverse, dated, spot, option, spread
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"1\",\"tickDirection\":\"1\",\"price24hPcnt\":\"1\",\"lastPrice\":\"1\",\"prevPrice24h\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"prevPrice1h\":\"1\",\"markPrice\":\"1\",\"indexPrice\":\"1\",\"openInterest\":\"1\",\"openInterestValue\":\"1\",\"turnover24h\":\"1\",\"volume24h\":\"1\",\"fundingIntervalHour\":\"1\",\"fundingCap\":\"1\",\"singleOpenInterest\":\"1\",\"singleOpenInterestValue\":\"1\",\"nextFundingTime\":\"1\",\"fundingRate\":\"1\",\"bid1Price\":\"1\",\"bid1Size\":\"1\",\"ask1Price\":\"1\",\"ask1Size\":\"1\",\"preOpenPrice\":\"\",\"preQty\":\"\",\"curPreListingPhase\":\"\"},\"cs\":1,\"ts\":1}",
            "{\"topic\":\"tickers.BTCUSD\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"1\",\"tickDirection\":\"1\",\"price24hPcnt\":\"1\",\"lastPrice\":\"1\",\"prevPrice24h\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"prevPrice1h\":\"1\",\"markPrice\":\"1\",\"indexPrice\":\"1\",\"openInterest\":\"1\",\"openInterestValue\":\"1\",\"turnover24h\":\"1\",\"volume24h\":\"1\",\"fundingIntervalHour\":\"1\",\"fundingCap\":\"1\",\"singleOpenInterest\":\"1\",\"singleOpenInterestValue\":\"1\",\"nextFundingTime\":\"1\",\"fundingRate\":\"1\",\"bid1Price\":\"1\",\"bid1Size\":\"1\",\"ask1Price\":\"1\",\"ask1Size\":\"1\"},\"cs\":1,\"ts\":1}",
            "{\"topic\":\"tickers.BTCUSDT-25DEC26\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"1\",\"tickDirection\":\"1\",\"price24hPcnt\":\"1\",\"lastPrice\":\"1\",\"prevPrice24h\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"prevPrice1h\":\"1\",\"markPrice\":\"1\",\"indexPrice\":\"1\",\"openInterest\":\"1\",\"openInterestValue\":\"1\",\"turnover24h\":\"1\",\"volume24h\":\"1\",\"singleOpenInterest\":\"1\",\"singleOpenInterestValue\":\"1\",\"nextFundingTime\":\"\",\"fundingRate\":\"\",\"bid1Price\":\"1\",\"bid1Size\":\"1\",\"ask1Price\":\"1\",\"ask1Size\":\"1\",\"deliveryTime\":\"2026-12-25T08:00:00Z\",\"basisRate\":\"1\",\"deliveryFeeRate\":\"1\",\"predictedDeliveryPrice\":\"\",\"basis\":\"1\",\"basisRateYear\":\"1\",\"preOpenPrice\":\"\",\"preQty\":\"\",\"curPreListingPhase\":\"\"},\"cs\":1,\"ts\":1}",
            "{\"topic\":\"tickers.BTCUSDT\",\"ts\":1,\"type\":\"snapshot\",\"cs\":1,\"data\":{\"symbol\":\"1\",\"lastPrice\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"prevPrice24h\":\"1\",\"volume24h\":\"1\",\"turnover24h\":\"1\",\"price24hPcnt\":\"1\",\"usdIndexPrice\":\"1\"}}",
            "{\"topic\":\"tickers.BTC-25DEC26-90000-C-USDT\",\"ts\":1,\"type\":\"snapshot\",\"id\":\"1\",\"data\":{\"symbol\":\"1\",\"bidPrice\":\"1\",\"bidSize\":\"1\",\"bidIv\":\"1\",\"askPrice\":\"1\",\"askSize\":\"1\",\"askIv\":\"1\",\"lastPrice\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"markPrice\":\"1\",\"indexPrice\":\"1\",\"markPriceIv\":\"1\",\"underlyingPrice\":\"1\",\"openInterest\":\"1\",\"turnover24h\":\"1\",\"volume24h\":\"1\",\"totalVolume\":\"1\",\"totalTurnover\":\"1\",\"delta\":\"1\",\"gamma\":\"1\",\"vega\":\"1\",\"theta\":\"1\",\"predictedDeliveryPrice\":\"1\",\"change24h\":\"1\"}}",
            "{\"topic\":\"tickers.SOLUSDT_SOL/USDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":{\"symbol\":\"1\",\"bidPrice\":\"1\",\"bidSize\":\"1\",\"askPrice\":\"1\",\"askSize\":\"1\",\"lastPrice\":\"1\",\"highPrice24h\":\"1\",\"lowPrice24h\":\"1\",\"prevPrice24h\":\"1\",\"volume24h\":\"1\"}}",
            // all else
            "{\"topic\":\"kline.5.BTCUSDT\",\"data\":[{\"start\":1,\"end\":1,\"interval\":\"5\",\"open\":\"1\",\"close\":\"1\",\"high\":\"1\",\"low\":\"1\",\"volume\":\"1\",\"turnover\":\"1\",\"confirm\":false,\"timestamp\":1}],\"ts\":1,\"type\":\"snapshot\"}",
            "{\"topic\":\"allLiquidation.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":[{\"T\":1,\"s\":\"1\",\"S\":\"Sell\",\"v\":\"1\",\"p\":\"1\"}]}",
            "{\"topic\":\"priceLimit.BTCUSDT\",\"data\":{\"symbol\":\"BTCUSDT\",\"buyLmt\":\"1\",\"sellLmt\":\"1\"},\"ts\":1}",
            "{\"topic\":\"system.status\",\"ts\":1,\"data\":[{\"id\":\"1\",\"title\":\"1\",\"state\":\"scheduled\",\"begin\":\"1\",\"end\":\"1\",\"href\":\"\",\"serviceTypes\":[2],\"product\":[1],\"uidSuffix\":[],\"maintainType\":1,\"env\":1}]}");

    /** Added by the venue on 2026-06-11; its examples are older, its captures have them. */
    private static final Set<String> NEWER = Set.of("singleOpenInterest", "singleOpenInterestValue");

    private static final Path SHARED = Path.of(System.getProperty("jaybit.shared", "../../shared"));

    private final List<String> frames = new Showcase().frames();

    @Test
    void everyShapeOfFrameIsProduced() {
        assertThat(EXAMPLES)
                .allSatisfy(example ->
                        assertThat(nearest(Inbox.json(example), example, false)).isEmpty());
    }

    @Test
    void everyExampleOfTheReferenceHasItsCounterpart() throws IOException {
        Path reference = SHARED.resolve("reference/websocket.md");
        assumeTrue(Files.exists(reference), () -> "no " + reference);

        List<String> examples = publicFrames(reference);

        assertThat(examples).hasSizeGreaterThan(14);
        assertThat(examples)
                .allSatisfy(example ->
                        assertThat(nearest(Inbox.json(example), example, true)).isEmpty());
    }

    @Test
    void everyDocumentedFrameOfTheDataSetHasItsCounterpart() throws IOException {
        Path file = SHARED.resolve("data/bybit/docs_examples/ws_topics_without_captures.jsonl");
        assumeTrue(Files.exists(file), () -> "no " + file);

        assertThat(publicFrames(file))
                .hasSizeGreaterThan(6)
                .allSatisfy(example ->
                        assertThat(nearest(Inbox.json(example), example, true)).isEmpty());
    }

    private static List<String> publicFrames(Path file) throws IOException {
        Set<String> kinds = Set.of(
                "insurance",
                "adlAlert",
                "orderbook",
                "publicTrade",
                "tickers",
                "kline",
                "allLiquidation",
                "priceLimit",
                "system");
        List<String> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.startsWith("{\"topic\":")).forEach(line -> {
                String kind = Inbox.json(line).get("topic").text().split("\\.", 2)[0];
                if (kinds.contains(kind)) {
                    found.add(line);
                }
            });
        }
        return found;
    }

    /** How the most similar frame of that kind of topic differs; empty if one does not. */
    private String nearest(Json example, String text, boolean older) {
        String kind = kind(example);
        TreeSet<String> differences = new TreeSet<>();
        for (String frame : frames) {
            Json candidate = Inbox.json(frame);
            if (!kind(candidate).equals(kind)) {
                continue;
            }
            String difference = Shape.difference(example, candidate);
            if (!difference.isEmpty() && older && kind.startsWith("tickers")) {
                difference = Shape.difference(example, Inbox.json(withoutNewer(frame)));
            }
            if (difference.isEmpty() || (isTickerDelta(example) && isTickerDelta(candidate))) {
                return "";
            }
            differences.add(difference);
        }
        return text + " has no counterpart: " + differences;
    }

    private static boolean isTickerDelta(Json frame) {
        return frame.get("topic").text().startsWith("tickers.")
                && frame.get("type").text().equals("delta");
    }

    private static String withoutNewer(String frame) {
        String text = frame;
        for (String name : NEWER) {
            text = text.replaceAll("\"" + name + "\":\"[^\"]*\",", "");
        }
        return text;
    }

    private static String kind(Json frame) {
        String[] parts = frame.get("topic").text().split("\\.", 3);
        return (parts[0].equals("orderbook") ? parts[0] + parts[1] : parts[0])
                + frame.get("type").text();
    }
}
