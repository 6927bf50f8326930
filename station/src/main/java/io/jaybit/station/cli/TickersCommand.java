package io.jaybit.station.cli;

import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import io.jaybit.station.pipeline.TickerWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./jaybit tickers}. */
@Command(
        name = "tickers",
        description =
                "Watch tickers: on a terminal a table repainted in place, the greatest turnover first; else a row for each"
                        + " change. Funding is shown with the symbol's own interval and the time left.",
        footer = {
            "",
            "Examples:",
            "  jaybit tickers --top 20",
            "  jaybit tickers BTCUSDT ETHUSDT --csv --out tickers.csv --for 1h",
            "  jaybit tickers --from frames.jsonl --category spot"
        })
final class TickersCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    TickersCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        TextStyle style = desk.style(settings);
        return new Watching(desk, settings, selection, "tickers", List.of(TickerWatcher.wishes()), Objection.NONE)
                .run((out, names) -> {
                    TickerWatcher watcher = new TickerWatcher(style, out);
                    return new Watching.Watch(watcher, height -> watcher.table());
                });
    }
}
