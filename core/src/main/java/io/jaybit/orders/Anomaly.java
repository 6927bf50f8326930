package io.jaybit.orders;

import java.util.OptionalLong;

/**
 * News that contradict what is known. Immutable.
 *
 * @param order as it stands after it
 * @param text what was said and what was known
 * @param venueEpochMillis venue time of the news; empty where it told none
 * @param epochNanos our wall clock at receipt
 */
public record Anomaly(Kind kind, OrderRecord order, String text, OptionalLong venueEpochMillis, long epochNanos) {
    /** What does not fit. */
    public enum Kind {
        /** A newer update differs from a final state. The final state is kept until a query decides. */
        CHANGED_AFTER_END,
        /** A newer update goes back: less filled, or waiting for its trigger again. Not applied until a query decides. */
        WENT_BACK,
        /** An order whose create was refused turned out to exist. It is taken as the venue tells it now. */
        REFUSED_BUT_ALIVE,
        /** An order the venue did not know turned up. It is taken as the venue tells it now. */
        NOT_PLACED_BUT_ALIVE,
        /** An order that existed is nowhere to be found. */
        VANISHED,
        /** The fills add up to more than the order keeps saying is filled; all are counted. */
        OVERFILLED,
        /** A fill with a known id and another price, quantity or side; the later one counts. */
        FILL_CHANGED,
        /** A fill with a known id came for another order; the first one keeps it. */
        FILL_OF_TWO_ORDERS,
        /** Two orders of a symbol carry the same id of ours; they are kept apart. */
        LINK_ID_REUSED,
        /** A cancel was accepted, and long afterwards the order still stands. */
        CANCEL_WITHOUT_EFFECT,
        /** The venue keeps telling more filled than its list of executions holds. */
        FILLS_MISSING
    }
}
