package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.book.BookCounters;
import io.jaybit.book.BookText;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that came from the venue, against values computed by others. */
class RealCapturesTest {
    private static final Path DATA = Path.of(System.getProperty("jaybit.shared", "none"), "data", "bybit");

    /** What a capture held. */
    private static final class Capture implements LineListener {
        final Channel channel;
        final MarketLine line = new MarketLine(this);
        final List<Trade> trades = new ArrayList<>();
        final List<Liquidation> liquidations = new ArrayList<>();
        final List<Kline> klines = new ArrayList<>();
        final Map<Verdict, Integer> verdicts = new TreeMap<>();
        final List<Control> controls = new ArrayList<>();
        final List<String> complaints = new ArrayList<>();
        int tickerSnapshots;
        int tickerDeltas;

        Capture(String file) throws IOException {
            channel = channelOf(file);
            WireDecoder decoder = new WireDecoder(channel, controls::add);
            Frame frame = new Frame();
            for (String text : Files.readAllLines(DATA.resolve(file))) {
                byte[] bytes = text.getBytes(UTF_8);
                Verdict verdict = decoder.decode(frame.set(bytes, 0, bytes.length, channel, 0, 1, 5, 5), line);
                verdicts.merge(verdict, 1, Integer::sum);
                if (!decoder.complaint().isEmpty()) {
                    complaints.add(file + ": " + decoder.complaint());
                }
            }
        }

        private static Channel channelOf(String file) {
            String name = file.substring(file.indexOf('/') + 1);
            return name.startsWith("spot")
                    ? Channel.SPOT
                    : name.startsWith("inverse")
                            ? Channel.INVERSE
                            : name.startsWith("option") ? Channel.OPTION : Channel.LINEAR;
        }

        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {}

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {
            tickerSnapshots += update.isSnapshot() ? 1 : 0;
            tickerDeltas += update.isSnapshot() ? 0 : 1;
        }

        @Override
        public void onTrade(Trade trade) {
            trades.add(trade);
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            liquidations.add(liquidation);
        }

        @Override
        public void onKline(Kline kline) {
            klines.add(kline);
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {}

        @Override
        public void onInsurancePool(InsurancePool pool) {}

        @Override
        public void onAdlAlert(AdlAlert alert) {}

        @Override
        public void onSystemStatus(SystemStatus status) {}

        @Override
        public void onNotice(Notice notice) {}

        @Override
        public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {}
    }

    @BeforeEach
    void capturesAreThere() {
        assumeTrue(Files.isDirectory(DATA), () -> "skipped: no captures in " + DATA);
    }

