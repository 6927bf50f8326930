package io.jaybit.station.cli;

import io.jaybit.analytics.SweepJoiner;
import io.jaybit.market.Currencies;
import io.jaybit.market.Symbol;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import io.jaybit.station.pipeline.TradeWatcher;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit trades}. */
@Command(
        name = "trades",
        description = {
            "Watch public trades, all or only large ones. Buy and Sell are the taker's side.",
            "USD, USDT and USDC count as dollars, one for one."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit trades BTCUSDT --min-value 100000",
            "  jaybit trades --top 20 --min-value 250000 --sweeps",
            "  jaybit trades BTCUSDT --from frames.jsonl --json"
        })
final class TradesCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(names = "--min-value", paramLabel = "USD", description = "Only what is worth at least so many dollars.")
    private @Nullable String minValue;

    @Option(
            names = "--sweeps",
            description =
                    "Join prints of one side that follow each other without an opposite print between. It is not known"
                            + " whose they were.")
    private boolean sweeps;

    @Option(names = "--join", paramLabel = "DURATION", description = "Longest pause within a sweep. Default: 20ms.")
    private @Nullable String join;

    TradesCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        BigDecimal least = money(problems);
        Duration pause = StreamOptions.duration("--join", join, problems);
        if (join != null && !sweeps) {
            problems.add("--join goes with --sweeps");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        Duration joined = !sweeps ? null : pause == null ? SweepJoiner.DEFAULT_JOIN : pause;
        TextStyle style = desk.style(settings);
        return new Watching(
                        desk,
                        settings,
                        selection,
                        sweeps ? "trades, as sweeps" : "trades",
                        List.of(TradeWatcher.wishes()),
                        least == null ? Objection.NONE : TradesCommand::notInDollars)
                .run((out, names) -> new Watching.Watch(new TradeWatcher(style, out, least, joined), null));
    }

    private @Nullable BigDecimal money(List<String> problems) {
        String text = minValue;
        if (text == null) {
            return null;
        }
        String digits = text.replace(",", "").replace("_", "");
        if (digits.matches("[0-9]{1,15}(\\.[0-9]{1,8})?")) {
            return new BigDecimal(digits);
        }
        problems.add("--min-value: not an amount in dollars: \"" + text + "\" (examples: 100000, 250,000)");
        return null;
    }

    /** A threshold in dollars says nothing of a notional in another coin. */
    private static @Nullable String notInDollars(Symbol symbol) {
        String currency = Currencies.notionalCurrency(symbol);
        return currency != null && Currencies.isDollar(currency)
                ? null
                : "--min-value counts dollars (USD, USDT, USDC), and " + symbol.name() + " trades in "
                        + (currency == null ? "a coin its name does not tell" : currency);
    }
}
