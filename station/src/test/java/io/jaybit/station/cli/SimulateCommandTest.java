package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./jaybit simulate}, and the watchers on what it serves. */
@Timeout(60)
class SimulateCommandTest {
    @Test
    void theReadyLineNamesAddressesFundedAccountsAndTheControl(@TempDir Path folder) {
        Path certificate = folder.resolve("ca.pem");
        Terminal done = Terminal.run(
                "simulate",
                "--preset",
                "none",
                "--tls",
                certificate.toString(),
                "--fault",
                "at 10s reset",
                "--for",
                "1s");

        assertThat(done.code()).isZero();
        assertThat(done.out())
                .matches(
                        "\\{\"ready\":true,\"ws\":\"wss://127.0.0.1:\\d+\",\"rest\":\"https://127.0.0.1:\\d+\","
                                + "\"control\":\"http://127.0.0.1:\\d+\",\"certificate\":\"[^\"]+\","
                                + "\"accounts\":\\[\\{\"name\":\"alice\",\"key\":\"\\w{18}\",\"secret\":\"\\w{36}\"}.*"
                                + "\\{\"name\":\"rsa\",\"key\":\"\\w{18}\",\"secret\":\"\",\"privateKey\":\"[^\"]+\\.pem\"}]}\n");
        assertThat(certificate).content().startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(done.err()).contains("invented prices, nothing leaves this computer", "0 connections served");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("faults.txt"), "at 10s reset\nat noon silence\n");
        Terminal refused = Terminal.run(
                "simulate",
                "--preset",
                "wild",
                "--speed",
                "fast",
                "--port",
                "99999",
                "--symbols",
                "0",
                "--fault",
                "at 3s explode",
                "--faults",
                script.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains(
                        "--preset: no preset is called \"wild\" (there are calm, busy, crash, thin, none)",
                        "--speed: not a speed: \"fast\"",
                        "--port: not in 0..65535: \"99999\"",
                        "--symbols: not in 1..2000: 0",
                        "--fault: line 1:",
                        "--faults: " + script + ": line 2:");
    }

    @Test
    void watchersReadTheSimulatedExchangeAsTheyReadTheVenue() throws IOException {
        ExchangeConfig config = ExchangeConfig.calm(5);
        try (ExchangeServer server = ExchangeServer.start(config, Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            String address = server.webSocketAddress();

            assertThat(Terminal.run("book", "btc/usdt", "--exchange", address, "--json", "--count", "3", "--for", "20s")
                            .out()
                            .lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("\"symbol\":\"BTCUSDT\"") && line.contains("\"status\":\"LIVE\""));
            assertThat(Terminal.run(
                                    "tickers",
                                    "--top",
                                    "3",
                                    "--exchange",
                                    address,
                                    "--json",
                                    "--count",
                                    "3",
                                    "--for",
                                    "20s")
                            .out()
                            .lines())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("{\"event\":\"ticker\",\"category\":\"linear\""));
            assertThat(Terminal.run(
                                    "book",
                                    "BTCUSDT",
                                    "--category",
                                    "spot",
                                    "--exchange",
                                    address,
                                    "--json",
                                    "--count",
                                    "1",
                                    "--for",
                                    "20s")
                            .out())
                    .contains("\"category\":\"spot\"");
        }
    }
}