    @Test
    void everyFrameOfEveryCaptureIsRead() throws IOException {
        List<String> files;
        try (Stream<Path> paths = Files.walk(DATA)) {
            files = paths.filter(path -> path.toString().endsWith(".jsonl"))
                    .map(path -> DATA.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (String file : files) {
            Capture capture = new Capture(file);
            assertThat(capture.complaints).isEmpty();
            assertThat(capture.verdicts).as(file).doesNotContainKey(Verdict.UNREADABLE);
            assertThat(capture.controls).as(file).noneMatch(control -> control.kind() == Control.Kind.UNRECOGNISED);
        }
    }

    @Test
    void booksAreAsExpected() throws IOException {
        for (var each : expected("books_strict.json").entrySet()) {
            String[] key = each.getKey().split(" ", 2);
            Capture capture = new Capture(key[0]);
            OrderBook book = capture.line.book(Topic.of(capture.channel, key[1]));
            BookCounters counters = book.counters();

            Map<String, String> found = new TreeMap<>();
            found.put("frames", "" + counters.frames());
            found.put("snapshots", "" + counters.snapshots());
            found.put("deltas", "" + counters.deltas());
            found.put("gaps", "" + counters.gaps());
            found.put("repeats", "" + counters.repeats());
            found.put("ignored", "" + counters.ignored());
            found.put("status", book.status().name());
            found.put("u", book.hasUpdateId() ? "" + book.updateId() : "null");
            found.put("bids", "" + book.bidCount());
            found.put("asks", "" + book.askCount());
            found.put("sha256", BookText.sha256(book));
            assertSame(each.getKey(), each.getValue(), found);
        }
    }

    @Test
    void tradesAreAsExpected() throws IOException {
        for (var each : expected("trades.json").entrySet()) {
            String[] key = each.getKey().split(" ", 2);
            Capture capture = new Capture(key[0]);
            List<Trade> trades = capture.trades.stream()
                    .filter(trade -> trade.topic().name().equals(key[1]))
                    .toList();

            Map<String, String> found = new TreeMap<>();
            found.put("trades", "" + trades.size());
            found.put(
                    "uniqueIds", "" + trades.stream().map(Trade::id).distinct().count());
            found.put("rpiTrades", "" + trades.stream().filter(Trade::rpi).count());
            found.put("blockTrades", "" + trades.stream().filter(Trade::block).count());
            for (TakerSide side : TakerSide.values()) {
                List<Trade> ofSide = trades.stream()
                        .filter(trade -> trade.takerSide() == side)
                        .toList();
                String name = side.text().toLowerCase(Locale.ROOT);
                found.put(name + "Trades", "" + ofSide.size());
                found.put(
                        name + "Qty",
                        sum(ofSide.stream().map(trade -> trade.size().toBigDecimal())));
                found.put(
                        name + "PriceTimesQty",
                        sum(ofSide.stream().map(trade -> trade.price().times(trade.size()))));
            }
            found.put("firstT", "" + trades.get(0).exchangeEpochMillis());
            found.put("lastT", "" + trades.get(trades.size() - 1).exchangeEpochMillis());
            found.put(
                    "maxPrice",
                    ""
                            + trades.stream()
                                    .map(Trade::price)
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow());
            found.put(
                    "minPrice",
                    ""
                            + trades.stream()
                                    .map(Trade::price)
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow());
            Map<String, String> wanted = new TreeMap<>(each.getValue());
            wanted.keySet().removeAll(List.of("frames", "maxTradesInFrame"));
            assertSame(each.getKey(), wanted, found);
        }
    }

    @Test
    void tickersAreAsExpected() throws IOException, GeneralSecurityException {
        for (var each : JsonText.parse(Files.readAllBytes(DATA.resolve("expected/tickers.json")))
                .entrySet()) {
            String[] key = each.getKey().split(" ", 2);
            Map<?, ?> wanted = (Map<?, ?>) each.getValue();
            Capture capture = new Capture("ticker/" + key[0]);
            Ticker ticker = capture.line.ticker(Topic.of(capture.channel, key[1]));

            Map<String, String> merged =
                    new TreeMap<>(Map.of("symbol", ticker.symbol().name()));
            for (TickerField field : TickerField.values()) {
                if (ticker.text(field) != null) {
                    merged.put(field.text(), ticker.text(field));
                }
            }
            StringBuilder lines = new StringBuilder();
            merged.forEach((name, value) ->
                    lines.append(name).append('=').append(value).append('\n'));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(UTF_8)));

            assertThat(merged).as(each.getKey()).isEqualTo(wanted.get("merged"));
            assertThat(sha256).as(each.getKey()).isEqualTo(wanted.get("sha256Merged"));
            assertThat(capture.tickerSnapshots).hasToString(((JsonText.Number) wanted.get("snapshots")).text());
            assertThat(capture.tickerDeltas).hasToString(((JsonText.Number) wanted.get("deltas")).text());
        }
    }

