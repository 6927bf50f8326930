package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.BookWatcher;
import io.jaybit.station.pipeline.LadderWatcher;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import io.jaybit.station.pipeline.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit book}. */
@Command(
        name = "book",
        description = {
            "Watch order books: best bid and ask with their sizes and the spread, a row for each change.",
            "A book that cannot be believed says so and shows no prices."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit book BTCUSDT",
            "  jaybit book BTCUSDT ETHUSDT --json --for 10s",
            "  jaybit book BTCUSDT --depth 50            a ladder, repainted in place",
            "  jaybit book --from frames.jsonl.gz        from a recording"
        })
final class BookCommand implements Callable<Integer> {
    /** What stands in for level 1 where nobody asked for a depth and level 1 is not to be had. */
    private static final List<String> DEPTHS = List.of("1", "50", "200", "1000");

    private static final List<String> OPTION_DEPTHS = List.of("25", "100");

    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    @Option(
            names = "--depth",
            paramLabel = "N",
            description =
                    "Levels: 1, 50, 200, 1000; on options 25, 100. More than one is shown as a ladder on a terminal."
                            + " Default: 1, or the next there is.")
    private @Nullable String depth;

    BookCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        boolean deep = settings.category() == Category.OPTION || settings.category() == Category.SPREAD;
        List<String> depths = deep ? OPTION_DEPTHS : DEPTHS;
        // A file may have depths that are not offered any more.
        if (depth != null && !depths.contains(depth) && settings.isLive()) {
            problems.add("--depth: " + depth + " is not offered (allowed: " + String.join(", ", depths) + ")");
        }
        if (depth != null && !depth.matches("[1-9][0-9]{0,5}")) {
            problems.add("--depth: not a number: \"" + depth + "\"");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        List<List<Wish>> wishes = depth != null
                ? List.of(BookWatcher.wishes(depth))
                : depths.stream().map(BookWatcher::wishes).toList();
        TextStyle style = desk.style(settings);
        boolean ladder = depth != null && !depth.equals("1");
        return new Watching(desk, settings, selection, "books", wishes, Objection.NONE).run((out, names) -> {
            if (ladder) {
                LadderWatcher watcher = new LadderWatcher(style, out);
                return new Watching.Watch(watcher, watcher::screen);
            }
            return new Watching.Watch(new BookWatcher(style, out), null);
        });
    }
}
