package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.Decoders;
import io.jaybit.coverage.CoverageState;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Trade;
import io.jaybit.recorder.RecordingFolder;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording process is killed again and again: log, database, coverage and the exchange agree on what was seen. */
@Timeout(1_200)
class RecordingKillTest {
    private static final int KILLS = Boolean.getBoolean("jaybit.long") ? 100 : 10;
    private static final long SEED = Long.getLong("jaybit.seed", 20_261_127);

    @TempDir
    Path folder;

    /** A trade that happened. */
    private record Happened(String id, String symbol, long epochMillis) {}

    private final List<Happened> truth = new CopyOnWriteArrayList<>();

    @Test
    void whatWasAcknowledgedIsThereOnceAndEveryHoleIsNamed() throws Exception {
        System.out.println("recording kills: seed " + SEED);
        Random random = new Random(SEED);
        RecordingFolder recording = new RecordingFolder(folder.resolve("data"));
        Set<String> acknowledged = new HashSet<>();
        try (ExchangeServer server = ExchangeServer.start(
                ExchangeConfig.calm(SEED).withPreset(Preset.BUSY), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            server.ask(exchange -> {
                exchange.exchange().listen(new ExchangeListener() {
                    @Override
                    public void onTrade(io.jaybit.simulator.exchange.Trade trade) {
                        if (trade.market().category() == io.jaybit.simulator.exchange.Category.LINEAR) {
                            truth.add(new Happened(trade.id(), trade.market().symbol(), trade.epochMillis()));
                        }
                    }
                });
                return true;
            });
            for (int kill = 0; kill < KILLS; kill++) {
                recordAndKill(server, recording, random, acknowledged);
            }
            Terminal last = Terminal.run(arguments(server, recording, "5s"));
            assertThat(last.code()).as(last.err()).isZero();
        }
        Set<String> fetched = new HashSet<>();
        Set<String> logged = loggedTrades(recording, fetched);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String line : sql(recording, "SELECT id, count() FROM trades")) {
            String[] cells = line.split(",", -1);
            rows.put(cells[0], Long.parseLong(cells[1]));
        }
        System.out.println(
                KILLS + " kills: " + truth.size() + " trades happened, " + logged.size() + " are in the log, "
                        + rows.size() + " in the database, " + acknowledged.size() + " were seen there before a kill");
        assertThat(rows.values()).as("a row that is there twice").allMatch(count -> count == 1);
        assertThat(rows.keySet()).containsAll(logged);
        logged.addAll(fetched);
        assertThat(logged).containsAll(rows.keySet());
        assertThat(rows.keySet()).containsAll(acknowledged);
        assertThat(acknowledged).isNotEmpty();
        whatIsCalledSeenIsThere(recording, rows.keySet());
    }

    private record Stretch(long from, long until, String state) {}

    /** Each trade that happened while its topic was seen is there; where one is not, coverage has a hole. */
    private void whatIsCalledSeenIsThere(RecordingFolder recording, Set<String> rows) throws IOException {
        Map<String, List<Stretch>> seen = new LinkedHashMap<>();
        Set<String> causes = new HashSet<>();
        Set<String> states = new HashSet<>();
        for (String line : sql(
                recording,
                "SELECT topic, time, until, state, causes FROM coverage WHERE topic LIKE 'publicTrade.%' AND state != 'REPLACED'")) {
            String[] cells = line.split(",", -1);
            states.add(cells[3]);
            if (CoverageState.valueOf(cells[3]).isSeen()) {
                seen.computeIfAbsent(cells[0], absent -> new ArrayList<>())
                        .add(new Stretch(millis(cells[1]), millis(cells[2]), cells[3]));
            } else {
                causes.add(cells[4]);
            }
        }
        assertThat(seen).isNotEmpty();
        assertThat(states).contains("SEEN", "RECOVERED");
        int covered = 0;
        for (Happened trade : truth) {
            Optional<Stretch> stretch = seen.getOrDefault("publicTrade." + trade.symbol(), List.of()).stream()
                    .filter(known -> trade.epochMillis() >= known.from() && trade.epochMillis() < known.until())
                    .findFirst();
            if (stretch.isPresent()) {
                covered++;
                assertThat(rows.contains(trade.id()))
                        .as("%s is in %s, so it should be a row", trade, stretch.get())
                        .isTrue();
            }
        }
        assertThat(covered).as("trades in times that count as seen").isGreaterThan(truth.size() / 10);
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

    private static Set<String> loggedTrades(RecordingFolder recording, Set<String> fetched) throws IOException {
        Set<String> ids = new HashSet<>();
        Playback playback =
                new Playback(Decoders::decoder, Decoders::decoder, Decoders.replies(), new PlaybackAdapter() {
                    @Override
                    public void onTrade(Trade trade) {
                        assertThat(trade.symbol().category()).isEqualTo(Category.LINEAR);
                        ids.add(trade.id().toString());
                    }

                    @Override
                    public void onFetchedTrades(Symbol symbol, List<Trade> trades, long answeredEpochMillis) {
                        trades.forEach(trade -> fetched.add(trade.id().toString()));
                    }
                });
        try (RawLogReader reader = RawLogReader.open(recording.log(), message -> {})) {
            reader.read(1, playback);
        }
        assertThat(playback.unreadable()).isZero();
        assertThat(playback.unknown()).isZero();
        return ids;
    }
}
