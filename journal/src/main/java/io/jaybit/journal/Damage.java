package io.jaybit.journal;

import java.nio.file.Path;

/**
 * A stretch of a file that cannot be read though what follows can, or records that should follow and do not. Immutable.
 *
 * @param file the segment
 * @param offset where it begins, in bytes
 * @param length how long it is; 0 where nothing is there
 * @param firstSequence number of the first record that is missing, like {@code lastSequence}; the last is one less than the first where
 *     no record is missing
 * @param reason in words
 */
public record Damage(Path file, long offset, long length, long firstSequence, long lastSequence, String reason) {
    /** How many records are missing. */
    public long records() {
        return lastSequence - firstSequence + 1;
    }

    @Override
    public String toString() {
        String missing = records() == 0 ? "no record is" : "records " + firstSequence + " to " + lastSequence + " are";
        return file + ", " + length + " bytes at " + offset + ": " + reason + "; " + missing + " missing";
    }
}
