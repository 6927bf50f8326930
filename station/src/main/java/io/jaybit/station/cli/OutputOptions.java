package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How rows are written and when it is enough, as typed; and whom to trust. */
final class OutputOptions {
    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file, too.")
    private @Nullable Path ca;

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
    StreamSettings check(Exchange exchange, @Nullable Category category, List<Path> from, List<String> problems) {
        if (json && csv) {
            problems.add("--json and --csv exclude each other");
        }
        if (ca != null && !Files.isReadable(ca)) {
            problems.add("--ca: no such file: " + ca);
        }
        return new StreamSettings(
                exchange,
                ca,
                category,
                from,
                json ? StreamSettings.Format.JSON : csv ? StreamSettings.Format.CSV : StreamSettings.Format.TEXT,
                out,
                (int) StreamOptions.number("--keep", keep, 10_000_000, problems),
                StreamOptions.number("--count", count, Long.MAX_VALUE, problems),
                StreamOptions.duration("--for", length, problems),
                zone(problems));
    }

    private ZoneId zone(List<String> problems) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add("--zone: no zone is called \"" + zone + "\" (examples: UTC, Europe/Berlin, +02:00)");
            return ZoneOffset.UTC;
        }
    }
}
