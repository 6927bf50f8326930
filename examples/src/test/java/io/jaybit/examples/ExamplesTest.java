package io.jaybit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.FrameServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jaybit/examples");
    private static final int MOST_LINES = 30;

    private final FrameServer exchange = Market.open();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void eachIsShortAndSaysWhatTheNaiveVersionGetsWrong() throws IOException {
        assertThat(sources()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(source -> {
            assertThat(Files.readAllLines(source))
                    .hasSizeLessThanOrEqualTo(MOST_LINES)
                    .allMatch(line -> line.length() <= 120);
            assertThat(Files.readString(source))
                    .contains("<p>The naive version")
                    .containsPattern("\\bHere\\b");
        });
    }

    @Test
    void eachIsRunHere() throws IOException {
        List<String> names = Stream.of(getClass().getDeclaredMethods())
                .map(method -> method.getName().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(sources())
                .extracting(source -> source.getFileName().toString().replaceAll("(?i)^(ex\\d+).*", "$1"))
                .allSatisfy(
                        number -> assertThat(names).anyMatch(name -> name.startsWith(number.toLowerCase(Locale.ROOT))));
    }

    @Test
    void ex01PrintsBestBidAndAsk() throws Exception {
        assertThat(firstLine("Ex01Book"))
                .matches(
                        "linear/orderbook\\.1\\.BTCUSDT LIVE u=\\d+ bid 65010\\.10 x 0\\.51 ask 65010\\.20 x 0\\.0\\d+");
    }

    @Test
    void ex02HandsOnBatches() throws Exception {
        assertThat(firstLine("Ex02BookHistory")).matches("insert \\d+ rows, lost before: 0");
    }

    @Test
    void ex03ShowsLargeTradesOnlyEachInItsCurrency() throws Exception {
        try (Program program = start("Ex03LargeTrades")) {
            assertThat(program.line(line -> line.startsWith("linear:"))).isEqualTo("linear:BTCUSDT BUY 130020.00 USDT");
            assertThat(program.line(line -> line.startsWith("inverse:"))).isEqualTo("inverse:BTCUSD SELL 250000 USD");
        }
    }

    @Test
    void ex04AddsUpLongsAndSaysHowMuchOfTheHourItSaw() throws Exception {
        try (Program program = start("Ex04Liquidations")) {
            assertThat(program.line(line -> line.matches("BTCUSDT longs [1-9].*")))
                    .matches("BTCUSDT longs \\d+ shorts 0 USDT, seen [\\d.]+ s of \\d+ s, .*NOT_SUBSCRIBED.*");
            assertThat(program.line(line -> line.startsWith("* longs"))).contains(" USDT, seen ");
        }
    }

    @Test
    void ex05ReadsABookThatIsLive() throws Exception {
        try (Program program = start("Ex05LiveBook")) {
            assertThat(program.line(line -> line.startsWith("LIVE"))).isEqualTo("LIVE 65010.10 / 65010.20");
        }
    }

    @Test
    void ex06KeepsWhatTheVenueDidNotRepeat() throws Exception {
        try (Program program = start("Ex06Tickers")) {
            String changed = program.line(line -> line.contains("BTCUSDT mark 6500") && line.contains(".10 "));

            assertThat(changed).endsWith(" funding 0.0001 at 2026-07-24T16:00:00Z");
        }
    }

    @Test
    void ex07PrintsFinalCandlesOnly() throws Exception {
        assertThat(firstLine("Ex07Klines")).endsWith(" close 65010.2 volume 112.081");
    }

    @Test
    void ex08TellsOfARefusedTopicAndEnds() throws Exception {
        try (Program program = start("Ex08Notices")) {
            assertThat(program.line(line -> line.startsWith("Connected")))
                    .contains(exchange.webSocketAddress() + "/v5/public/linear");
            assertThat(program.line(line -> line.contains("not to be had")))
                    .startsWith("linear/publicTrade.NOSUCHCOIN is not to be had: ");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void ex09ListsInstrumentsAndEnds() throws Exception {
        try (Program program = start("Ex09Rest")) {
            assertThat(program.line(line -> true)).startsWith("the venue's clock: 20");
            assertThat(program.line(line -> line.startsWith("BTC"))).isEqualTo("BTCUSDT tick 0.01");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void ex10JoinsThePrintsOfOneOrder() throws Exception {
        assertThat(firstLine("Ex10Sweeps"))
                .isEqualTo("linear:BTCUSDT taker BUY 1.5 in 3 prints over 3 levels, average 65010.3, sameMatch");
    }

    @Test
    void ex11ShowsAShortPositionAsNegative() throws Exception {
        try (OwnAccount account = OwnAccount.open(folder);
                Program program = Program.java("io.jaybit.examples.Ex11Positions", account.arguments())) {
            assertThat(account.tradeUntil(program, line -> line.startsWith("linear:DOGEUSDT -")))
                    .matches("linear:DOGEUSDT -100 entry 0\\.\\d+ liquidation (null|[\\d.]+)");
        }
    }

    @Test
    void ex12TellsOfOrdersAndTheirFills() throws Exception {
        try (OwnAccount account = OwnAccount.open(folder);
                Program program = Program.java("io.jaybit.examples.Ex12Orders", account.arguments())) {
            assertThat(account.tradeUntil(program, line -> line.startsWith("fill ")))
                    .matches("fill \\S+ of mine-\\d+: \\d+ at 0\\.\\d+, fee 0\\.\\d+ USDT");
            assertThat(account.tradeUntil(program, line -> line.startsWith("order ")))
                    .matches("order mine-\\d+ .*Filled.*, 100 of 100");
        }
    }

    @Test
    void runsFromItsSourceAlone() throws Exception {
        try (Program program = Program.java(SOURCES.resolve("Ex01Book.java").toString(), exchange.webSocketAddress())) {
            assertThat(program.line(line -> true)).startsWith("linear/orderbook.1.BTCUSDT LIVE");
        }
    }

    private String firstLine(String example) throws Exception {
        try (Program program = start(example)) {
            return program.line(line -> true);
        }
    }

    private Program start(String example) throws IOException {
        return Program.java("io.jaybit.examples." + example, exchange.webSocketAddress());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Ex"))
                    .sorted()
                    .toList();
        }
    }
}
