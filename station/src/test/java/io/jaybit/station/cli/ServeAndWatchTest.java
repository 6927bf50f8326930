package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Server and client over a real socket on loopback: a recording that is served shows what the file shows. */
@Timeout(60)
class ServeAndWatchTest {
    @Test
    void servedTradesAreTheTradesOfTheFile() throws IOException {
        try (FrameServer server = serve()) {
            Terminal live = Terminal.run(
                    "trades", "BTCUSDT", "--exchange", server.webSocketAddress(), "--count", "3", "--for", "20s");

            assertThat(live.code()).isZero();
            assertThat(live.out())
                    .isEqualTo(Terminal.runFrom("linear.jsonl", "trades").out());
            assertThat(live.err()).contains("connected to " + server.webSocketAddress(), "3 shown, 0 lost");
        }
    }

    @Test
    void aDepthThatIsNotServedIsReplacedByTheNext() throws IOException {
        try (FrameServer server = serve()) {
            Terminal live = Terminal.run(
                    "book",
                    "ETHUSDT",
                    "--exchange",
                    server.webSocketAddress(),
                    "--json",
                    "--count",
                    "1",
                    "--for",
                    "20s");

            assertThat(live.code()).isZero();
            assertThat(live.out()).contains("\"symbol\":\"ETHUSDT\",\"depth\":50");
            assertThat(live.err())
                    .contains("refused: linear/orderbook.1.ETHUSDT", "trying linear/orderbook.50.ETHUSDT");
        }
    }

    @Test
    void theUsersOwnEndIsNoNews() throws IOException {
        try (FrameServer server = serve()) {
            for (String format : List.of("--json", "--csv", "--zone=UTC")) {
                Terminal live = Terminal.run(
                        "book",
                        "ETHUSDT",
                        "--exchange",
                        server.webSocketAddress(),
                        format,
                        "--depth",
                        "50",
                        "--for",
                        "1s");

                assertThat(live.code()).isZero();
                assertThat(live.out()).contains("ETHUSDT").doesNotContain("CLOSED");
                assertThat(live.err()).doesNotContain("CLOSED", "connection lost");
            }
        }
    }

    @Test
    void aTopicThatIsRefusedExitsWith4() throws IOException {
        try (FrameServer server = serve()) {
            Terminal live = Terminal.run("trades", "ETHUSDT", "--exchange", server.webSocketAddress(), "--for", "20s");

            assertThat(live.code()).isEqualTo(4);
            assertThat(live.err()).contains("refused: linear/publicTrade.ETHUSDT");
        }
    }

    @Test
    void theDemoShowsBooksLargeTradesAndLiquidationsWithoutANetwork() {
        Terminal demo = Terminal.run("demo", "--plain", "--for", "7s");

        assertThat(demo.code()).isZero();
        assertThat(demo.out().lines().findFirst())
                .contains("built-in exchange: invented prices, nothing leaves this computer");
        assertThat(demo.out())
                .contains("BTCUSDT       bid ", "ETHUSDT       bid ", " prints", "liquidated", "books 5 of 5 live");
        assertThat(demo.out().strip().lines().reduce((first, last) -> last).orElse(""))
                .startsWith("try: jaybit trades BTCUSDT --min-value 100000");
    }

    @Test
    void symbolsAreChosenFromWhatTheServerLists() throws IOException {
        try (FrameServer server = serve()) {
            String address = server.webSocketAddress();

            assertThat(Terminal.run("symbols", "--exchange", address).out()).contains("BTCUSDT", "5,570,383,122");
            Terminal unknown = Terminal.run("trades", "BTCUSD", "--exchange", address, "--for", "20s");
            assertThat(unknown.code()).isEqualTo(4);
            assertThat(unknown.err())
                    .contains("no symbol is called \"BTCUSD\"; near: BTCUSDT", "looked among linear; --category names");
            Terminal top = Terminal.run("trades", "--top", "1", "--exchange", address, "--count", "3", "--for", "20s");
            assertThat(top.out())
                    .isEqualTo(Terminal.runFrom("linear.jsonl", "trades").out());
        }
    }

