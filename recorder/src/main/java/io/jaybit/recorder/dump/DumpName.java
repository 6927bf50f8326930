package io.jaybit.recorder.dump;

import io.jaybit.recorder.database.Span;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a dump says: {@code BTCUSDT2023-10-10.csv.gz} of derivatives, {@code BTCUSDT_2025-10-26.csv.gz} and, of whole months,
 * {@code BTCUSDT-2022-11.csv.gz} of spot. Immutable.
 *
 * @param symbol null where it says nothing
 * @param time the day or month, UTC; null where it says nothing
 */
record DumpName(@Nullable String symbol, @Nullable Span time) {
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9.-]+?)[_-]?(\\d{4})-(\\d{2})(?:-(\\d{2}))?\\.csv(?:\\.gz)?");

    static DumpName of(Path path) {
        String name = String.valueOf(path.getFileName());
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return new DumpName(null, null);
        }
        return new DumpName(parts.group(1), time(parts.group(2), parts.group(3), parts.group(4)));
    }

    private static @Nullable Span time(String year, String month, @Nullable String day) {
        try {
            LocalDate first = LocalDate.of(
                    Integer.parseInt(year), Integer.parseInt(month), day == null ? 1 : Integer.parseInt(day));
            return new Span(millis(first), millis(day == null ? first.plusMonths(1) : first.plusDays(1)));
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
