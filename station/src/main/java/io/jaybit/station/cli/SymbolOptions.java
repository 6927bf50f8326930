package io.jaybit.station.cli;

import io.jaybit.station.pipeline.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which symbols, as typed. */
final class SymbolOptions {
    @Parameters(
            paramLabel = "SYMBOL",
            arity = "0..*",
            description =
                    "BTCUSDT, btc/usdt, BTC-USDT, BTCUSDT.P; *USDC for all that end so; @FILE for those in a file.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--all", description = "Every symbol of the category.")
    private boolean all;

    @Option(
            names = "--top",
            paramLabel = "N",
            description =
                    "The N symbols with the greatest turnover of 24 hours; with --coin, among those of that coin.")
    private @Nullable String top;

    @Option(names = "--coin", paramLabel = "COIN", description = "Every symbol of this base coin. May be repeated.")
    private List<String> coins = new ArrayList<>();

    Selection check(List<String> problems) {
        List<String> names = new ArrayList<>();
        for (String word : words) {
            if (!word.startsWith("@")) {
                names.add(word);
                continue;
            }
            Path file = Path.of(word.substring(1));
            try (var lines = Files.lines(file)) {
                lines.map(line -> line.replaceAll("#.*", ""))
                        .flatMap(line -> List.of(line.split("[\\s,]+")).stream())
                        .filter(name -> !name.isBlank())
                        .forEach(names::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                problems.add("cannot read the symbols in " + file);
            }
        }
        int most = (int) StreamOptions.number("--top", top, 10_000, problems);
        return new Selection(names, all, most, coins);
    }
}