    @Test
    void doctorSaysWhatIsWrongAndWritesItDown(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.txt");
        try (FrameServer server = serve()) {
            Terminal doctor = Terminal.run(
                    "doctor", "--exchange", server.webSocketAddress(), "--for", "3s", "--report", report.toString());

            assertThat(doctor.code()).isEqualTo(1);
            assertThat(doctor.out())
                    .contains(
                            "of the venue's, ±",
                            "ok    linear/orderbook.1.BTCUSDT: ack ",
                            "FAIL  linear/orderbook.200.BTCUSDT: refused: error:handler not found",
                            "things are wrong:");
            assertThat(Files.readString(report)).isEqualTo(doctor.out());
        }
    }

    @Test
    void doctorTriesATopicOfEveryKind(@TempDir Path folder) throws IOException {
        FrameTape.Builder tape = new FrameTape.Builder().add(StreamPath.LINEAR, Terminal.frames("linear.jsonl"));
        add(
                tape,
                StreamPath.SPOT,
                "{\"topic\":\"orderbook.full.BTCUSDT\",\"ts\":1784900000100,\"type\":\"delta\",\"data\":{\"s\":\"BTCUSDT\","
                        + "\"b\":[[\"100\",\"1\"]],\"a\":[],\"u\":7,\"seq\":70},\"cts\":1784900000097}");
        add(
                tape,
                StreamPath.SPREAD,
                "{\"topic\":\"orderbook.25.SOLUSDT_SOL/USDT\",\"ts\":1784900000100,\"type\":\"snapshot\",\"data\":{"
                        + "\"s\":\"SOLUSDT_SOL/USDT\",\"b\":[[\"-1\",\"1\"]],\"a\":[],\"u\":7,\"seq\":70},\"cts\":1784900000097}");
        try (FrameServer server = FrameServer.start(ServerConfig.loopback(Pace.MAX), tape.build())) {
            String address = server.webSocketAddress();
            Terminal doctor = doctor(address, folder);
            assertThat(doctor.out())
                    .contains(
                            "ok    spread/orderbook.25.SOLUSDT_SOL/USDT: ack ",
                            "note  spread/tickers.SOLUSDT_SOL/USDT: not tried: no such symbol",
                            "FAIL  spot/orderbook.full.BTCUSDT: ack ",
                            "no snapshot by REST fits its deltas",
                            "ok    /v5/public/spread: ack {success, conn_id, data, failTopics, successTopics, type}",
                            "ok    /v5/public/linear: refusal {success, ret_msg, conn_id, req_id, op}")
                    .contains(
                            "linear/orderbook.rpi.BTCUSDT",
                            "linear/priceLimit.BTCUSDT",
                            "linear/insurance.USDT",
                            "linear/adlAlert.USDT",
                            "system.status");
            assertThat(doctor(address, folder, "--spread", "NO_SUCH").out())
                    .contains("note  spread/orderbook.25.NO_SUCH: not tried: no such symbol")
                    .doesNotContain("FAIL  spread/");
        }
    }

    private static Terminal doctor(String address, Path folder, String... more) {
        List<String> words = new ArrayList<>(List.of("doctor", "--exchange", address, "--for", "3s", "--report"));
        words.add(folder.resolve("report.txt").toString());
        words.addAll(List.of(more));
        return Terminal.run(words.toArray(String[]::new));
    }

