package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.station.pipeline.BookCheck;
import io.jaybit.station.pipeline.FileContents;
import io.jaybit.station.pipeline.FileFeed;
import io.jaybit.station.pipeline.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit book-check}. */
@Command(
        name = "book-check",
        description = {
            "Rebuild every order book of a recording: frames, gaps, repeats, status, and a digest of the"
                    + " levels at the end.",
            "A snapshot replaces the book; a delta must carry the next u; after a gap deltas are ignored until the next snapshot."
        },
        footer = {"", "Examples:", "  jaybit book-check frames.jsonl", "  jaybit book-check *.jsonl.gz --json"})
final class BookCheckCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Frames, one a line, .gz too.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object for each topic.")
    private boolean json;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "linear, inverse, spot, option or spread; makes no difference to the books.")
    private @Nullable String category;

    BookCheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                problems.add("no such file: " + file);
            }
        }
        Channel channel = null;
        if (category != null) {
            channel = Category.parse(category).map(Channel::of).orElse(null);
            if (channel == null) {
                problems.add("--category: no category is called \"" + category
                        + "\" (allowed: linear, inverse, spot, option, spread)");
            }
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        for (Path file : files) {
            try {
                check(file, channel == null ? FileContents.guessChannel(file) : channel);
            } catch (IOException e) {
                throw Exit.usage("cannot read " + file + ": " + e.getMessage());
            }
        }
        return Exit.OK;
    }

    private void check(Path file, Channel channel) throws IOException {
        BookCheck.Result result = BookCheck.check(file, channel);
        for (Row row : result.rows()) {
            desk.out().print((json ? row.json() : row.text()) + "\n");
        }
        desk.out().flush();
        FileFeed.Report report = result.report();
        if (result.rows().isEmpty()) {
            Messages.say(file + ": no order books in it");
        }
        if (report.unreadable() > 0) {
            Messages.say(file + ": " + report.unreadable() + " unreadable; first: " + report.firstComplaint());
        }
    }
}
