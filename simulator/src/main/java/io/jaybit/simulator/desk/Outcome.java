package io.jaybit.simulator.desk;

/**
 * What came of a request. Immutable.
 *
 * @param code 0 but where a refusal has something to add
 * @param result JSON: {@code result} of a REST answer, {@code data} of the trade socket's
 * @param extra JSON: {@code retExtInfo}
 */
record Outcome(int code, String message, String result, String extra) {
    static Outcome of(String result) {
        return new Outcome(0, "OK", result, "{}");
    }

    /** Done, and nothing to tell. */
    static Outcome done() {
        return of("{}");
    }
}
