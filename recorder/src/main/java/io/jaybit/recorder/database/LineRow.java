package io.jaybit.recorder.database;

import io.jaybit.market.Decimal;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines of the InfluxDB line protocol, as a QuestDB server reads them: words first, then the other columns, then the time. Confined to one
 * thread.
 *
 * <p>Page: <a href="https://questdb.com/docs/reference/api/ilp/advanced-settings/">QuestDB, InfluxDB Line Protocol</a>. Decimals end with {@code d}, whole
 * numbers with {@code i}, times of columns, in microseconds, with {@code t}.
 */
final class LineRow implements Row {
    private static final long NANOS_PER_MICRO = 1_000;

    private final StringBuilder words = new StringBuilder();
    private final StringBuilder fields = new StringBuilder();
    private List<Column> columns = List.of();
    private long micros;
    private int column;

    /**
     * Writes an event's row, the whole of it or nothing.
     *
     * @throws ArithmeticException if a number does not fit its column
     * @throws IllegalStateException if the table's columns are not all written; a bug
     */
    <E> void write(Table<E> table, E event, ByteArrayOutputStream to) {
        columns = table.columns();
        column = 1;
        micros = table.epochMicros(event);
        words.setLength(0);
        words.append(table.name());
        fields.setLength(0);
        table.write().accept(event, this);
        if (column != columns.size()) {
            throw new IllegalStateException(
                    table.name() + " has " + columns.size() + " columns, written were " + column);
        }
        if (fields.length() > 0) {
            fields.setCharAt(0, ' ');
        }
        fields.append(' ').append(micros).append('\n');
        to.writeBytes(words.append(fields).toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Row time(long epochNanos) {
        field().append(Math.floorDiv(epochNanos, NANOS_PER_MICRO)).append('t');
        return this;
    }

    @Override
    public Row millis(OptionalLong epochMillis) {
        if (epochMillis.isEmpty()) {
            return skip();
        }
        field().append(Table.micros(epochMillis.getAsLong())).append('t');
        return this;
    }

    @Override
    public Row word(@Nullable String word) {
        if (word == null) {
            return skip();
        }
        words.append(',').append(columns.get(column++).name()).append('=');
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ' ' || c == ',' || c == '=' || c == '\n' || c == '\r' || c == '\\') {
                words.append('\\');
            }
            words.append(c);
        }
        return this;
    }

    @Override
    public Row text(@Nullable String text) {
        if (text == null) {
            return skip();
        }
        StringBuilder into = field().append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\n' || c == '\r' || c == '\\') {
                into.append('\\');
            }
            into.append(c);
        }
        into.append('"');
        return this;
    }

    @Override
    public Row number(long number) {
        field().append(number).append('i');
        return this;
    }

    @Override
    public Row number(OptionalLong number) {
        return number.isPresent() ? number(number.getAsLong()) : skip();
    }

    @Override
    public Row flag(boolean flag) {
        field().append(flag ? 't' : 'f');
        return this;
    }

    @Override
    public Row decimal(@Nullable Decimal decimal) {
        return decimal == null ? skip() : decimal(decimal.mantissa(), decimal.scale());
    }

    @Override
    public Row decimal(long mantissa, int scale) {
        return decimal(BigDecimal.valueOf(mantissa, scale));
    }

    @Override
    public Row decimal(@Nullable BigDecimal decimal) {
        return exact(decimal, ExactColumn.DECIMAL);
    }

    @Override
    public Row product(@Nullable BigDecimal product) {
        return exact(product, ExactColumn.PRODUCT);
    }

    private Row exact(@Nullable BigDecimal number, ExactColumn exact) {
        if (number == null) {
            return skip();
        }
        String text = exact.fitting(number).toPlainString();
        field().append(text).append('d');
        return this;
    }

    private StringBuilder field() {
        return fields.append(',').append(columns.get(column++).name()).append('=');
    }

    private Row skip() {
        column++;
        return this;
    }
}
