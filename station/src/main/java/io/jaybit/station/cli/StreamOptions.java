package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of everything that reads a stream, as typed. They are read as text, so that all that is wrong is said at once. */
final class StreamOptions {
    @Option(
            names = "--exchange",
            paramLabel = "WHERE",
            defaultValue = "mainnet",
            description =
                    "mainnet, testnet, demo-trading, a region (tr id kz ge jp eu nl ae), or an address ws://HOST:PORT or"
                            + " wss://HOST:PORT. Default: ${DEFAULT-VALUE}.")
    private String exchange = "mainnet";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description =
                    "linear, inverse, spot, option or spread. Default: linear; a file's symbols may tell otherwise.")
    private @Nullable String category;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Read frames from a file, one a line, .gz too, instead of the exchange. May be repeated.")
    private List<Path> from = new ArrayList<>();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /**
     * The settings, if nothing is wrong.
     *
     * @param problems gets a sentence for everything that is; look at it before using the result
     */
    StreamSettings check(List<String> problems) {
        for (Path file : from) {
            if (!Files.isRegularFile(file)) {
                problems.add("--from: no such file: " + file);
            } else if (!Files.isReadable(file)) {
                problems.add("--from: not readable: " + file);
            }
        }
        return output.check(exchange(exchange, problems), category(category, problems), from, problems);
    }

    static Exchange exchange(String text, List<String> problems) {
        try {
            return Exchange.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add("--exchange: " + e.getMessage());
            return Exchange.mainnet();
        }
    }

    static @Nullable Category category(@Nullable String text, List<String> problems) {
        if (text == null) {
            return null;
        }
        return Category.parse(text).orElseGet(() -> {
            problems.add("--category: no category is called \"" + text
                    + "\" (allowed: linear, inverse, spot, option, spread)");
            return Category.LINEAR;
        });
    }

    static long number(String option, @Nullable String text, long most, List<String> problems) {
        if (text == null) {
            return 0;
        }
        if (text.matches("[1-9][0-9]{0,17}")) {
            long number = Long.parseLong(text);
            if (number <= most) {
                return number;
            }
        }
        problems.add(option + ": not a whole number from 1" + (most == Long.MAX_VALUE ? "" : " to " + most) + ": \""
                + text + "\"");
        return 0;
    }

    static @Nullable Duration duration(String option, @Nullable String text, List<String> problems) {
        try {
            return text == null ? null : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(option + ": " + e.getMessage());
            return null;
        }
    }
}
