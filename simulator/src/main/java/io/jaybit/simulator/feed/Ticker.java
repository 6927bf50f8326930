package io.jaybit.simulator.feed;

import java.util.Map;

/** The figures of one market that a ticker shows. */
interface Ticker {
    /**
     * The figures as they are now, in the order and by the names of the category's stream; what only REST shows comes after them.
     */
    Map<String, String> read();
}
