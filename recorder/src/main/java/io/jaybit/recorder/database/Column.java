package io.jaybit.recorder.database;

/**
 * A column of a {@link Table}.
 *
 * @param key whether it is part of what makes a row itself
 */
public record Column(String name, ColumnType type, boolean key) {
    /** A column that says something about a row. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    /** A column that is part of what makes a row itself. */
    public static Column key(String name, ColumnType type) {
        return new Column(name, type, true);
    }
}
