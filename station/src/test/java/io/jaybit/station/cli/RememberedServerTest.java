package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jaybit.client.Decoders;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which database a recording's rows go to, without one that answers. */
@Timeout(120)
class RememberedServerTest {
    /** Nothing listens there. */
    private static final String AWAY = "http://me@127.0.0.1:1";

    private static final String DUMP =
            "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional\n"
                    + "1795813375.1,BTCUSDT,Buy,0.001,65000,PlusTick,7c8c3d2e-0b5f-4a51-9f7e-0d9a5a1f2b3c,0,0.001,65\n";

    private static ExchangeServer exchange;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        exchange = ExchangeServer.start(
                ExchangeConfig.calm(3).withPreset(Preset.BUSY), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
    }

    @AfterAll
    static void close() {
        exchange.close();
    }

    private Terminal record(String... more) {
        List<String> all = new ArrayList<>(List.of("record", "BTCUSDT", "--topics", "trades", "--for", "1s"));
        all.addAll(List.of("--exchange", exchange.webSocketAddress()));
        all.addAll(List.of("--data", data().toString(), "--postgres-port", "0", "--console-port", "0"));
        all.addAll(List.of(more));
        return Terminal.run(all.toArray(String[]::new));
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void aFolderGoesOnWithItsServerUntilItIsToldOtherwise() throws IOException {
        Terminal named = record("--database", AWAY);
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(named.err()).contains("the rows go to " + AWAY).containsOnlyOnce("THE DATABASE IS AWAY");

        Terminal remembered = record();
        assertThat(remembered.out()).contains("\"database\":\"" + AWAY + "\"");
        assertThat(remembered.err()).contains("the rows go to " + AWAY).containsOnlyOnce("THE DATABASE IS AWAY");
        assertThat(data().resolve("database")).doesNotExist();

        Terminal moved = record("--database", "http://me@127.0.0.1:2");
        assertThat(moved.err())
                .contains("the rows went to " + AWAY + ", which keeps those that it has; from now on they go to"
                        + " http://me@127.0.0.1:2, and those of before, too, as far as the log has them");

        Terminal embedded = record("--database", "embedded");
        assertThat(embedded.code()).as(embedded.err()).isZero();
        assertThat(embedded.out()).contains("\"postgres\":\"postgresql://");
        assertThat(embedded.err())
                .contains("from now on they go into the folder's own database")
                .doesNotContain("AWAY");
        assertThat(data().resolve("database.server")).doesNotExist();
        Terminal log = Terminal.run("replay", data().toString(), "--show", "trades", "--json");
        assertThat(log.out()).isNotEmpty();
        assertThat(trades()).isEqualTo("count()\n" + log.out().lines().count() + "\n");
    }

    @Test
    void backInItsFolderADatabaseGetsTheRowsThatItLacks() throws IOException {
        assertThat(record().err()).doesNotContain("the rows");
        String before = trades();
        record("--database", AWAY);
        Terminal back = record("--database", "embedded");
        assertThat(back.err())
                .contains("the rows went to " + AWAY + ", which keeps those that it has; from now on they go into the"
                        + " folder's own database");
        String level = rows();
        assertThat(trades()).isNotEqualTo(before);

        RecordingFolder made = new RecordingFolder(data());
        Files.move(made.database(), folder.resolve("before"));
        Recorder.open(
                        RecorderSettings.in(made),
                        Decoders::decoder,
                        Decoders::decoder,
                        Decoders.replies(),
                        Messages::say)
                .close();
        assertThat(level).as("brought level, and made anew").isEqualTo(rows());
        assertThat(record().err()).as("nothing to say any more").doesNotContain("the rows");
    }

    private String rows() {
        return Terminal.run("sql", "--csv", "SELECT * FROM trades ORDER BY time, id", "--data", data().toString())
                .out();
    }

    private String trades() {
        return Terminal.run("sql", "--csv", "SELECT count() FROM trades", "--data", data().toString())
                .out();
    }

    /** Every command that asks for rows. */
    private List<List<String>> asking() throws IOException {
        String dump =
                Files.writeString(folder.resolve("BTCUSDT2026-11-27.csv"), DUMP).toString();
        return List.of(
                List.of("sql", "SELECT 1"),
                List.of("export", "trades"),
                List.of(
                        "export",
                        "trades",
                        "--out",
                        folder.resolve("trades.parquet").toString()),
                List.of("coverage"),
                List.of("coverage", "--audit", dump),
                List.of("import", dump));
    }

    private Terminal ask(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--data", data().toString()));
        all.addAll(List.of(more));
        return Terminal.run(all.toArray(String[]::new));
    }

    @Test
    void whoAsksADatabaseThatIsAwayEndsWithThree() throws IOException {
        for (List<String> command : asking()) {
            Terminal asked = ask(command, "--database", AWAY);
            assertThat(asked.code()).as("%s: %s", command, asked.err()).isEqualTo(3);
            assertThat(asked.err())
                    .as(command.toString())
                    .contains("the database at " + AWAY + " does not answer")
                    .hasLineCount(1);
        }
    }

    @Test
    void whatWasExportedBeforeStaysUntilThereIsSomethingElse() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.csv"), "of yesterday");
        Terminal asked = ask(List.of("export", "trades", "--out", kept.toString()), "--database", AWAY);
        assertThat(asked.code()).isEqualTo(3);
        assertThat(kept).hasContent("of yesterday");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(kept);
        }
    }

    /** Answers as a server to whom the password is wrong. */
    private static HttpServer refusing() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void whoIsNotLetInEndsWithThreeAndReadsWhereThePasswordComesFrom() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "not-the-one\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        HttpServer server = refusing();
        try {
            String url = "http://me@127.0.0.1:" + server.getAddress().getPort();
            Files.createDirectories(data());
            Files.writeString(data().resolve("database.server"), url + "\n");
            List<List<String>> commands = new ArrayList<>(asking());
            commands.add(List.of("record", "BTCUSDT", "--exchange", exchange.webSocketAddress()));
            for (List<String> command : commands) {
                Terminal without = ask(command);
                assertThat(without.code()).as("%s: %s", command, without.err()).isEqualTo(3);
                assertThat(without.err())
                        .as(command.toString())
                        .contains("the database at " + url + " wants a password, and none was given;"
                                + " the password comes from JAYBIT_DATABASE_PASSWORD or --database-password-file");
                Terminal wrong = ask(command, "--database-password-file", password.toString());
                assertThat(wrong.code()).as("%s: %s", command, wrong.err()).isEqualTo(3);
                assertThat(wrong.err())
                        .as(command.toString())
                        .contains("the database at " + url + " does not take this user and password")
                        .doesNotContain("not-the-one");
                assertThat(wrong.err().lines().filter(line -> line.contains("the database at")))
                        .hasSize(1);
            }
            assertThat(data().resolve("log")).doesNotExist();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aCertificateThatIsNotTrustedEndsTheRecordingBeforeItBegins() throws IOException {
        SelfMadeCertificate certificate = SelfMadeCertificate.make(folder.resolve("own.pem"));
        ServerConfig config = new ServerConfig("127.0.0.1", 0, Pace.MAX, false, certificate);
        try (ExchangeServer stranger = ExchangeServer.start(ExchangeConfig.calm(4), Speed.REAL, config, 0)) {
            String url = stranger.webSocketAddress().replaceFirst("wss://", "https://me@");
            Terminal refused = record("--database", url);
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("the database at " + url, "--database-ca");
            assertThat(data()).doesNotExist();
            Terminal asked = ask(List.of("sql", "SELECT 1"), "--database", url);
            assertThat(asked.code()).isEqualTo(3);
            assertThat(asked.err())
                    .contains("the database at " + url, "--database-ca")
                    .hasLineCount(1);
        }
    }
}
