package io.jaybit.station.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Reads {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO-8601 ({@code PT10S}).
     *
     * @throws IllegalArgumentException if it is none of these, or not positive
     */
    static Duration parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        Duration duration = Duration.ZERO;
        if (form.matches()) {
            long count = Long.parseLong(form.group(1));
            duration = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        } else if (text.startsWith("P") || text.startsWith("p")) {
            try {
                duration = Duration.parse(text);
            } catch (DateTimeException notIso) {
                throw bad(text);
            }
        }
        if (duration.isZero() || duration.isNegative()) {
            throw bad(text);
        }
        return duration;
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "not a duration: \"" + text + "\" (allowed: 500ms, 10s, 5m, 2h, 1d, PT10S)");
    }

    /** {@code 1 h 5 min}, {@code 20 s}, {@code 350 ms}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
