package io.jaybit.recorder.database;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A row that is written nowhere: what does not fit its column throws here what it throws where rows are kept. Immutable. */
final class FitRow implements Row {
    static final FitRow INSTANCE = new FitRow();

    private FitRow() {}

    @Override
    public Row time(long epochNanos) {
        return this;
    }

    @Override
    public Row millis(OptionalLong epochMillis) {
        if (epochMillis.isPresent()) {
            Table.micros(epochMillis.getAsLong());
        }
        return this;
    }

    @Override
    public Row word(@Nullable String word) {
        return this;
    }

    @Override
    public Row text(@Nullable String text) {
        return this;
    }

    @Override
    public Row number(long number) {
        return this;
    }

    @Override
    public Row number(OptionalLong number) {
        return this;
    }

    @Override
    public Row flag(boolean flag) {
        return this;
    }

    @Override
    public Row decimal(@Nullable Decimal decimal) {
        return this;
    }

    @Override
    public Row decimal(long mantissa, int scale) {
        return scale >= 0 && scale <= DECIMAL_PLACES ? this : decimal(BigDecimal.valueOf(mantissa, scale));
    }

    @Override
    public Row decimal(@Nullable BigDecimal decimal) {
        if (decimal != null) {
            ExactColumn.DECIMAL.fitting(decimal);
        }
        return this;
    }

    @Override
    public Row product(@Nullable BigDecimal product) {
        if (product != null) {
            ExactColumn.PRODUCT.fitting(product);
        }
        return this;
    }
}
