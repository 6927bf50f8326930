package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.station.pipeline.FileContents;
import io.jaybit.station.pipeline.FileFeed;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Row;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./jaybit symbols}. */
@Command(
        name = "symbols",
        description =
                "Find instruments: those whose name contains a text, fit a glob, or all; the greatest turnover first.",
        footer = {
            "",
            "Examples:",
            "  jaybit symbols btc",
            "  jaybit symbols --top 20 --category inverse",
            "  jaybit symbols '*USDC' --category spot --json"
        })
final class SymbolsCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Mixin
    private final StreamOptions stream = new StreamOptions();

    SymbolsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = stream.check(problems);
        Selection selection = symbols.check(problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        List<Listed> listed = settings.isLive() ? live(settings, selection) : inFiles(settings);
        List<Listed> found = chosen(selection, listed);
        if (found.isEmpty()) {
            throw Exit.refused(selection.among(listed).problems());
        }
        try (Out out = Out.open(settings, desk.out())) {
            found.forEach(one -> out.row(row(one, settings.categoryOrLinear())));
        }
        Messages.say("symbols: " + found.size() + " of " + listed.size());
        return Exit.OK;
    }

    private static List<Listed> live(StreamSettings settings, Selection selection) {
        BybitBuilder builder = Bybit.builder().exchange(settings.exchange());
        if (settings.ca() != null) {
            builder.caFile(settings.ca());
        }
        try (Bybit bybit = builder.build()) {
            return Universe.ranked(bybit, settings.categoryOrLinear(), selection);
        } catch (Universe.Unavailable e) {
            throw Exit.connection("the list of instruments is not to be had: " + e.getMessage());
        }
    }

    private static List<Listed> inFiles(StreamSettings settings) throws IOException {
        List<FileFeed.Source> sources = new ArrayList<>();
        for (Path path : settings.from()) {
            Category category = settings.category();
            sources.add(new FileFeed.Source(
                    path, category == null ? FileContents.guessChannel(path) : Channel.of(category)));
        }
        return FileContents.of(sources).symbols();
    }

    /** A text without a star finds all names that contain it. */
    private static List<Listed> chosen(Selection selection, List<Listed> listed) {
        List<String> names = new ArrayList<>();
        if (selection.isEmpty()) {
            listed.forEach(one -> names.add(one.name()));
        } else {
            for (String word : selection.words()) {
                String part = Selection.plain(word);
                listed.stream()
                        .map(Listed::name)
                        .filter(name -> name.toUpperCase(Locale.ROOT).contains(part))
                        .forEach(names::add);
            }
            names.addAll(selection.among(listed).names());
        }
        return listed.stream()
                .filter(one -> names.contains(one.name()))
                .sorted(Comparator.comparing(Selection::turnover).reversed().thenComparing(Listed::name))
                .toList();
    }

    private static Row row(Listed one, Category category) {
        String turnover = one.turnover24h() == null ? "" : TextStyle.wholeMoney(one.turnover24h());
        return Row.of("symbol")
                .text("category", category.text())
                .text("symbol", one.name())
                .text("baseCoin", one.baseCoin())
                .text("quoteCoin", one.quoteCoin())
                .decimal("turnover24h", one.turnover24h())
                .build((TextStyle.left(one.name(), 26) + "  " + TextStyle.left(one.baseCoin(), 12) + "  "
                                + TextStyle.left(one.quoteCoin(), 6) + "  " + TextStyle.right(turnover, 20))
                        .stripTrailing());
    }
}
