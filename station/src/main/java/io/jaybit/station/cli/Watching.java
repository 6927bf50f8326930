package io.jaybit.station.cli;

import io.jaybit.client.Decoders;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.station.pipeline.FileContents;
import io.jaybit.station.pipeline.FileFeed;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.Watcher;
import io.jaybit.station.pipeline.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a watcher over a stream, live or from files, from options to exit code. Confined to the main thread.
 *
 * @param purpose what is watched, for messages: {@code trades}
 * @param wishes kinds of topic; several sets where one can stand in for another, the best first
 * @param objection to symbols that cannot be watched
 */
record Watching(
        Desk desk,
        StreamSettings settings,
        Selection selection,
        String purpose,
        List<List<Wish>> wishes,
        Objection objection) {
    /**
     * A watcher.
     *
     * @param screen what to paint on a terminal, for so many lines; null where it has only rows
     */
    record Watch(Watcher watcher, @Nullable IntFunction<List<String>> screen) {}

    int run(BiFunction<Out, List<Symbol>, Watch> make) {
        return settings.isLive() ? new LiveWatching(this).run(make) : runFiles(make);
    }

    /**
     * Those that can be watched; of the others it is said why not.
     *
     * @throws Exit where none is left
     */
    List<Symbol> fitting(List<Symbol> symbols) {
        List<Symbol> fitting = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (Symbol symbol : symbols) {
            String reason = objection.to(symbol);
            if (reason == null) {
                fitting.add(symbol);
            } else {
                objections.add(reason);
            }
        }
        if (fitting.isEmpty() && !objections.isEmpty()) {
            throw Exit.refused(objections);
        }
        objections.forEach(reason -> Messages.say("left out: " + reason));
        return fitting;
    }

    private int runFiles(BiFunction<Out, List<Symbol>, Watch> make) {
        try (Interrupt interrupt = new Interrupt();
                Out out = Out.open(settings, desk.out())) {
            List<FileFeed.Source> sources = sources();
            FileContents contents = FileContents.of(sources);
            List<Symbol> symbols = fitting(contents.called(symbolsIn(contents)));
            Set<String> names = new HashSet<>();
            symbols.forEach(symbol -> names.add(symbol.name()));
            Watch watch = make.apply(out, symbols);
            FileFeed.Report report = new FileFeed(sources, Decoders::decoder)
                    .play(topicsIn(contents), names, watch.watcher(), () -> out.isFull() || interrupt.isRequested());
            watch.watcher().onEnd();
            out.finish();
            tell(report, watch.watcher(), out);
            return Exit.OK;
        } catch (IOException e) {
            throw Exit.usage("--from: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private List<FileFeed.Source> sources() throws IOException {
        List<FileFeed.Source> sources = new ArrayList<>();
        for (Path path : settings.from()) {
            Category category = settings.category();
            Channel channel = category == null ? FileContents.guessChannel(path) : Channel.of(category);
            sources.add(new FileFeed.Source(path, channel));
        }
        return sources;
    }

    private List<String> symbolsIn(FileContents contents) {
        Selection wanted = selection.isEmpty() ? new Selection(List.of(), true, 0, List.of()) : selection;
        Selection.Found found = wanted.among(contents.symbols());
        if (!found.problems().isEmpty()) {
            throw Exit.refused(found.problems());
        }
        return found.names();
    }

    /** Where no depth was asked for, the shallowest book of each symbol. */
    private Predicate<Topic> topicsIn(FileContents contents) {
        List<Wish> first = wishes.get(0);
        if (wishes.size() == 1) {
            return topic -> first.stream().anyMatch(wish -> wish.covers(topic));
        }
        Set<Topic> chosen = new HashSet<>();
        for (Topic topic : contents.topics()) {
            boolean shallowest = topic.kind() == TopicKind.ORDER_BOOK
                    && contents.depths(topic.target()).indexOf(topic.argument()) == 0;
            if (shallowest) {
                chosen.add(topic);
            }
        }
        return chosen::contains;
    }

    private void tell(FileFeed.Report report, Watcher watcher, Out out) {
        StringBuilder text = new StringBuilder();
        text.append(purpose)
                .append(": ")
                .append(watcher.seen())
                .append(" seen, ")
                .append(out.rows())
                .append(" shown; ");
        text.append(report.frames()).append(" frames");
        if (report.control() > 0) {
            text.append(", ").append(report.control()).append(" acks and pongs");
        }
        if (report.unknown() > 0) {
            text.append(", ").append(report.unknown()).append(" of topics that are not read");
        }
        text.append(", ").append(report.unreadable()).append(" unreadable");
        Messages.say(text.toString());
        if (report.unreadable() > 0) {
            Messages.say("first unreadable: " + report.firstComplaint());
        }
    }
}