    @Test
    void klinesAreAsExpected() throws IOException {
        for (var each : expected("klines.json").entrySet()) {
            Capture capture = new Capture("kline/" + each.getKey());

            assertThat(capture.verdicts.get(Verdict.DATA))
                    .hasToString(each.getValue().get("frames"));
            assertThat(capture.klines.size()).hasToString(each.getValue().get("candles"));
            assertThat(capture.klines.stream().filter(Kline::confirmed).count())
                    .hasToString(each.getValue().get("confirmed"));
        }
    }

    @Test
    void liquidationsAreAsExpected() throws IOException {
        for (var each : JsonText.parse(Files.readAllBytes(DATA.resolve("expected/liquidations.json")))
                .entrySet()) {
            Map<?, ?> wanted = (Map<?, ?>) each.getValue();
            Capture capture = new Capture("liquidation/" + each.getKey());

            assertThat(capture.liquidations.size()).hasToString(((JsonText.Number) wanted.get("records")).text());
            Map<?, ?> symbols = (Map<?, ?>) wanted.get("bySymbolAndS");
            int compared = 0;
            for (var symbol : symbols.entrySet()) {
                for (var side : ((Map<?, ?>) symbol.getValue()).entrySet()) {
                    PositionSide liquidated = side.getKey().equals("Buy") ? PositionSide.LONG : PositionSide.SHORT;
                    List<Liquidation> found = capture.liquidations.stream()
                            .filter(one ->
                                    one.symbol().name().equals(symbol.getKey()) && one.liquidated() == liquidated)
                            .toList();
                    Map<?, ?> totals = (Map<?, ?>) side.getValue();
                    compared += found.size();
                    assertThat(found.size()).hasToString(((JsonText.Number) totals.get("count")).text());
                    assertThat(sum(found.stream().map(one -> one.size().toBigDecimal())))
                            .isEqualTo(plain((String) totals.get("qty")));
                    assertThat(sum(found.stream()
                                    .map(one -> one.bankruptcyPrice().times(one.size()))))
                            .isEqualTo(plain((String) totals.get("priceTimesQty")));
                }
            }
            assertThat(compared).isEqualTo(capture.liquidations.size());
        }
    }

    @Test
    void acksAndErrorsAreRecognised() throws IOException {
        Capture capture = new Capture("ops/acks_and_errors.jsonl");

        assertThat(capture.controls)
                .extracting(control -> control.kind() + " " + control.success())
                .containsExactly(
                        "SUBSCRIBE_ACK true",
                        "PONG true",
                        "SUBSCRIBE_ACK true",
                        "SUBSCRIBE_ACK true",
                        "PONG true",
                        "SUBSCRIBE_ACK false",
                        "SUBSCRIBE_ACK true");
        assertThat(capture.controls.get(5).failedTopics()).containsExactly("orderbook.50.NOPEUSDT");
    }

    private static void assertSame(String name, Map<String, String> expected, Map<String, String> found) {
        Map<String, String> plainExpected = new TreeMap<>();
        expected.forEach((key, value) -> plainExpected.put(key, plain(value)));
        Map<String, String> plainFound = new TreeMap<>();
        found.forEach((key, value) -> plainFound.put(key, plain(value)));
        assertThat(plainFound).as(name).isEqualTo(plainExpected);
    }

    /** A file of objects of plain values. */
    private static Map<String, Map<String, String>> expected(String file) throws IOException {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        JsonText.parse(Files.readAllBytes(DATA.resolve("expected").resolve(file)))
                .forEach((name, values) -> {
                    Map<String, String> texts = new TreeMap<>();
                    ((Map<?, ?>) values)
                            .forEach((key, value) -> texts.put(
                                    key.toString(),
                                    value instanceof JsonText.Number number ? number.text() : String.valueOf(value)));
                    expected.put(name, texts);
                });
        return expected;
    }

    private static String sum(Stream<BigDecimal> numbers) {
        return plain(numbers.reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString());
    }

    /** Numbers without zeros at the end; other text as it is. */
    private static String plain(String text) {
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]+)?")) {
            return text;
        }
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
