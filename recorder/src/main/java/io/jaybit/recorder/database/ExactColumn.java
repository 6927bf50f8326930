package io.jaybit.recorder.database;

import java.math.BigDecimal;

/** What the columns of exact numbers can hold: the one place that says so, for every database and for {@link Table#fits}. */
enum ExactColumn {
    DECIMAL(Row.DECIMAL_PLACES, 38),
    PRODUCT(Row.PRODUCT_PLACES, 76);

    private final int places;
    private final int mostDigits;

    ExactColumn(int places, int mostDigits) {
        this.places = places;
        this.mostDigits = mostDigits;
    }

    int places() {
        return places;
    }

    /**
     * The same number with no more places behind the point than the column has.
     *
     * @throws ArithmeticException if it has more places or digits than the column; however absurd its exponent is, that is soon found out
     */
    BigDecimal fitting(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long precision = number.precision();
        long scale = number.scale();
        if (precision - scale + places > mostDigits || scale - places >= precision) {
            throw new ArithmeticException("does not fit " + this + ": " + number);
        }
        return scale > places ? number.setScale(places) : number;
    }
}
