package io.jaybit.recorder.log;

import io.jaybit.journal.Damage;
import java.util.OptionalLong;

/**
 * Records that were written and cannot be read, and when they were. Immutable.
 *
 * @param damage file, place, numbers, reason
 * @param fromEpochNanos wall time of the last record before; empty where none was read
 * @param toEpochNanos wall time of the first record after; empty where none was read
 */
public record RecordDamage(Damage damage, OptionalLong fromEpochNanos, OptionalLong toEpochNanos) {
    /** How many records are missing. */
    public long records() {
        return damage.records();
    }
}
