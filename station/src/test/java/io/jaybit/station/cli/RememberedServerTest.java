package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Terminal rows = Terminal.run("sql", "--csv", "SELECT count() FROM trades", "--data", data().toString());
        assertThat(log.out()).isNotEmpty();
        assertThat(rows.out()).isEqualTo("count()\n" + log.out().lines().count() + "\n");
    }

    @Test
    void whoAsksADatabaseThatIsAwayEndsWithThree() throws IOException {
        Path dump = Files.writeString(folder.resolve("BTCUSDT2026-11-27.csv"), DUMP);
        for (List<String> command : List.of(
                List.of("sql", "SELECT 1"),
                List.of("export", "trades"),
                List.of(
                        "export",
                        "trades",
                        "--out",
                        folder.resolve("trades.parquet").toString()),
                List.of("coverage"),
                List.of("coverage", "--audit", dump.toString()),
                List.of("import", dump.toString()))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("--data", data().toString(), "--database", AWAY));
            Terminal asked = Terminal.run(all.toArray(String[]::new));
            assertThat(asked.code()).as("%s: %s", command, asked.err()).isEqualTo(3);
            assertThat(asked.err())
                    .as(command.toString())
                    .contains("the database at " + AWAY + " does not answer")
                    .hasLineCount(1);
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
        }
    }
}
