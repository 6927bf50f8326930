package io.jaybit.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageInterval;
import io.jaybit.coverage.CoverageState;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketSink;
import io.jaybit.feed.Notice;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.AuditTable;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.ServerDatabase;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.feed.EventWriter;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.feed.RowTarget;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.play.Playback;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row whose numbers fit no column is a hole in its topic's coverage, whoever finds it out and when. */
class RefusedRowsTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic KLINES = Topic.of(Channel.LINEAR, "kline.1.BTCUSDT");
    private static final Topic TICKERS = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
    private static final Topic LIQUIDATIONS = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");
    private static final long NO_TIME = Long.MAX_VALUE / 1_000;
    private static final String FITS = "12345678901234567890";
    private static final String TOO_LONG = "123456789012345678901";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path temporary;

    private record Appended(Table<?> table, Object event) {}

    private final List<Appended> rows = new ArrayList<>();
    private final EventWriter writer = new EventWriter(
            new RowTarget() {
                @Override
                public <E> boolean append(Table<E> table, E event) {
                    boolean fits = table.fits(event);
                    if (fits) {
                        rows.add(new Appended(table, event));
                    }
                    return fits;
                }
            },
            FeedPlan.usual());

    private static long nanos(long epochMillis) {
        return epochMillis * 1_000_000;
    }

    private static Trade trade(String id, String size, long epochMillis, long receivedEpochMillis) {
        return new Trade(
                TRADES,
                BTC,
                TradeId.of(id),
                TakerSide.BUY,
                Decimal.parse("100"),
                Decimal.parse(size),
                null,
                false,
                false,
                OptionalLong.empty(),
                null,
                epochMillis,
                epochMillis,
                nanos(receivedEpochMillis));
    }

    private static Kline candle(String turnover, String volume, boolean confirmed, long epochMillis) {
        long start = epochMillis / 60_000 * 60_000;
        Decimal price = Decimal.parse("100");
        return new Kline(
                KLINES,
                BTC,
                "1",
                start,
                start + 59_999,
                price,
                price,
                price,
                price,
                new BigDecimal(volume),
                new BigDecimal(turnover),
                confirmed,
                epochMillis,
                epochMillis,
                nanos(epochMillis));
    }

    private static TickerUpdate ticker(String turnover, long epochMillis) {
        TickerUpdate update = new TickerUpdate(TICKERS, BTC);
        update.begin(TICKERS, BTC, nanos(epochMillis));
        update.setSnapshot(true);
        update.setPushedEpochMillis(epochMillis);
        update.set(TickerField.TURNOVER_24H, turnover);
        return update;
    }

    private static Liquidation liquidation(long epochMillis, long pushedEpochMillis, long receivedEpochMillis) {
        return new Liquidation(
                LIQUIDATIONS,
                BTC,
                PositionSide.LONG,
                Decimal.parse("100"),
                Decimal.parse("1"),
                0,
                false,
                epochMillis,
                pushedEpochMillis,
                nanos(receivedEpochMillis));
    }

    private void frame(Topic topic, long epochMillis) {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        writer.onFrame(new Frame().set(bytes, 0, bytes.length, Channel.LINEAR, 1, 0, nanos(epochMillis), 0), topic);
    }

    private void begin() {
        writer.onRun(nanos(500));
        writer.onClock(0, 0, nanos(500));
        for (Topic topic : List.of(TRADES, KLINES, TICKERS, LIQUIDATIONS)) {
            writer.onNotice(new Notice.TopicLive(topic, 1, nanos(500)));
        }
    }

    private void told(Trade trade) {
        writer.onTrade(trade);
        frame(TRADES, trade.receivedEpochNanos() / 1_000_000);
    }

    private void told(Kline kline) {
        writer.onKline(kline);
        frame(KLINES, kline.exchangeEpochMillis());
    }

    private void told(TickerUpdate update) {
        writer.onTicker(Objects.requireNonNull(update.mergeInto(null)), update);
        frame(TICKERS, update.pushedEpochMillis());
    }

    private List<String> holes(Topic topic) {
        return writer.ledger().track(topic, 0, 10_000_000).intervals().stream()
                .filter(interval -> interval.causes().contains(Cause.ROW_REFUSED))
                .map(RefusedRowsTest::text)
                .toList();
    }

    private static String text(CoverageInterval interval) {
        return interval.fromEpochMillis() + "-" + interval.toEpochMillis() + " " + interval.state();
    }

    private List<Object> rowsOf(Table<?> table) {
        return rows.stream()
                .filter(row -> row.table().equals(table))
                .map(Appended::event)
                .toList();
    }

    // ---- what is a hole ----

    @Test
    void aStateThatDoesNotFitIsAHoleUntilOneFits() {
        begin();
        told(candle(FITS, "1", false, 1_000));
        told(candle(TOO_LONG, "1", false, 2_000));
        assertThat(holes(KLINES)).containsExactly("2000-2001 UNSEEN");

        told(candle(TOO_LONG, "1", false, 3_000));
        told(candle(FITS, "1", false, 4_000));
        told(ticker(TOO_LONG, 5_000));
        told(ticker(FITS, 6_000));
        told(ticker(FITS, 7_000));

        assertThat(holes(KLINES)).containsExactly("2000-4000 UNSEEN");
        assertThat(holes(TICKERS)).containsExactly("5000-6000 UNSEEN");
        assertThat(holes(TRADES)).isEmpty();
        assertThat(rowsOf(MarketTables.KLINES)).hasSize(2);
        assertThat(rowsOf(MarketTables.TICKERS)).hasSize(2);
    }

    @Test
    void aHoleThatNothingEndsLastsAnHourAndDoesNotGoOnInTheNextRun() {
        begin();
        told(candle(TOO_LONG, "1", false, 2_000));
        told(ticker(TOO_LONG, 2_000));
        told(candle(FITS, "1", false, 7_202_000));
        assertThat(holes(KLINES)).containsExactly("2000-3602001 UNSEEN");

        writer.onRun(nanos(7_203_000));
        writer.onClock(0, 0, nanos(7_203_000));
        told(ticker(FITS, 7_204_000));
        assertThat(holes(TICKERS)).containsExactly("2000-2001 UNSEEN");
    }

    @Test
    void anEventIsAHoleOfItsMillisecond() {
        begin();
        writer.onLiquidation(liquidation(3_000, NO_TIME, 3_010));
        writer.onLiquidation(liquidation(3_000, 3_005, 3_010));
        frame(LIQUIDATIONS, 3_010);

        assertThat(holes(LIQUIDATIONS)).containsExactly("3000-3001 UNSEEN");
    }

    @Test
    void whatHappenedAtNoTimeIsAHoleWhereItCame() {
        begin();
        told(trade("1", "1", NO_TIME, 3_000));
        told(trade("2", "1", -1, 4_000));

        assertThat(holes(TRADES)).containsExactly("3000-3001 UNSEEN", "4000-4001 UNSEEN");
        assertThat(rowsOf(MarketTables.TRADES)).isEmpty();
    }

    @Test
    void beforeTheClockIsKnownItWaitsForIt() {
        writer.onRun(nanos(500));
        told(trade("1", "1", NO_TIME, 3_000));
        assertThat(writer.isSettled()).isFalse();
        writer.onClock(nanos(200), 0, nanos(3_500));

        assertThat(holes(TRADES)).containsExactly("3200-3201 UNSEEN");
    }

    @Test
    void theCoverageTableSaysWhy() {
        begin();
        told(candle(TOO_LONG, "1", false, 2_000));
        told(candle(FITS, "1", false, 4_000));
        frame(KLINES, 20_000);
        writer.onTime(nanos(20_000));

        assertThat(rowsOf(MarketTables.COVERAGE))
                .contains(new CoverageRow(
                        KLINES, 2_000, 4_000, CoverageState.UNSEEN.name(), Set.of(Cause.ROW_REFUSED), 0));
    }

    @Test
    void nothingThatIsFetchedOrAddsUpFillsIt() {
        begin();
        told(trade("1", "1", 2_000, 2_000));
        told(trade("2", "1", -1, 3_000));
        told(candle(TOO_LONG, "1", false, 4_000));
        writer.onNotice(new Notice.Disconnected(1, "reset", nanos(5_000), null, nanos(5_001)));
        writer.onNotice(new Notice.TopicLive(TRADES, 1, nanos(20_000)));
        writer.onNotice(new Notice.TopicLive(KLINES, 1, nanos(20_000)));
        told(trade("3", "1", 21_000, 21_000));

        writer.onFetchedTrades(
                BTC,
                LongStream.of(1_500, 3_000, 10_000, 22_000)
                        .mapToObj(millis -> trade("fetched " + millis, "1", millis, millis))
                        .toList(),
                22_500);
        writer.onFetchedKlines(BTC, "1", List.of(candle(TOO_LONG, "1", true, 10_000)), 62_000);
        // Without the one that did not fit the rows are four, as the candle says; still one is not there.
        writer.onKline(candle("400", "4", true, 59_999));
        writer.onTime(nanos(64_000));

        assertThat(writer.ledger().track(TRADES, 9_000, 19_000).totals()).containsEntry(CoverageState.AUDITED, 10_000L);
        assertThat(holes(TRADES)).containsExactly("3000-3001 UNSEEN");
        assertThat(holes(KLINES)).isNotEmpty().allMatch(hole -> hole.endsWith("UNSEEN"));
        assertThat(rowsOf(MarketTables.KLINES)).hasSize(1);
    }

    @Test
    void aMinuteIsAuditedByItsRows() {
        begin();
        told(trade("1", "1", 2_000, 2_000));
        told(trade("2", "2", -1, 3_000));
        writer.onKline(candle("300", "3", true, 59_999));
        writer.onTime(nanos(64_000));

        assertThat(rowsOf(AuditTable.AUDITS)).singleElement().asString().contains("volume=1");
        assertThat(writer.ledger().track(TRADES, 0, 60_000).totals()).containsEntry(CoverageState.AUDITED, 0L);
    }

    @Test
    void whatIsMadeOfEventsIsNoTopics() {
        begin();
        for (int i = 0; i < 200; i++) {
            told(trade("t" + i, "999999999999999999", 2_000, 2_000));
        }
        writer.onEnd(nanos(9_000));

        assertThat(rowsOf(MarketTables.TRADES)).hasSize(200);
        assertThat(rowsOf(MarketTables.SWEEPS))
                .as("a sum of 21 digits fits no column")
                .isEmpty();
        assertThat(holes(TRADES)).isEmpty();
    }

    // ---- the same whoever finds it out ----

    /** Keeps lines as a server does. */
    private static final class Server implements ServerDatabase.Link {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void write(byte[] bytes, int length) {
            lines.addAll(
                    new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList());
        }

        @Override
        public void query(String statement, QueryResult result) {
            if (statement.contains("FROM recordings")) {
                lines.stream()
                        .filter(line -> line.startsWith("recordings,"))
                        .reduce((before, last) -> last)
                        .ifPresent(line -> result.row(List.of(
                                line.split(" ")[1].replaceAll("[a-z_]+=|i", "").split(","))));
            }
        }

        @Override
        public void execute(String statement) {}

        @Override
        public void exportParquet(String select, Path to) {
            throw new AssertionError();
        }

        /** What the table says in the end: of rows with the same keys the last one. */
        private Map<String, String> coverage() {
            Map<String, String> rows = new TreeMap<>();
            for (String line : lines) {
                if (line.startsWith("coverage,")) {
                    String time = line.substring(line.lastIndexOf(' ') + 1);
                    rows.put(line.replaceAll(",state=.*", " ") + time, line);
                }
            }
            return rows;
        }

        private long count(String table) {
            return lines.stream()
                    .filter(line -> line.startsWith(table + ","))
                    .distinct()
                    .count();
        }
    }

    /** A frame is a word and a number. */
    private static final class Words implements FrameDecoder {
        private @Nullable Topic topic;

        @Override
        public Verdict decode(Frame frame, MarketSink sink) {
            String[] words =
                    new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8).split(" ");
            long millis = frame.receivedEpochNanos() / 1_000_000;
            switch (words[0]) {
                case "trade" -> {
                    topic = TRADES;
                    long time = words[1].equals("never") ? NO_TIME : millis;
                    sink.onTrade(trade("id " + millis, "1", time, millis));
                }
                case "candle" -> {
                    topic = KLINES;
                    sink.onKline(candle(words[1], "1", false, millis));
                }
                case "ticker" -> {
                    topic = TICKERS;
                    sink.onTicker(ticker(words[1], millis));
                }
                default -> {
                    topic = LIQUIDATIONS;
                    sink.onLiquidation(liquidation(millis, words[1].equals("never") ? NO_TIME : millis, millis));
                }
            }
            return Verdict.DATA;
        }

        @Override
        public @Nullable Topic lastTopic() {
            return topic;
        }

        @Override
        public String complaint() {
            return "";
        }
    }

    private static String words(Random random) {
        boolean odd = random.nextInt(8) == 0;
        return switch (random.nextInt(4)) {
            case 0 -> "trade " + (odd ? "never" : "now");
            case 1 -> "candle " + (odd ? TOO_LONG : FITS);
            case 2 -> "ticker " + (odd ? TOO_LONG : FITS);
            default -> "liquidation " + (odd ? "never" : "now");
        };
    }

    /** A run of the process that records, two seconds between what it hears. */
    private static long run(RecordingFolder folder, Random random, long from, int frames) throws IOException {
        long now = from;
        try (RawLog log = RawLog.open(folder.log(), RawLogOptions.DEFAULT, event -> {})) {
            log.onClock(0, 0, now, now);
            for (Topic topic : List.of(TRADES, KLINES, TICKERS, LIQUIDATIONS)) {
                log.onNotice(new Notice.TopicLive(topic, 1, now), now);
            }
            for (int i = 0; i < frames; i++) {
                now += random.nextLong(SECOND);
                byte[] bytes = words(random).getBytes(StandardCharsets.UTF_8);
                log.onFrame(new Frame().set(bytes, 0, bytes.length, Channel.LINEAR, 1, 0, now, now));
                now += random.nextLong(SECOND);
                log.onTimer(now, now);
            }
        }
        return now;
    }

    private static DatabaseFeed feed(RecordingFolder folder, ServerDatabase database, Duration saved)
            throws IOException {
        return new DatabaseFeed(
                folder,
                database,
                new ServerPosition(database, "own"),
                FeedPlan.usual().withSaved(saved),
                channel -> new Words(),
                sink -> new Words(),
                ReplyDecoder.NONE,
                message -> {});
    }

    @Test
    void theCoverageIsThatOfTheLogHoweverOftenTheRowsWereBegunAgain() throws IOException {
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("refused rows: seed " + seed);
        Random random = new Random(seed);
        RecordingFolder folder = new RecordingFolder(temporary.resolve("data"));
        Server again = new Server();
        long begin = 1_795_788_000L * SECOND;
        long now = begin;
        int catchingUp = 0;
        for (int run = 0; run < 12; run++) {
            now = run(folder, random, now + random.nextLong(10 * SECOND), 20 + random.nextInt(60));
            ServerDatabase database = ServerDatabase.open(again, List.of());
            DatabaseFeed feed = feed(folder, database, Duration.ofSeconds(random.nextBoolean() ? 1 : 3_600));
            long nanos = now;
            while (feed.pump(nanos, now)) {
                nanos += SECOND;
            }
            feed.commit();
            if (random.nextBoolean()) {
                feed.close();
            } else {
                // As when the process dies: what is known is lost, and found out again from rows that are there.
                feed.abandon();
                catchingUp++;
            }
        }
        Server once = new Server();
        ServerDatabase database = ServerDatabase.open(once, List.of());
        try (DatabaseFeed feed = feed(new RecordingFolder(copyOf(folder)), database, Duration.ofHours(1))) {
            while (feed.pump(now, now)) {
                feed.commit();
            }
        }

        assertThat(catchingUp).isPositive();
        assertThat(once.coverage().values()).anyMatch(line -> line.contains("rowRefused"));
        assertThat(again.coverage()).isEqualTo(once.coverage());
        for (String table : List.of("trades", "liquidations", "klines", "tickers")) {
            assertThat(again.count(table))
                    .as(table)
                    .isEqualTo(once.count(table))
                    .isPositive();
        }
    }

    /** Makes rows by a writer that is thrown away again and again, and goes on as another with its state. */
    private static final class Relay implements RowTarget {
        private final List<String> rows = new ArrayList<>();
        private EventWriter writing = new EventWriter(this, FeedPlan.usual());
        private Playback playback = playback();

        private Playback playback() {
            return new Playback(channel -> new Words(), sink -> new Words(), ReplyDecoder.NONE, writing);
        }

        @Override
        public <E> boolean append(Table<E> table, E event) {
            rows.add(table.name() + " " + event);
            return table.fits(event);
        }

        private boolean handOver() {
            if (!writing.isSettled()) {
                return false;
            }
            StateWriter to = new StateWriter();
            playback.writeTo(to);
            writing.writeTo(to);
            StateReader from = new StateReader(to.toByteArray());
            writing = new EventWriter(this, FeedPlan.usual());
            playback = playback();
            playback.restore(from);
            writing.restore(from);
            from.end();
            return true;
        }
    }

    @Test
    void takenUpAnywhereTheHolesAreTheSame() throws IOException {
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("refused rows, taken up anywhere: seed " + seed);
        Random random = new Random(seed);
        RecordingFolder folder = new RecordingFolder(temporary.resolve("data"));
        run(folder, random, 1_795_788_000L * SECOND, 400);
        Relay alone = new Relay();
        Relay relay = new Relay();
        int handedOver = 0;
        try (RawLogReader reader = RawLogReader.open(folder.log(), message -> {})) {
            reader.read(1, alone.playback);
            reader.seek(1);
            while (reader.next(relay.playback)) {
                if (random.nextInt(4) == 0 && relay.handOver()) {
                    handedOver++;
                }
            }
        }

        assertThat(handedOver).isGreaterThan(100);
        assertThat(alone.rows).anyMatch(row -> row.contains("ROW_REFUSED"));
        assertThat(relay.rows).isEqualTo(alone.rows);
    }

    /** The log without what was saved. */
    private Path copyOf(RecordingFolder folder) throws IOException {
        Path copy = temporary.resolve("copy");
        RecordingFolder into = new RecordingFolder(copy);
        Files.createDirectories(into.log());
        try (Stream<Path> files = Files.list(folder.log())) {
            for (Path file : files.toList()) {
                Files.copy(file, into.log().resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
