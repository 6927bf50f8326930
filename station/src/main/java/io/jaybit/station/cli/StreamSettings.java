package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of everything that reads a stream, checked. Immutable.
 *
 * @param category null where the user named none
 * @param from files to read in place of the exchange; empty = live
 * @param out null = standard output
 * @param keep only so many of the newest rows, written at the end; 0 = each row at once
 * @param count end after so many rows; 0 = never
 * @param length end after so long; null = never
 */
record StreamSettings(
        Exchange exchange,
        @Nullable Path ca,
        @Nullable Category category,
        List<Path> from,
        Format format,
        @Nullable Path out,
        int keep,
        long count,
        @Nullable Duration length,
        ZoneId zone) {
    /** How rows are written. */
    enum Format {
        TEXT,
        JSON,
        CSV
    }

    StreamSettings {
        from = List.copyOf(from);
    }

    boolean isLive() {
        return from.isEmpty();
    }

    /** The category to subscribe in. */
    Category categoryOrLinear() {
        return category == null ? Category.LINEAR : category;
    }
}
