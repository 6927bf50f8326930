package io.jaybit.simulator.desk;

/**
 * What came of a request that was carried out. Immutable.
 *
 * @param result JSON: {@code result} of a REST answer, {@code data} of the trade socket's
 * @param extra JSON: {@code retExtInfo}
 */
record Outcome(String message, String result, String extra) {
    static Outcome of(String result) {
        return new Outcome("OK", result, "{}");
    }

    /** Done, and nothing to tell. */
    static Outcome done() {
        return of("{}");
    }
}
