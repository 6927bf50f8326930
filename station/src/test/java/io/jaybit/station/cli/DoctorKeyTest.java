package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.KeyInfo;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./jaybit doctor} with a key. */
@Timeout(120)
class DoctorKeyTest {
    @TempDir
    Path folder;

    @Test
    void aGoodKeyIsTriedOnEverythingThatAnAccountNeeds() throws IOException {
        try (ExchangeServer server = server()) {
            ApiKey key = server.keys().get(0);
            Terminal doctor = doctor(key.key(), key.secret(), server.webSocketAddress());
            assertThat(doctor.out())
                    .contains(
                            "known at " + server.webSocketAddress() + ", account "
                                    + key.account().number(),
                            "  note  may trade; permissions: ContractTrade Order+Position",
                            "  WARN  the key works from every address",
                            "  ok    expires at 2099-01-01T00:00:00Z",
                            "  ok    unified account (5), REGULAR_MARGIN",
                            "  ok    position mode of BTCUSDT: one-way",
                            "  note  disconnect protection: SPOT on, 10 s, DERIVATIVES on, 10 s, OPTIONS on, 10 s; armed only",
                            "  ok    private streams live and everything asked for after ",
                            "  ok    trade socket logged in");
            assertThat(Files.readString(folder.resolve("report.txt"))).isEqualTo(doctor.out());
        }
    }

    @Test
    void aKeyOfAnotherFamilyOfHostsOrAWrongSecretIsExplained() throws IOException {
        try (ExchangeServer server = server()) {
            ApiKey key = server.keys().get(0);
            Terminal stranger = doctor("aKeyFromSomewhereElse", "secret", server.webSocketAddress());
            assertThat(stranger.code()).isEqualTo(1);
            assertThat(stranger.out())
                    .contains("belongs to another family of hosts")
                    .contains("retCode 10003");
            Terminal wrong = doctor(key.key(), "notTheSecret", server.webSocketAddress());
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains("The secret is not that of the key", "retCode 10004")
                    .doesNotContain("notTheSecret", key.key());
        }
    }

    @Test
    void aKeyIsNotTriedWhereItIsNotSaidToBelong() throws IOException {
        try (ExchangeServer server = server()) {
            Path file = keys("[play]\nexchange = \"testnet\"\nkey = \"abcdefghijkl\"\nsecret = \"s\"\n");
            Terminal other = Terminal.run(
                    "doctor",
                    "--exchange",
                    server.webSocketAddress(),
                    "--for",
                    "1s",
                    "--key-file",
                    file.toString(),
                    "--profile",
                    "play",
                    "--report",
                    folder.resolve("report.txt").toString());
            assertThat(other.out()).contains("  FAIL  the key is for testnet, not for " + server.webSocketAddress());
        }
    }

    @Test
    void whatIsDangerousAboutAKeyIsSaid() {
        Instant now = Instant.now();
        assertThat(rights(new KeyInfo(
                        false,
                        Map.of("Wallet", List.of("AccountTransfer", "Withdraw"), "ContractTrade", List.of("Order")),
                        List.of("*"),
                        now.plus(Duration.ofDays(3)),
                        "77",
                        "")))
                .contains("  note  may trade; permissions: ContractTrade Order, Wallet AccountTransfer+Withdraw")
                .anyMatch(line -> line.startsWith("  WARN  the key may withdraw"))
                .anyMatch(line -> line.startsWith("  WARN  the key works from every address"))
                .anyMatch(line -> line.startsWith("  WARN  expires at ") && line.endsWith("in 2 days"));
        assertThat(rights(new KeyInfo(
                        true,
                        Map.of("ContractTrade", List.of("Position")),
                        List.of("192.0.2.1"),
                        now.minusSeconds(1),
                        "77",
                        "")))
                .contains("  note  read-only; permissions: ContractTrade Position", "  ok    bound to 192.0.2.1")
                .noneMatch(line -> line.startsWith("  WARN"))
                .anyMatch(line -> line.startsWith("  FAIL  expired at "));
        assertThat(rights(new KeyInfo(true, Map.of(), List.of("192.0.2.1"), null, "", "")))
                .contains("  note  read-only; permissions: none", "  note  does not expire, or the venue did not say");
    }

    private static List<String> rights(KeyInfo key) {
        List<String> lines = new ArrayList<>();
        new KeyCheck(
                        Exchange.testnet(),
                        Credentials.of("abcdefghijkl", "s"),
                        null,
                        Duration.ofSeconds(1),
                        new Findings(lines::add))
                .permissions(key);
        return lines;
    }

    private static ExchangeServer server() throws IOException {
        return ExchangeServer.start(ExchangeConfig.calm(11), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
    }

    private Terminal doctor(String key, String secret, String exchange) throws IOException {
        Path file = keys("[own]\nkey = \"" + key + "\"\nsecret = \"" + secret + "\"\n");
        return Terminal.run(
                "doctor",
                "--exchange",
                exchange,
                "--for",
                "3s",
                "--key-file",
                file.toString(),
                "--key-name",
                "own",
                "--report",
                folder.resolve("report.txt").toString());
    }

    private Path keys(String text) throws IOException {
        Path file = folder.resolve("keys.toml");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