    private static void add(FrameTape.Builder tape, StreamPath path, String frame) {
        tape.add(path, frame.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void doctorOfNobodyExitsWith3(@TempDir Path folder) {
        Terminal doctor = Terminal.run(
                "doctor",
                "--exchange",
                "ws://127.0.0.1:1",
                "--report",
                folder.resolve("report.txt").toString());

        assertThat(doctor.code()).isEqualTo(3);
        assertThat(doctor.out()).contains("FAIL  HTTP http://127.0.0.1:1/v5/market/time");
    }

    @Test
    void anEncryptedServerIsTrustedByItsOwnCertificateOnly(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("own.pem");
        Path other = folder.resolve("other.pem");
        SelfMadeCertificate.make(other);
        ServerConfig config = new ServerConfig("127.0.0.1", 0, Pace.MAX, false, SelfMadeCertificate.make(own));
        try (FrameServer server = FrameServer.start(config, tape())) {
            String address = server.webSocketAddress();
            assertThat(address).startsWith("wss://127.0.0.1:");

            Terminal trusted = Terminal.run(
                    "trades", "BTCUSDT", "--exchange", address, "--ca", own.toString(), "--count", "3", "--for", "20s");
            assertThat(trusted.code()).isZero();
            assertThat(trusted.out())
                    .isEqualTo(Terminal.runFrom("linear.jsonl", "trades").out());

            Terminal refused =
                    Terminal.run("trades", "BTCUSDT", "--exchange", address, "--ca", other.toString(), "--for", "20s");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("cannot connect to " + address).containsIgnoringCase("certificat");
        }
    }

    @Test
    void optionsOfEveryCoinAreFound() throws IOException {
        FrameTape.Builder builder = new FrameTape.Builder();
        for (String symbol : List.of("BTC-25SEP26-90000-C", "SOL-25SEP26-200-P-USDT")) {
            builder.add(
                    StreamPath.OPTION,
                    ("{\"topic\":\"orderbook.25." + symbol
                                    + "\",\"type\":\"snapshot\",\"ts\":1784900002344,\"data\":{\"s\":\"" + symbol
                                    + "\",\"b\":[],\"a\":[],\"u\":5,\"seq\":8},\"cts\":1784900002340}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        try (FrameServer server = FrameServer.start(ServerConfig.loopback(Pace.MAX), builder.build())) {
            String address = server.webSocketAddress();

            assertThat(Terminal.run("symbols", "--category", "option", "--all", "--exchange", address)
                            .out())
                    .contains("BTC-25SEP26-90000-C", "SOL-25SEP26-200-P-USDT");
            assertThat(Terminal.run("symbols", "--category", "option", "--coin", "SOL", "--exchange", address)
                            .out()
                            .lines())
                    .singleElement()
                    .asString()
                    .startsWith("SOL-25SEP26-200-P-USDT");
        }
    }

    @Test
    void theTopOfOptionsGoesByTurnoverOverAllCoins() throws IOException {
        FrameTape.Builder builder = new FrameTape.Builder();
        Map<String, String> turnovers = Map.of(
                "BTC-25SEP26-90000-C", "5000",
                "BTC-25SEP26-95000-C", "100",
                "ETH-25SEP26-4000-P-USDT", "700",
                "SOL-25SEP26-200-P-USDT", "9");
        turnovers.forEach((symbol, turnover) -> add(
                builder,
                StreamPath.OPTION,
                "{\"topic\":\"tickers." + symbol
                        + "\",\"ts\":1784900003003,\"type\":\"snapshot\",\"id\":\"1\",\"data\":{" + "\"symbol\":\""
                        + symbol + "\",\"lastPrice\":\"10\",\"turnover24h\":\"" + turnover + "\"}}"));
        try (FrameServer server = FrameServer.start(ServerConfig.loopback(Pace.MAX), builder.build())) {
            String address = server.webSocketAddress();

            assertThat(optionTickers(address, "2", "--top", "2"))
                    .containsExactlyInAnyOrder("BTC-25SEP26-90000-C", "ETH-25SEP26-4000-P-USDT");
            assertThat(optionTickers(address, "1", "--top", "1", "--coin", "sol"))
                    .containsExactly("SOL-25SEP26-200-P-USDT");
            assertThat(optionTickers(address, "2", "--coin", "BTC"))
                    .containsExactlyInAnyOrder("BTC-25SEP26-90000-C", "BTC-25SEP26-95000-C");
        }
    }

    /** The symbols of so many rows. */
    private static Set<String> optionTickers(String address, String count, String... wish) {
        List<String> words = new ArrayList<>(List.of("tickers", "--category", "option", "--json", "--for", "20s"));
        words.addAll(List.of("--exchange", address, "--count", count));
        words.addAll(List.of(wish));
        Terminal tickers = Terminal.run(words.toArray(String[]::new));
        assertThat(tickers.err()).contains(count + " shown");
        return tickers.out()
                .lines()
                .map(line -> line.replaceAll(".*\"symbol\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    private static FrameServer serve() throws IOException {
        return FrameServer.start(ServerConfig.loopback(Pace.MAX), tape());
    }

    private static FrameTape tape() throws IOException {
        return new FrameTape.Builder()
                .add(StreamPath.LINEAR, Terminal.frames("linear.jsonl"))
                .build();
    }
}
