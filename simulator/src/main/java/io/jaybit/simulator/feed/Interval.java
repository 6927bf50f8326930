package io.jaybit.simulator.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** How long a candle is. Candles begin at whole multiples of UTC; weeks on Monday, months on the first. */
public enum Interval {
    M1("1", 1),
    M3("3", 3),
    M5("5", 5),
    M15("15", 15),
    M30("30", 30),
    H1("60", 60),
    H2("120", 120),
    H4("240", 240),
    H6("360", 360),
    H12("720", 720),
    DAY("D", 1_440),
    WEEK("W", 10_080),
    MONTH("M", 0);

    private static final long MINUTE_MILLIS = 60_000;
    /** The first Monday after the epoch, which was a Thursday. */
    private static final long MONDAY_MILLIS = 4 * 1_440 * MINUTE_MILLIS;

    private final String text;
    private final long millis;

    Interval(String text, long minutes) {
        this.text = text;
        this.millis = minutes * MINUTE_MILLIS;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    public static Optional<Interval> parse(String text) {
        for (Interval candidate : values()) {
            if (candidate.text.equals(text)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Beginning of the candle that a moment belongs to. */
    public long start(long epochMillis) {
        if (this == MONTH) {
            return firstOfMonth(epochMillis, 0);
        }
        long origin = this == WEEK ? MONDAY_MILLIS : 0;
        return epochMillis - Math.floorMod(epochMillis - origin, millis);
    }

    /** Beginning of the candle after the one that begins at {@code start}. */
    public long next(long start) {
        return this == MONTH ? firstOfMonth(start, 1) : start + millis;
    }

    private static long firstOfMonth(long epochMillis, int monthsLater) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(monthsLater)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
