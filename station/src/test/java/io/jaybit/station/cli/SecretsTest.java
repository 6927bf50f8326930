package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.venue.FaultSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command prints, logs or writes, neither a secret nor a whole key is in it. */
@Timeout(300)
class SecretsTest {
    private static final String WRONG = "thisSecretIsWrongAndShownToNobody";

    @TempDir
    Path folder;

    private final StringBuffer logged = new StringBuffer();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.append(record.getLevel())
                    .append(' ')
                    .append(record.getMessage())
                    .append(' ')
                    .append(record.getThrown())
                    .append('\n');
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("io.jaybit");
    private ExchangeServer server;
    private String key = "";
    private String secret = "";

    @BeforeEach
    void open() throws IOException {
        server = ExchangeServer.start(ExchangeConfig.calm(11), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        key = server.keys().get(0).key();
        secret = server.keys().get(0).secret();
        ours.setLevel(Level.ALL);
        root.addHandler(listener);
    }

    @AfterEach
    void close() {
        root.removeHandler(listener);
        ours.setLevel(null);
        server.close();
    }

    @Test
    void noCommandShowsASecretWhateverHappens() throws Exception {
        Path good = keys("good.json", secret);
        Path wrong = keys("wrong.json", WRONG);
        Path toml = folder.resolve("keys.toml");
        Files.writeString(
                toml,
                "[own]\nexchange = \"" + server.webSocketAddress() + "\"\nkey = \"" + key + "\"\nsecret = \"" + secret
                        + "\"\n[torn]\nkey = \"" + key + "\"\nsecret = " + secret + "\n");
        protect(toml);
        List<Terminal> all = new ArrayList<>();
        List<String[]> commands = List.of(
                new String[] {"positions", "--for", "1s"},
                new String[] {"orders", "--for", "1s", "--json"},
                new String[] {"executions", "--for", "1s", "--csv"},
                new String[] {
                    "wallet", "--for", "1s", "--out", folder.resolve("rows.csv").toString(), "--csv"
                },
                new String[] {"order", "place", "BTCUSDT", "buy", "0.001", "--price", "1", "--yes"},
                new String[] {"order", "place", "BTCUSDT", "sell", "0.001", "--yes"},
                new String[] {"order", "cancel", "BTCUSDT", "nothing", "--yes"},
                new String[] {"order", "cancel-all", "--category", "linear", "--yes"});
        for (String[] command : commands) {
            all.add(run(command, "--key-file", good.toString(), "--key-name", "own"));
        }
        String[] doctor = {
            "doctor", "--for", "1s", "--report", folder.resolve("report.txt").toString()
        };
        all.add(run(doctor, "--key-file", good.toString(), "--key-name", "own"));
        all.add(run(doctor, "--key-file", wrong.toString(), "--key-name", "own"));
        all.add(run(commands.get(0), "--key-file", wrong.toString(), "--key-name", "own"));
        all.add(run(commands.get(4), "--key-file", wrong.toString(), "--key-name", "own"));
        all.add(run(commands.get(0), "--key-file", toml.toString(), "--key-name", "torn"));
        all.add(run(commands.get(0), "--key-file", toml.toString(), "--key-name", "nobody"));
        Files.setPosixFilePermissions(good, PosixFilePermissions.fromString("rw-r--r--"));
        all.add(run(commands.get(0), "--key-file", good.toString(), "--key-name", "own"));

        assertThat(all).anyMatch(shown -> shown.code() == 0).anyMatch(shown -> shown.code() != 0);
        for (Terminal shown : all) {
            assertThat(shown.out() + shown.err()).doesNotContain(secret, WRONG, key);
        }
        assertThat(logged.toString()).doesNotContain(secret, WRONG, key);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.(csv|txt)"))
                    .toList()) {
                assertThat(Files.readString(file)).doesNotContain(secret, WRONG, key);
            }
        }
    }

    @Test
    void norDoesOneThatMeetsFaults() throws Exception {
        Path good = keys("good.json", secret);
        List<Terminal> all = new ArrayList<>();
        for (String fault : List.of(
                "answer 10016",
                "answer 10004",
                "lose-ack",
                "from 0s for 3s reset private:*",
                "refuse-upgrade 503 private:*",
                "drop answer.auth")) {
            server.ask(exchange -> {
                exchange.venue().faults().begin(FaultSchedule.parse("clear"));
                exchange.venue().faults().begin(FaultSchedule.parse(fault));
                return true;
            });
            all.add(run(new String[] {"orders", "--for", "2s"}, "--key-file", good.toString(), "--key-name", "own"));
            if (!fault.contains("private") && !fault.contains("auth")) {
                all.add(run(
                        new String[] {"order", "place", "BTCUSDT", "buy", "0.001", "--price", "1000", "--yes"},
                        "--key-file",
                        good.toString(),
                        "--key-name",
                        "own"));
            }
        }
        for (Terminal shown : all) {
            assertThat(shown.out() + shown.err()).doesNotContain(secret, key);
        }
        assertThat(logged.toString()).doesNotContain(secret, key);
    }

    private Terminal run(String[] command, String... keyOptions) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(keyOptions));
        words.addAll(List.of("--exchange", server.webSocketAddress()));
        return Terminal.run(words.toArray(String[]::new));
    }

    private Path keys(String name, String withSecret) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "{\"own\":{\"key\":\"" + key + "\",\"secret\":\"" + withSecret + "\"}}");
        protect(file);
        return file;
    }

    private static void protect(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
