package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.KlineWatcher;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit klines}. */
@Command(
        name = "klines",
        description = "Watch candles: the running one whenever it changes, and each once more when it is final.",
        footer = {
            "",
            "Examples:",
            "  jaybit klines BTCUSDT --interval 1",
            "  jaybit klines BTCUSDT --interval D --json --count 1"
        })
final class KlinesCommand implements Callable<Integer> {
    private static final List<String> INTERVALS =
            List.of("1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M");

    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--interval",
            paramLabel = "I",
            description = "Minutes (1 3 5 15 30 60 120 240 360 720), D, W or M. Default: 1; from a file all there are.")
    private @Nullable String interval;

    KlinesCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        if (interval != null && !INTERVALS.contains(interval)) {
            problems.add("--interval: \"" + interval + "\" is none (allowed: " + String.join(", ", INTERVALS) + ")");
        }
        Category category = settings.category();
        if (category == Category.OPTION || category == Category.SPREAD) {
            problems.add("--category: " + category.text() + " has no candles (allowed: linear, inverse, spot)");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        String wanted = interval != null ? interval : settings.isLive() ? "1" : "";
        TextStyle style = desk.style(settings);
        return new Watching(desk, settings, selection, "klines", List.of(KlineWatcher.wishes(wanted)), Objection.NONE)
                .run((out, names) -> new Watching.Watch(new KlineWatcher(style, out), null));
    }
}
