package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.Decoders;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.RemoteDatabase;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code record --database}: a QuestDB server of its own process, killed and begun again while rows go there. */
@Timeout(180)
class DatabaseServerTest {
    private static final String PASSWORD = "the server's own";

    @TempDir
    Path folder;

    private Process database;
    private int port;

    @BeforeEach
    void begin() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        startDatabase();
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void end() throws InterruptedException {
        killDatabase();
    }

    private void startDatabase() throws Exception {
        Path root = Files.createDirectories(folder.resolve("server"));
        Files.createDirectories(root.resolve("conf"));
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.questdb.ServerMain",
                "-d",
                root.toString());
        Map<String, String> environment = process.environment();
        environment.put("QDB_HTTP_BIND_TO", "127.0.0.1:" + port);
        environment.put("QDB_HTTP_USER", "me");
        environment.put("QDB_HTTP_PASSWORD", PASSWORD);
        environment.put("QDB_PG_ENABLED", "false");
        environment.put("QDB_LINE_TCP_ENABLED", "false");
        environment.put("QDB_HTTP_MIN_ENABLED", "false");
        environment.put("QDB_TELEMETRY_ENABLED", "false");
        database = process.redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.txt").toFile())
                .start();
        await(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return true;
            } catch (IOException notYet) {
                assertThat(database.isAlive()).as("the server's process").isTrue();
                return false;
            }
        });
    }

    private void killDatabase() throws InterruptedException {
        database.toHandle().destroyForcibly();
        database.waitFor();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime() - deadline).as("it takes too long").isNegative();
            LockSupport.parkNanos(50_000_000L);
        }
    }

    private String url() {
        return "http://me@127.0.0.1:" + port;
    }

    private Terminal run(String command, String... more) {
        List<String> all = new ArrayList<>(
                List.of(command, "--data", folder.resolve("data").toString()));
        all.addAll(
                List.of("--database-password-file", folder.resolve("password").toString()));
        all.addAll(List.of(more));
        return Terminal.run(all.toArray(String[]::new));
    }

    private long trades() throws IOException {
        List<String> counts = new ArrayList<>();
        try {
            new RemoteDatabase(DatabaseAddress.parse(url(), PASSWORD))
                    .query("SELECT count() FROM trades", new Rows(row -> counts.add(row.get(0))));
        } catch (StatementFailure noTableYet) {
            return 0;
        }
        return Long.parseLong(counts.get(0));
    }

    @Test
    void killedAndBegunAgainItHasWhatTheLogHas() throws Exception {
        // Minutes end within the recording, so that there are totals and audits.
        try (ExchangeServer exchange = ExchangeServer.start(
                ExchangeConfig.calm(12).withPreset(Preset.CRASH), new Speed(10), ServerConfig.loopback(Pace.MAX), 0)) {
            CompletableFuture<Terminal> recording = CompletableFuture.supplyAsync(() -> run(
                    "record",
                    "--all",
                    "--exchange",
                    exchange.webSocketAddress(),
                    "--database",
                    url(),
                    "--save-every",
                    "1s",
                    "--for",
                    "16s"));
            await(() -> trades() > 0);
            killDatabase();
            LockSupport.parkNanos(2_000_000_000L);
            startDatabase();
            Terminal recorded = recording.get(120, TimeUnit.SECONDS);
            assertThat(recorded.code()).as(recorded.err()).isZero();
            assertThat(recorded.out()).contains("\"ready\":true", "\"database\":\"" + url() + "\"");
            assertThat(recorded.err())
                    .contains("THE DATABASE IS AWAY: the database at " + url())
                    .containsOnlyOnce("THE DATABASE IS AWAY")
                    // On a machine that has much to do it may not be there again before the end.
                    .containsPattern(
                            "the database is there after \\d+ s, [0-9,]+ records behind|still away: the rows that are missing are made when")
                    .doesNotContain("NOT FILLED")
                    .doesNotContain(PASSWORD);
            aFolderGoesOnWithItsServerUnlessToldOtherwise(exchange.webSocketAddress());
        }
        RemoteDatabase there = new RemoteDatabase(DatabaseAddress.parse(url(), PASSWORD));
        try (EmbeddedDatabase here = fromTheLog()) {
            for (String table : List.of(
                    "trades",
                    "book",
                    "book_levels",
                    "tickers",
                    "klines",
                    "sweeps",
                    "liquidations",
                    "liquidation_totals",
                    "coverage",
                    "audits")) {
                List<String> rows = new ArrayList<>();
                there.query("SELECT * FROM " + table, new Rows(row -> rows.add(row.toString())));
                List<String> expected = new ArrayList<>();
                here.query("SELECT * FROM " + table, new Rows(row -> expected.add(row.toString())));
                assertThat(rows).as(table).isNotEmpty();
                assertThat(rows.stream().sorted().toList())
                        .as(table)
                        .isEqualTo(expected.stream().sorted().toList());
            }
        }
        assertThat(trades()).isGreaterThan(10);
        assertThat(run("coverage").out()).contains("publicTrade.BTCUSDT");
        assertThat(Files.readString(folder.resolve("data").resolve("database.server")))
                .isEqualTo(url() + "\n");
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .doesNotContain("database");
        }
    }

    private void aFolderGoesOnWithItsServerUnlessToldOtherwise(String exchange) {
        Terminal again = run("record", "BTCUSDT", "--exchange", exchange, "--for", "1s");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("\"database\":\"" + url() + "\"");
        assertThat(again.err()).contains("the rows go to " + url()).doesNotContain("AWAY");
    }

    /** The same log with a database of its own. */
    private EmbeddedDatabase fromTheLog() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("log"));
        try (Stream<Path> files = Files.list(folder.resolve("data").resolve("log"))) {
            for (Path file :
                    files.filter(file -> !file.endsWith("journal.lock")).toList()) {
                Files.copy(file, copy.resolve("log").resolve(file.getFileName()));
            }
        }
        RecorderSettings settings = RecorderSettings.in(new RecordingFolder(copy));
        List<String> messages = new ArrayList<>();
        try (Recorder recorder =
                Recorder.open(settings, Decoders::decoder, Decoders::decoder, Decoders.replies(), messages::add)) {
            await(() -> recorder.status().log().flushed() > 0
                    && recorder.status().sequence() >= recorder.status().log().flushed());
        }
        assertThat(messages).isEmpty();
        return EmbeddedDatabase.open(DatabaseSettings.in(copy.resolve("database")), List.of());
    }

    @Test
    void aWrongPasswordEndsItAndWhatIsNoAddressIsSaid() throws IOException {
        Files.writeString(folder.resolve("password"), "another");
        Terminal refused = run("record", "BTCUSDT", "--exchange", "ws://127.0.0.1:1", "--database", url());
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("does not take this user and password")
                .doesNotContain("another");
        for (Terminal asked : List.of(
                run("sql", "--database", url(), "SELECT 1"),
                run("export", "--database", url(), "trades"),
                run("coverage", "--database", url()))) {
            assertThat(asked.code()).as(asked.err()).isEqualTo(3);
            assertThat(asked.err()).contains("does not take this user and password");
        }
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-r-----"));
        Terminal open = run("sql", "--database", url(), "SELECT 1");
        assertThat(open.code()).isEqualTo(2);
        assertThat(open.err()).contains("others can read", "chmod 600 " + folder.resolve("password"));
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
        Terminal wrong = run("sql", "--database", "http://me:secret@127.0.0.1", "SELECT 1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("a password does not belong in an address")
                .doesNotContain("secret");
        assertThat(run("sql", "--database", "http://me@127.0.0.1:1", "SELECT 1").err())
                .contains("the database at http://me@127.0.0.1:1 does not answer");
    }
}
