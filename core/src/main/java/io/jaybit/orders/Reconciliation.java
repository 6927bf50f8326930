package io.jaybit.orders;

import java.util.List;
import java.util.Set;

/**
 * What one round of questions found. Immutable.
 *
 * @param number counts rounds from 1
 * @param causes why it was held
 * @param beganEpochNanos our wall clock, like {@code endedEpochNanos}
 * @param fromEpochMillis venue time from which on fills and closed orders were asked for
 * @param ordersLearned orders nobody had told of
 * @param ordersRepaired orders whose state had changed unheard
 * @param fillsLearned fills no stream had told of
 * @param positionsRepaired positions that had changed unheard
 * @param details what was repaired, in words; the first hundred
 * @param failures answers that did not come at first, in words
 */
public record Reconciliation(
        long number,
        Set<Cause> causes,
        long beganEpochNanos,
        long endedEpochNanos,
        long fromEpochMillis,
        int ordersLearned,
        int ordersRepaired,
        int fillsLearned,
        int positionsRepaired,
        List<String> details,
        List<String> failures) {
    public Reconciliation {
        causes = Set.copyOf(causes);
        details = List.copyOf(details);
        failures = List.copyOf(failures);
    }

    /** Whether everything had been heard already. */
    public boolean foundNothing() {
        return ordersLearned == 0 && ordersRepaired == 0 && fillsLearned == 0 && positionsRepaired == 0;
    }

    /** Why the venue is asked. */
    public enum Cause {
        /** The program has just begun. */
        START,
        /** A private stream was lost and lives again. */
        RECONNECTED,
        /** We threw an event away ourselves, or could not read one. */
        DROPPED,
        /** Time has passed. */
        TIMER,
        /** The user, or a tracker that met a contradiction, wants to know. */
        ASKED
    }
}
