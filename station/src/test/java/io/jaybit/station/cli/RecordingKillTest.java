package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.Decoders;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageState;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Trade;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.CoverageLine;
import io.jaybit.recorder.database.RemoteDatabase;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.play.Playback;
import io.jaybit.recorder.play.PlaybackAdapter;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.exchange.ExchangeListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording process is killed again and again: log, database, coverage and the exchange agree on what was seen. */
@Timeout(1_200)
class RecordingKillTest {
    private static final int KILLS = Boolean.getBoolean("jaybit.long") ? 100 : 10;
    /** As the database tells it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'000Z'").withZone(ZoneOffset.UTC);

    private static final long SEED = Long.getLong("jaybit.seed", 20_261_127);

    @TempDir
    Path folder;

    /** A trade that happened. */
    private record Happened(String id, String symbol, long epochMillis) {}

    private final List<Happened> truth = Collections.synchronizedList(new ArrayList<>());
    private final TreeSet<Long> kills = new TreeSet<>();

    @Test
    void whatWasAcknowledgedIsThereOnceAndEveryHoleIsNamed() throws Exception {
        System.out.println("recording kills: seed " + SEED);
        Random random = new Random(SEED);
        RecordingFolder recording = new RecordingFolder(folder.resolve("data"));
        Set<String> acknowledged = new HashSet<>();
        SentFrames sent;
        try (ExchangeServer server = ExchangeServer.start(
                ExchangeConfig.calm(SEED).withPreset(Preset.BUSY), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            sent = server.ask(exchange -> {
                SentFrames frames = new SentFrames(exchange);
                exchange.venue().listen(frames);
                exchange.exchange().listen(new ExchangeListener() {
                    @Override
                    public void onTrade(io.jaybit.simulator.exchange.Trade trade) {
                        if (trade.market().category() == io.jaybit.simulator.exchange.Category.LINEAR) {
                            truth.add(new Happened(trade.id(), trade.market().symbol(), trade.epochMillis()));
                        }
                    }
                });
                return frames;
            });
            for (int kill = 0; kill < KILLS; kill++) {
                recordAndKill(server, recording, random, acknowledged);
            }
            Terminal last = Terminal.run(arguments(server, recording, "5s"));
            assertThat(last.code()).as(last.err()).isZero();
        }
        List<SentFrames.Line> connections = sent.inLog(recording.log());
        Map<String, String> fetched = new LinkedHashMap<>();
        Map<String, String> logged = loggedTrades(recording, fetched);
        List<String> rows = sql(recording, "SELECT id, symbol, time, side, price, size FROM trades");
        System.out.println(
                KILLS + " kills: " + truth.size() + " trades happened, " + logged.size() + " are in the log, "
                        + rows.size() + " in the database, " + acknowledged.size() + " were seen there before a kill");
        Set<String> ids = theRowsAreTheTrades(rows, logged, fetched);
        assertThat(ids).containsAll(acknowledged);
        assertThat(acknowledged).isNotEmpty();
        Map<String, List<CoverageLine.Stretch>> coverage = coverage(recording);
        whatIsCalledSeenIsThere(coverage, ids);
        whatWasLostIsNamed(coverage, connections);
    }

    /** Each trade of a frame in the log is a row, to the last digit; the other rows are trades that were fetched. */
    private static Set<String> theRowsAreTheTrades(
            List<String> rows, Map<String, String> logged, Map<String, String> fetched) {
        Set<String> ids = new HashSet<>();
        for (String row : rows) {
            String id = row.substring(0, row.indexOf(','));
            assertThat(ids.add(id)).as("%s is there once", row).isTrue();
            String trade = logged.getOrDefault(id, fetched.get(id));
            assertThat(row).as("a row and what it was made of").isEqualTo(trade);
        }
        assertThat(ids).containsAll(logged.keySet());
        return ids;
    }

    private static Map<String, List<CoverageLine.Stretch>> coverage(RecordingFolder recording) {
        Map<String, CoverageLine> lines = new LinkedHashMap<>();
        for (String row : sql(
                recording,
                "SELECT topic, time, until, state, causes FROM coverage WHERE state != 'REPLACED' ORDER BY time")) {
            String[] cells = row.split(",", 5);
            lines.computeIfAbsent(cells[0], absent -> new CoverageLine())
                    .add(millis(cells[1]), millis(cells[2]), CoverageState.valueOf(cells[3]), cells[4]);
        }
        Map<String, List<CoverageLine.Stretch>> stretches = new LinkedHashMap<>();
        lines.forEach((topic, line) -> stretches.put(topic, line.stretches()));
        return stretches;
    }

    private static Optional<CoverageLine.Stretch> at(
            Map<String, List<CoverageLine.Stretch>> coverage, String topic, long epochMillis) {
        return coverage.getOrDefault(topic, List.of()).stream()
                .filter(stretch -> stretch.span().contains(epochMillis))
                .findFirst();
    }

    /** Each trade that happened while its topic was seen is there; where one is not, coverage has a hole. */
    private void whatIsCalledSeenIsThere(Map<String, List<CoverageLine.Stretch>> coverage, Set<String> rows) {
        int covered = 0;
        Set<CoverageState> states = EnumSet.noneOf(CoverageState.class);
        for (Happened trade : truth) {
            Optional<CoverageLine.Stretch> stretch = at(coverage, "publicTrade." + trade.symbol(), trade.epochMillis());
            if (stretch.isPresent() && stretch.get().state().isSeen()) {
                covered++;
                states.add(stretch.get().state());
                assertThat(rows.contains(trade.id()))
                        .as("%s is in %s, so it should be a row", trade, stretch.get())
                        .isTrue();
            }
        }
        assertThat(states).contains(CoverageState.SEEN, CoverageState.RECOVERED);
        assertThat(covered).as("trades in times that count as seen").isGreaterThan(truth.size() / 10);
    }

    /** A frame that was sent and is not in the log is of a time that its topic's coverage does not call seen, and says why. */
    private void whatWasLostIsNamed(
            Map<String, List<CoverageLine.Stretch>> coverage, List<SentFrames.Line> connections) {
        long sent = 0;
        long lost = 0;
        long longest = 0;
        Set<String> causes = new TreeSet<>();
        for (SentFrames.Line connection : connections) {
            sent += connection.frames().size();
            Long killed = kills.ceiling(connection.frames().get(0).epochMillis());
            for (SentFrames.Sent frame : connection.lost()) {
                if (!frame.isData()) {
                    continue;
                }
                lost++;
                longest = Math.max(longest, killed == null ? 0 : killed - frame.epochMillis());
                Optional<CoverageLine.Stretch> stretch = at(coverage, frame.label(), frame.epochMillis());
                if (killed == null && stretch.isEmpty()) {
                    // Sent when the last run, which was not killed, had read enough.
                    continue;
                }
                assertThat(stretch).as("coverage of %s, which was lost", frame).isPresent();
                CoverageState state = stretch.get().state();
                boolean fetched = canBeFetched(frame.label())
                        && (state == CoverageState.RECOVERED || state == CoverageState.AUDITED);
                assertThat(fetched || !state.isSeen())
                        .as("%s was lost and is in %s", frame, stretch.get())
                        .isTrue();
                if (!fetched) {
                    assertThat(stretch.get().causes())
                            .as("why %s was lost", frame)
                            .isNotEmpty();
                    causes.add(stretch.get().causes());
                }
            }
        }
        System.out.println(connections.size() + " connections: " + sent + " frames sent, " + lost
                + " of topics lost, the oldest " + longest + " ms before its kill; causes: " + causes);
        assertThat(lost).as("frames that the kills have cost").isPositive();
        assertThat(causes).anyMatch(text -> text.contains(Cause.DISCONNECTED.text()));
    }

    private static boolean canBeFetched(String topic) {
        return topic.startsWith("publicTrade.") || topic.startsWith("kline.");
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private void recordAndKill(
            ExchangeServer server, RecordingFolder recording, Random random, Set<String> acknowledged)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments(server, recording, "60s")));
        Process child = new ProcessBuilder(command)
                .redirectError(folder.resolve("messages.txt").toFile())
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(Objects.requireNonNull(out.readLine(), "the child ended by itself"))
                    .startsWith("{\"ready\":true");
            LockSupport.parkNanos(300_000_000L + random.nextLong(1_000_000_000L));
            RecordingFolder.Access access = recording.access().orElseThrow();
            new RemoteDatabase(access.consolePort(), access.password())
                    .query("SELECT id FROM trades", new Rows(row -> acknowledged.add(row.get(0))));
            LockSupport.parkNanos(random.nextLong(300_000_000L));
        } finally {
            kills.add(System.currentTimeMillis());
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
    }

    private static String[] arguments(ExchangeServer server, RecordingFolder recording, String length) {
        return new String[] {
            "record",
            "--all",
            "--exchange",
            server.webSocketAddress(),
            "--data",
            recording.folder().toString(),
            "--postgres-port",
            "0",
            "--console-port",
            "0",
            "--save-every",
            "1s",
            "--for",
            length
        };
    }

    private static List<String> sql(RecordingFolder recording, String statement) {
        Terminal answer =
                Terminal.run("sql", "--csv", "--data", recording.folder().toString(), statement);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().skip(1).toList();
    }

    private static String row(Trade trade) {
        return trade.id() + "," + trade.symbol().name() + ","
                + TIME.format(Instant.ofEpochMilli(trade.exchangeEpochMillis())) + ","
                + trade.takerSide().text() + "," + trade.price().stripTrailingZeros() + ","
                + trade.size().stripTrailingZeros();
    }

    /** The trades of the log's frames, and those that were fetched, by id. */
    private static Map<String, String> loggedTrades(RecordingFolder recording, Map<String, String> fetched)
            throws IOException {
        Map<String, String> pushed = new LinkedHashMap<>();
        Playback playback =
                new Playback(Decoders::decoder, Decoders::decoder, Decoders.replies(), new PlaybackAdapter() {
                    @Override
                    public void onTrade(Trade trade) {
                        assertThat(trade.symbol().category()).isEqualTo(Category.LINEAR);
                        pushed.put(trade.id().toString(), row(trade));
                    }

                    @Override
                    public void onFetchedTrades(Symbol symbol, List<Trade> trades, long answeredEpochMillis) {
                        trades.forEach(trade -> fetched.put(trade.id().toString(), row(trade)));
                    }
                });
        try (RawLogReader reader = RawLogReader.open(recording.log(), message -> {})) {
            reader.read(1, playback);
        }
        assertThat(playback.unreadable()).isZero();
        assertThat(playback.unknown()).isZero();
        return pushed;
    }
}
