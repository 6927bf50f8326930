package io.jaybit.recorder.database;

import io.jaybit.market.Decimal;
import io.questdb.cairo.TableWriter;
import io.questdb.std.str.Utf8StringSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes the columns of one row after another into a table of the embedded database. Confined to one thread. */
final class EmbeddedRow implements Row {
    private static final long NANOS_PER_MICRO = 1_000;

    private final Utf8StringSink utf8 = new Utf8StringSink();
    private TableWriter.@Nullable Row row;
    private int column;

    /** Begins a row whose first column is written. */
    EmbeddedRow begin(TableWriter.Row begun) {
        row = begun;
        column = 1;
        return this;
    }

    /** How many columns have been written. */
    int columns() {
        return column;
    }

    private TableWriter.Row row() {
        TableWriter.Row current = row;
        if (current == null) {
            throw new IllegalStateException("no row was begun");
        }
        return current;
    }

    @Override
    public Row time(long epochNanos) {
        row().putTimestamp(column, Math.floorDiv(epochNanos, NANOS_PER_MICRO));
        return next();
    }

    @Override
    public Row millis(OptionalLong epochMillis) {
        if (epochMillis.isPresent()) {
            row().putTimestamp(column, Table.micros(epochMillis.getAsLong()));
        }
        return next();
    }

    @Override
    public Row word(@Nullable String word) {
        row().putSym(column, word);
        return next();
    }

    @Override
    public Row text(@Nullable String text) {
        if (text != null) {
            utf8.clear();
            utf8.put(text);
            row().putVarchar(column, utf8);
        }
        return next();
    }

    @Override
    public Row number(long number) {
        row().putLong(column, number);
        return next();
    }

    @Override
    public Row number(OptionalLong number) {
        return number.isPresent() ? number(number.getAsLong()) : next();
    }

    @Override
    public Row flag(boolean flag) {
        row().putBool(column, flag);
        return next();
    }

    @Override
    public Row decimal(@Nullable Decimal decimal) {
        return decimal == null ? next() : decimal(decimal.mantissa(), decimal.scale());
    }

    @Override
    public Row decimal(long mantissa, int scale) {
        if (scale > DECIMAL_PLACES || scale < 0) {
            return decimal(BigDecimal.valueOf(mantissa, scale));
        }
        long factor = Decimal.powerOfTen(DECIMAL_PLACES - scale);
        row().putDecimal128(column, Math.multiplyHigh(mantissa, factor), mantissa * factor);
        return next();
    }

    @Override
    public Row decimal(@Nullable BigDecimal decimal) {
        if (decimal != null) {
            BigInteger whole = whole(decimal, ExactColumn.DECIMAL);
            row().putDecimal128(column, word(whole, 1), word(whole, 0));
        }
        return next();
    }

    @Override
    public Row product(@Nullable BigDecimal product) {
        if (product != null) {
            BigInteger whole = whole(product, ExactColumn.PRODUCT);
            row().putDecimal256(column, word(whole, 3), word(whole, 2), word(whole, 1), word(whole, 0));
        }
        return next();
    }

    private static BigInteger whole(BigDecimal number, ExactColumn column) {
        return column.fitting(number).setScale(column.places()).unscaledValue();
    }

    private static long word(BigInteger of, int index) {
        return of.shiftRight(index * Long.SIZE).longValue();
    }

    private Row next() {
        column++;
        return this;
    }
}
