package io.jaybit.recorder.dump;

/**
 * A row that cannot be read. Immutable.
 *
 * @param line in the file, the header being the first
 */
public record BadRow(long line, String complaint) {}
