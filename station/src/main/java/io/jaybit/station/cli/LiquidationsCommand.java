package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.LiquidationWatcher;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit liquidations}. */
@Command(
        name = "liquidations",
        description = {
            "Watch liquidations and the totals of longs and shorts: for the running hour (UTC), with what part of it was seen.",
            "The notional is at the bankruptcy price; counts are orders, not traders."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit liquidations --all --every 30s",
            "  jaybit liquidations BTCUSDT ETHUSDT --json",
            "  jaybit liquidations --all --totals        only the totals"
        })
final class LiquidationsCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "From total to total. Default: 30s.")
    private @Nullable String every;

    @Option(names = "--totals", description = "Only the totals, not each liquidation.")
    private boolean totals;

    LiquidationsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        Duration pause = StreamOptions.duration("--every", every, problems);
        Category category = settings.category();
        if (category != null && category != Category.LINEAR && category != Category.INVERSE) {
            problems.add("--category: " + category.text() + " has no liquidations (allowed: linear, inverse)");
        }
        if (pause != null && pause.toMillis() < 100) {
            problems.add("--every: less than 100ms");
        }
        if (!problems.isEmpty() || pause == null) {
            throw Exit.usage(problems);
        }
        TextStyle style = desk.style(settings);
        return new Watching(
                        desk, settings, selection, "liquidations", List.of(LiquidationWatcher.wishes()), Objection.NONE)
                .run((out, names) -> new Watching.Watch(
                        new LiquidationWatcher(style, out, names, pause, !settings.isLive(), !totals), null));
    }
}
