package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Refusal;

/**
 * The time that a query of the past looks at: at most 7 days. Immutable.
 *
 * @param from first millisecond
 * @param to last millisecond
 */
record Span(long from, long to) {
    static final long DAY_MILLIS = 86_400_000;
    static final long WEEK_MILLIS = 7 * DAY_MILLIS;

    /** One end gives the other, 7 days away; none means the last 7 days. */
    static Span read(Fields fields, long nowEpochMillis) throws Refusal {
        long from = fields.time("startTime");
        long to = fields.time("endTime");
        if (from == 0 && to == 0) {
            return new Span(nowEpochMillis - WEEK_MILLIS, nowEpochMillis);
        }
        if (to == 0) {
            return new Span(from, from + WEEK_MILLIS);
        }
        if (from == 0) {
            return new Span(to - WEEK_MILLIS, to);
        }
        if (from > to) {
            throw new Refusal(10001, "params error: startTime is after endTime");
        }
        if (to - from > WEEK_MILLIS) {
            throw new Refusal(10001, "params error: startTime and endTime are more than 7 days apart");
        }
        return new Span(from, to);
    }

    boolean holds(long epochMillis) {
        return from <= epochMillis && epochMillis <= to;
    }
}
