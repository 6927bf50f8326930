package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the rows of a query into pages. A cursor names the last row that was given and not a place, so that rows which come or go
 * meanwhile neither repeat others nor hide them.
 *
 * <p>As on the venue a cursor is percent-encoded already. One that was encoded once more on its way here is understood as well.
 */
final class Pages {
    private static final Pattern CURSOR = Pattern.compile("page_args=([0-9A-Za-z_/.:-]{1,120})&");

    private Pages() {}

    /** One page. Immutable. */
    record Page<T>(List<T> rows, String nextCursor) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /** A key of rows that are sorted by time, newest first. */
    static String newestFirst(long epochMillis, String id) {
        return String.format(Locale.ROOT, "%015d:%s", 999_999_999_999_999L - epochMillis, id);
    }

    /**
     * The page that the fields {@code limit} and {@code cursor} ask for.
     *
     * @param key unique; rows are sorted by it
     */
    static <T> Page<T> cut(List<T> rows, Function<T, String> key, Fields fields, int usual, int most) throws Refusal {
        int limit = fields.whole("limit", usual, 1, most);
        String after = after(fields.text("cursor"));
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(key));
        List<T> page = new ArrayList<>();
        for (T row : sorted) {
            if (key.apply(row).compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == limit) {
                return new Page<>(
                        page, "page_args%3D" + key.apply(page.get(limit - 1)).replace(":", "%3A") + "%26");
            }
            page.add(row);
        }
        return new Page<>(page, "");
    }

    private static String after(String cursor) throws Refusal {
        if (cursor.isEmpty()) {
            return "";
        }
        try {
            String text = cursor.contains("%") ? URLDecoder.decode(cursor, StandardCharsets.UTF_8) : cursor;
            Matcher matcher = CURSOR.matcher(text);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        } catch (IllegalArgumentException halfEncoded) {
            throw Fields.invalid("cursor");
        }
        throw Fields.invalid("cursor");
    }
}
