package io.jaybit.recorder.database;

/** What a column holds. */
public enum ColumnType {
    /** A moment, UTC, to the microsecond. */
    TIME("TIMESTAMP"),
    /** A word out of few. */
    WORD("SYMBOL"),
    /** Any text. */
    TEXT("VARCHAR"),
    /** A whole number. */
    NUMBER("LONG"),
    FLAG("BOOLEAN"),
    /** An exact number: up to 20 digits before the point and {@value Row#DECIMAL_PLACES} behind it. */
    DECIMAL("DECIMAL(38," + Row.DECIMAL_PLACES + ")"),
    /** An exact product or sum of products: up to 40 digits before the point and {@value Row#PRODUCT_PLACES} behind it. */
    PRODUCT("DECIMAL(76," + Row.PRODUCT_PLACES + ")");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** Whether it holds exact numbers with a point. */
    boolean isDecimal() {
        return this == DECIMAL || this == PRODUCT;
    }

    /** The type's name in statements. */
    public String sql() {
        return sql;
    }
}
