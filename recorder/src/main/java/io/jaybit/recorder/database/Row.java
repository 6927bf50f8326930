package io.jaybit.recorder.database;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A row being written, column by column, in the order of its {@link Table}; the first column's time is given when it is begun. What is
 * null stays empty.
 */
public interface Row {
    /** Places behind the point of a column of decimals. */
    int DECIMAL_PLACES = 18;

    /** Places behind the point of a column of products. */
    int PRODUCT_PLACES = 36;

    /** @param epochNanos kept to the microsecond */
    Row time(long epochNanos);

    /**
     * @param epochMillis empty for none
     * @throws ArithmeticException if it cannot be counted in microseconds
     */
    Row millis(OptionalLong epochMillis);

    Row word(@Nullable String word);

    Row text(@Nullable String text);

    Row number(long number);

    /** @param number empty for none */
    Row number(OptionalLong number);

    Row flag(boolean flag);

    /** @throws ArithmeticException if it has more places behind the point, or digits, than the column */
    Row decimal(@Nullable Decimal decimal);

    /**
     * A decimal as mantissa and scale.
     *
     * @throws ArithmeticException if it has more places behind the point than the column
     */
    Row decimal(long mantissa, int scale);

    /** @throws ArithmeticException if it has more places behind the point, or digits, than the column */
    Row decimal(@Nullable BigDecimal decimal);

    /**
     * What was multiplied.
     *
     * @throws ArithmeticException if it has more places behind the point, or digits, than the column
     */
    Row product(@Nullable BigDecimal product);
}
