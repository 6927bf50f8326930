package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.recorder.dump.BadRow;
import io.jaybit.recorder.dump.DumpFile;
import io.jaybit.recorder.dump.DumpSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a dump of the venue's is of, as typed, where it does not say itself. */
final class DumpOptions {
    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "linear, inverse or spot. Default: as the file's header and values say.")
    private @Nullable String category;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description = "Of a spot file, which does not say. Default: by the file's name.")
    private @Nullable String symbol;

    /** @return null if none was typed */
    @Nullable
    Category check(List<Path> files, List<String> problems) {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                problems.add("no such file: " + file);
            }
        }
        if (category == null) {
            return null;
        }
        Category parsed = Category.parse(category).orElse(null);
        if (parsed == null || parsed == Category.OPTION || parsed == Category.SPREAD) {
            problems.add("--category: there are no dumps of \"" + category + "\" (allowed: linear, inverse, spot)");
        }
        return parsed;
    }

    boolean isGiven() {
        return category != null || symbol != null;
    }

    /** @throws Exit if it is no dump */
    DumpFile open(Path file, @Nullable Category of) {
        try {
            return DumpFile.open(file, of, symbol);
        } catch (IOException noDump) {
            throw Exit.usage(String.valueOf(noDump.getMessage()));
        }
    }

    /** Tells of rows that are not as they should be. */
    static void say(Path file, DumpSummary read) {
        for (BadRow bad : read.firstBad()) {
            Messages.say(file + ", line " + bad.line() + ": " + bad.complaint());
        }
        if (read.bad() > 0) {
            Messages.say(file + ": " + RecordCommand.counted(read.bad())
                    + (read.bad() == 1 ? " row that cannot be read is" : " rows that cannot be read are")
                    + " left out");
        }
        if (read.tails() > 0) {
            Messages.say(file + ": " + RecordCommand.counted(read.tails())
                    + (read.tails() == 1 ? " trade has" : " trades have") + " a price or size of "
                    + DumpFile.TAIL_DIGITS + " digits or more, as binary fractions leave them; they are taken as they"
                    + " stand");
        }
    }
}
