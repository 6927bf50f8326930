package io.jaybit.recorder.database;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageInterval;
import io.jaybit.market.Topic;
import java.util.Set;

/**
 * What can be said of a topic between two times, venue time. Immutable.
 *
 * @param untilEpochMillis the first millisecond after it
 * @param state the name of a {@link io.jaybit.coverage.CoverageState}, or {@value #REPLACED}
 * @param foldedGaps how many gaps are drawn together here
 */
public record CoverageRow(
        Topic topic, long fromEpochMillis, long untilEpochMillis, String state, Set<Cause> causes, int foldedGaps) {
    /** Of a row that says nothing any more: other rows tell of its time. */
    public static final String REPLACED = "REPLACED";

    public CoverageRow {
        causes = Set.copyOf(causes);
    }

    public static CoverageRow of(Topic topic, CoverageInterval interval) {
        return new CoverageRow(
                topic,
                interval.fromEpochMillis(),
                interval.toEpochMillis(),
                interval.state().name(),
                interval.causes(),
                interval.foldedGaps());
    }

    /** Takes a row's words back. */
    public static CoverageRow replaced(Topic topic, long fromEpochMillis) {
        return new CoverageRow(topic, fromEpochMillis, fromEpochMillis, REPLACED, Set.of(), 0);
    }
}
