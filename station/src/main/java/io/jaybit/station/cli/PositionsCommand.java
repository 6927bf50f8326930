package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.PositionWatcher;
import io.jaybit.station.pipeline.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./jaybit positions}. */
@Command(
        name = "positions",
        description = {
            "Watch positions: signed size, entry, mark, profit, liquidation price.",
            "A row comes whenever one changes and, while it is open and its mark price moves, every 2 seconds: the mark is",
            "that of the symbol's ticker, and profit is counted with it."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit positions --exchange testnet --symbol DOGEUSDT --key-file keys.json --key-name NAME",
            "  jaybit positions --profile paper --json"
        })
final class PositionsCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final AccountOptions account = new AccountOptions();

    PositionsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        if (settings.stream().category() == Category.SPOT) {
            problems.add("--category: spot has no positions (allowed: linear, inverse, option); see: jaybit wallet");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        TextStyle style = desk.style(settings.stream());
        return new AccountWatching(desk, settings, "positions")
                .run(
                        AccountSource.tracked(categories(settings.stream().category()), AccountSource.Kind.POSITIONS),
                        out -> new PositionWatcher(style, out, settings.filter()));
    }

    private static Set<Category> categories(@Nullable Category wanted) {
        return wanted == null ? Set.of(Category.LINEAR, Category.INVERSE, Category.OPTION) : Set.of(wanted);
    }
}
