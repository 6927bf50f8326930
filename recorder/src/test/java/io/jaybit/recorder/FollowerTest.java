package io.jaybit.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketSink;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.DatabaseAwayException;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.ServerDatabase;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away and comes back, in virtual time. */
class FollowerTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = 1_795_788_000L * SECOND;

    @TempDir
    Path temporary;

    private RecordingFolder folder;
    private final Server server = new Server();
    private final List<String> messages = new ArrayList<>();
    private Follower follower;
    private long nanos;
    private long written;
    private long onDisk;

    /** Keeps lines; the same line twice is one row. */
    private static final class Server implements ServerDatabase.Link {
        private final Map<String, Integer> lines = new LinkedHashMap<>();
        private boolean away;
        private String reason = "connection refused";
        /** Takes what comes and does not get to say so. */
        private boolean silent;

        private int refusals;
        private int longest;

        private void look() throws DatabaseAwayException {
            if (away) {
                refusals++;
                throw new DatabaseAwayException(reason, reason);
            }
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            look();
            longest = Math.max(longest, length);
            for (String line : new String(bytes, 0, length, StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty()) {
                    lines.merge(line, 1, Integer::sum);
                }
            }
            if (silent) {
                away = true;
                throw new DatabaseAwayException("connection reset", "connection reset");
            }
        }

        @Override
        public void query(String statement, QueryResult result) throws IOException {
            look();
            if (statement.contains("FROM recordings")) {
                lines.keySet().stream()
                        .filter(line -> line.startsWith("recordings,recording=own "))
                        .reduce((before, last) -> last)
                        .ifPresent(line -> result.row(List.of(
                                line.split(" ")[1].replaceAll("[a-z_]+=|i", "").split(","))));
            }
        }

        @Override
        public void execute(String statement) throws IOException {
            look();
        }

        @Override
        public void exportParquet(String select, Path to) {
            throw new AssertionError();
        }

        private List<String> rows() {
            return lines.keySet().stream()
                    .filter(line -> !line.startsWith("recordings,"))
                    .sorted()
                    .toList();
        }

        private long trades() {
            return lines.keySet().stream()
                    .filter(line -> line.startsWith("trades,"))
                    .count();
        }
    }

    /** Each frame is a trade whose id is its text. */
    private static final class OneTrade implements FrameDecoder {
        @Override
        public Verdict decode(Frame frame, MarketSink sink) {
            String id = new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8);
            long millis = frame.receivedEpochNanos() / 1_000_000;
            sink.onTrade(new Trade(
                    TOPIC,
                    BTC,
                    TradeId.of(id),
                    TakerSide.BUY,
                    Decimal.parse("65000.5"),
                    Decimal.parse("0.001"),
                    null,
                    false,
                    false,
                    OptionalLong.empty(),
                    null,
                    millis,
                    millis,
                    frame.receivedEpochNanos()));
            return Verdict.DATA;
        }

        @Override
        public Topic lastTopic() {
            return TOPIC;
        }

        @Override
        public String complaint() {
            return "";
        }
    }

    @BeforeEach
    void begin() {
        folder = new RecordingFolder(temporary.resolve("data"));
        follower = follower(server);
    }

    private Follower follower(Server to) {
        return new Follower(
                () -> {
                    ServerDatabase database = ServerDatabase.open(to, List.of());
                    KeptPosition position = new KeptPosition(new ServerPosition(database, "own"));
                    return new Follower.Following(
                            database,
                            new DatabaseFeed(
                                    folder,
                                    database,
                                    position,
                                    FeedPlan.usual(),
                                    channel -> new OneTrade(),
                                    sink -> new OneTrade(),
                                    ReplyDecoder.NONE,
                                    messages::add),
                            position);
                },
                () -> onDisk,
                messages::add);
    }

    /** One run of the process that records: so many trades, all on the disk. */
    private void log(int count) throws IOException {
        RawLog log = RawLog.open(folder.log(), RawLogOptions.DEFAULT, event -> {});
        try (log) {
            Frame frame = new Frame();
            for (int i = 0; i < count; i++) {
                byte[] bytes = ("trade-" + written++).getBytes(StandardCharsets.UTF_8);
                log.onFrame(frame.set(bytes, 0, bytes.length, Channel.LINEAR, 1, 0, BEGIN + nanos + i, nanos + i));
            }
        }
        onDisk = log.flushed();
    }

    /** Lets time pass, and the follower work whenever it wants to. */
    private void pass(long duration) throws IOException {
        long end = nanos + duration;
        while (nanos < end) {
            long pause = follower.work(nanos, BEGIN + nanos);
            assertThat(pause).isNotNegative();
            nanos = Math.min(end, nanos + Math.max(pause, 1));
        }
    }

    private void allIsThereOnce() throws IOException {
        assertThat(server.trades()).isEqualTo(written);
        Server other = new Server();
        Follower alone = follower(other);
        for (int i = 0; i < 100; i++) {
            alone.work(nanos + i * SECOND, BEGIN + nanos);
        }
        alone.close();
        follower.close();
        assertThat(tradesOf(server)).isEqualTo(tradesOf(other));
        // Each was sent; a row that was sent again is the same to the last character.
        assertThat(server.rows()).containsAll(other.rows());
    }

    private static List<String> tradesOf(Server server) {
        return server.rows().stream().filter(line -> line.startsWith("trades,")).collect(Collectors.toList());
    }

    @Test
    void awayForTenMinutesNothingIsLostAndNothingIsHeldForIt() throws IOException {
        log(100);
        pass(5 * SECOND);
        assertThat(server.trades()).isEqualTo(100);
        assertThat(follower.recordsBehind()).hasValue(0);
        assertThat(follower.awayReason()).isEmpty();
        long level = onDisk;
        server.away = true;
        for (int minute = 0; minute < 10; minute++) {
            log(1_000);
            pass(60 * SECOND);
        }
        assertThat(follower.isAway()).isTrue();
        assertThat(follower.current())
                .as("what is open for a database that is away")
                .isNull();
        assertThat(follower.awayNanos(nanos)).isBetween(595 * SECOND, 600 * SECOND);
        assertThat(server.trades()).isEqualTo(100);
        assertThat(server.refusals).as("asked again, but not all the time").isBetween(100, 150);
        assertThat(follower.recordsBehind()).hasValue(onDisk - level);
        assertThat(onDisk - level).isGreaterThan(10_000);
        assertThat(follower.awayReason()).isEqualTo("connection refused");
        server.away = false;
        log(10);
        String behind = String.format(Locale.ROOT, "%,d", onDisk - level);
        pass(15 * SECOND);
        assertThat(follower.isAway()).isFalse();
        assertThat(follower.recordsBehind()).hasValue(0);
        assertThat(follower.awayReason()).isEmpty();
        allIsThereOnce();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0)).startsWith("THE DATABASE IS AWAY: connection refused; the log goes on");
        assertThat(messages.get(1))
                .matches("the database is there after 60\\d s, " + behind + " records behind; their rows follow");
        assertThat(messages.get(2)).matches("the database is level with the log again, \\d+ s after it was back");
        assertThat(follower.rows()).isGreaterThanOrEqualTo(written);
    }

    /** Where there is no end of what comes, level is who has read what was on the disk. */
    @Test
    void levelIsSaidOnceAlsoWhileMoreComes() throws IOException {
        log(10);
        pass(5 * SECOND);
        server.away = true;
        log(10_000);
        pass(20 * SECOND);
        server.away = false;
        while (follower.isAway()) {
            nanos += SECOND;
            follower.work(nanos, BEGIN + nanos);
        }
        assertThat(messages).as("one turn does not take all").hasSize(2);
        for (int i = 0; i < 20; i++) {
            log(1);
            nanos += SECOND;
            assertThat(follower.work(nanos, BEGIN + nanos)).as("there was more").isZero();
        }
        assertThat(messages).hasSize(3);
        assertThat(messages.get(2)).startsWith("the database is level with the log again, ");
    }

    @Test
    void whoMissedNothingIsLevelAtOnce() throws IOException {
        log(10);
        pass(5 * SECOND);
        follower.close();
        server.away = true;
        follower = follower(server);
        pass(SECOND);
        assertThat(follower.recordsBehind()).as("nobody to ask").isEmpty();
        server.away = false;
        pass(15 * SECOND);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1)).matches("the database is there after \\d+ s, level with the log");
        assertThat(follower.recordsBehind()).hasValue(0);
    }

    @Test
    void anotherReasonIsToldOnceAMinuteAtMost() throws IOException {
        server.away = true;
        log(10);
        pass(30 * SECOND);
        server.reason = "503 from its proxy";
        pass(20 * SECOND);
        assertThat(messages).hasSize(1);
        pass(30 * SECOND);
        server.reason = "connection reset";
        pass(30 * SECOND);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1)).isEqualTo("the database is still away: 503 from its proxy");
    }

    @Test
    void aRecordingMayBeginWhileItIsAway() throws IOException {
        server.away = true;
        log(500);
        pass(30 * SECOND);
        assertThat(messages).hasSize(1);
        server.away = false;
        pass(15 * SECOND);
        allIsThereOnce();
    }

    @Test
    void whatWasTakenWithoutAWordIsSentAgainAndThereOnce() throws IOException {
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("a database that breaks off: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            log(random.nextInt(200));
            server.away = false;
            server.silent = random.nextBoolean();
            pass(random.nextLong(4 * SECOND));
            server.away = random.nextBoolean();
            pass(random.nextLong(20 * SECOND));
        }
        server.away = false;
        server.silent = false;
        pass(15 * SECOND);
        allIsThereOnce();
        assertThat(server.lines.values()).as("some were sent twice").anyMatch(times -> times > 1);
    }

    @Test
    void aServerThatComesBackEmptyGetsEverythingAgain() throws IOException {
        log(300);
        pass(5 * SECOND);
        server.away = true;
        log(300);
        pass(5 * SECOND);
        server.away = false;
        server.lines.clear();
        pass(15 * SECOND);
        allIsThereOnce();
    }

    @Test
    void whoEndsWhileItIsAwaySaysWhatIsMissing() throws IOException {
        server.away = true;
        log(10);
        pass(SECOND);
        follower.close();
        assertThat(messages.get(messages.size() - 1))
                .contains("the rows that are missing are made when the recording is begun again");
        server.away = false;
        follower = follower(server);
        pass(5 * SECOND);
        allIsThereOnce();
    }
}
