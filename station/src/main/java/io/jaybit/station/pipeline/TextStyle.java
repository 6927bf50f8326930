package io.jaybit.station.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * How values look to people: times in a zone, money with separators, colours on a terminal. Immutable; the locale of the machine
 * plays no part.
 *
 * @param zone for display only; data keeps epoch milliseconds
 * @param colour whether to colour buys and sells
 * @param brief whether rows are to fit a terminal of 80 columns: of what happens now the time is enough, without the date
 */
public record TextStyle(ZoneId zone, boolean colour, boolean brief) {
    /** UTC, without colour. */
    public static final TextStyle PLAIN = new TextStyle(ZoneOffset.UTC, false, false);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public TextStyle {
        Objects.requireNonNull(zone, "zone");
    }

    /** {@code 2026-08-24 12:00:00.123}. */
    public String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }

    /** How a row begins: when it happened, and to which symbol. */
    public String head(long epochMillis, String symbol, int width) {
        return brief
                ? MOMENT.format(Instant.ofEpochMilli(epochMillis).atZone(zone)) + " " + left(symbol, width) + " "
                : time(epochMillis) + "  " + left(symbol, width) + "  ";
    }

    /** {@code 12:00:00}. */
    public String clock(long epochMillis) {
        return CLOCK.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }

    /** Money: rounded half to even to cents, with separators. */
    public static String money(BigDecimal amount) {
        return separated(amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString());
    }

    /** Money without cents. */
    public static String wholeMoney(BigDecimal amount) {
        return separated(amount.setScale(0, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String separated(String digits) {
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        int start = digits.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(digits);
        for (int i = end - 3; i > start; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** A ratio as percent: {@code 0.0123} gives {@code +1.23 %}. */
    public static String percent(BigDecimal ratio, int digits) {
        BigDecimal percent = ratio.movePointRight(2).setScale(digits, RoundingMode.HALF_EVEN);
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }

    /** Fills up with spaces on the right. */
    public static String left(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** Fills up with spaces on the left. */
    public static String right(String text, int width) {
        return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
    }

    public String green(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    public String red(String text) {
        return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    public String yellow(String text) {
        return colour ? "\u001b[33m" + text + "\u001b[0m" : text;
    }

    public String faint(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    public String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
