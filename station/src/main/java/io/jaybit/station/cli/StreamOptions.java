package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file, too.")
    private @Nullable Path ca;

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

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--csv", description = "Comma-separated values under a line of names.")
    private boolean csv;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the rows to a file instead of standard output.")
    private @Nullable Path out;

    @Option(names = "--keep", paramLabel = "N", description = "Keep the newest N rows only, and write them at the end.")
    private @Nullable String keep;

    @Option(names = "--count", paramLabel = "N", description = "End after N rows.")
    private @Nullable String count;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after 500ms, 10s, 5m, 2h, 1d; exit code 0.")
    private @Nullable String length;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Show times in this zone, e.g. Europe/Berlin. Default: UTC.")
    private @Nullable String zone;

    /**
     * The settings, if nothing is wrong.
     *
     * @param problems gets a sentence for everything that is; look at it before using the result
     */
    StreamSettings check(List<String> problems) {
        if (json && csv) {
            problems.add("--json and --csv exclude each other");
        }
        for (Path file : from) {
            if (!Files.isRegularFile(file)) {
                problems.add("--from: no such file: " + file);
            } else if (!Files.isReadable(file)) {
                problems.add("--from: not readable: " + file);
            }
        }
        if (ca != null && !Files.isReadable(ca)) {
            problems.add("--ca: no such file: " + ca);
        }
        return new StreamSettings(
                exchange(problems),
                ca,
                category(problems),
                from,
                json ? StreamSettings.Format.JSON : csv ? StreamSettings.Format.CSV : StreamSettings.Format.TEXT,
                out,
                (int) number("--keep", keep, 10_000_000, problems),
                number("--count", count, Long.MAX_VALUE, problems),
                duration("--for", length, problems),
                zone(problems));
    }

    private Exchange exchange(List<String> problems) {
        try {
            return Exchange.parse(exchange);
        } catch (IllegalArgumentException e) {
            problems.add("--exchange: " + e.getMessage());
            return Exchange.mainnet();
        }
    }

    private @Nullable Category category(List<String> problems) {
        String text = category;
        if (text == null) {
            return null;
        }
        return Category.parse(text).orElseGet(() -> {
            problems.add("--category: no category is called \"" + text
                    + "\" (allowed: linear, inverse, spot, option, spread)");
            return Category.LINEAR;
        });
    }

    private ZoneId zone(List<String> problems) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add("--zone: no zone is called \"" + zone + "\" (examples: UTC, Europe/Berlin, +02:00)");
            return ZoneOffset.UTC;
        }
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
