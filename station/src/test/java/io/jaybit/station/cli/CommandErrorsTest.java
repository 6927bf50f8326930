package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one is told when something is wrong, and the exit code that goes with it. */
class CommandErrorsTest {
    private static final String FRAMES = "linear.jsonl";

    @Test
    void everyProblemIsSaidAtOnce() {
        Terminal shown = Terminal.run(
                "trades",
                "--from",
                "/nope",
                "--zone",
                "Mars",
                "--json",
                "--csv",
                "--count",
                "x",
                "--exchange",
                "demo",
                "--min-value",
                "much",
                "--for",
                "soon",
                "--category",
                "shares");

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err())
                .contains(
                        "--json and --csv exclude each other",
                        "--from: no such file: /nope",
                        "--zone: no zone is called \"Mars\"",
                        "--count: not a whole number",
                        "\"demo-trading\" is Bybit's paper trading",
                        "--min-value: not an amount",
                        "--for: not a duration: \"soon\" (allowed: 500ms, 10s",
                        "--category: no category is called \"shares\" (allowed: linear");
    }

    @Test
    void anUnknownSymbolExitsWith4AndNearNames() {
        Terminal shown = Terminal.runFrom(FRAMES, "trades", "BTCUSD", "XYZ*");

        assertThat(shown.code()).isEqualTo(4);
        assertThat(shown.err()).contains("no symbol is called \"BTCUSD\"; near: BTCUSDT", "no symbol fits \"XYZ*\"");
    }

    @Test
    void aThresholdInDollarsRefusesOtherCoins(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("spot.jsonl");
        Files.writeString(
                file,
                "{\"topic\":\"publicTrade.ETHBTC\",\"ts\":1784900002344,\"type\":\"snapshot\",\"data\":[{\"i\":\"22\",\"T\":1784900002343,"
                        + "\"p\":\"0.05\",\"v\":\"0.9\",\"S\":\"Buy\",\"seq\":8,\"s\":\"ETHBTC\",\"BT\":false,\"RPI\":false}]}\n");

        Terminal shown = Terminal.run("trades", "--category", "spot", "--min-value", "1000", "--from", file.toString());

        assertThat(shown.code()).isEqualTo(4);
        assertThat(shown.err()).contains("counts dollars (USD, USDT, USDC), and ETHBTC trades in BTC");
    }

    @Test
    void anUnknownCommandOrOptionExitsWith2() {
        assertThat(Terminal.run("tradse").code()).isEqualTo(2);
        Terminal option = Terminal.run("trades", "--min-valeu", "1");
        assertThat(option.code()).isEqualTo(2);
        assertThat(option.err()).contains("--min-valeu", "near: --min-value", "jaybit trades --help");
    }

    @Test
    void aStreamNeedsASymbol() {
        Terminal shown = Terminal.run("trades", "--exchange", "ws://127.0.0.1:1");

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("name a symbol");
    }

    @Test
    void nobodyListeningExitsWith3() {
        Terminal shown = Terminal.run("trades", "BTCUSDT", "--exchange", "ws://127.0.0.1:1", "--for", "20s");

        assertThat(shown.code()).isEqualTo(3);
        assertThat(shown.err()).contains("cannot connect to ws://127.0.0.1:1");
    }

    @Test
    void helpNamesExactlyTheCommandsThereAre() {
        Terminal help = Terminal.run();
        Set<String> commands = Main.commandLine(new Desk(System.out, false, false))
                .getSubcommands()
                .keySet();

        assertThat(help.code()).isZero();
        assertThat(help.out()
                        .lines()
                        .filter(line -> line.matches("([A-Z][a-z]+ +| {9})[a-z-]+(, [a-z-]+)* +[A-Z].*"))
                        .flatMap(line ->
                                Stream.of(line.substring(9).split("  +")[0].split(", "))))
                .containsExactlyInAnyOrderElementsOf(commands);
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help.out().lines().count()).as("with a prompt below").isLessThan(24);
    }

    @Test
    void aCommandThatDoesNotExistIsCalledSo() {
        Terminal shown = Terminal.run("trade", "BTCUSDT");

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("no command is called \"trade\"", "near: trades", "see: jaybit --help");
    }

    @Test
    void whatACategoryDoesNotHaveIsSaidBeforeAnythingIsOpened() {
        Terminal klines = Terminal.run("klines", "BTC-25SEP26-90000-C", "--category", "option");
        Terminal liquidations = Terminal.run("liquidations", "BTCUSDT", "--category", "spot");

        assertThat(klines.code()).isEqualTo(2);
        assertThat(klines.err()).contains("option has no candles (allowed: linear, inverse, spot)");
        assertThat(liquidations.code()).isEqualTo(2);
        assertThat(liquidations.err()).contains("spot has no liquidations (allowed: linear, inverse)");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        Main.commandLine(new Desk(System.out, false, false))
                .getSubcommands()
                .keySet()
                .forEach(command -> {
                    Terminal help = Terminal.run(command, "--help");
                    assertThat(help.code()).as(command).isZero();
                    assertThat(help.out()).as(command).contains("Example", "jaybit " + command.split(" ")[0]);
                    assertThat(help.out().lines())
                            .as(command)
                            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
                });
    }

    @Test
    void theClassPathIsOnOneLine() {
        assertThat(Terminal.run("classpath").out().lines()).hasSize(1);
    }
}
