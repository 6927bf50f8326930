package io.jaybit.coverage;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Why an instant is not seen as well as its topic could be. */
public enum Cause {
    /** Nobody had asked for the topic yet, or the venue had not accepted it yet. */
    NOT_SUBSCRIBED("notSubscribed"),
    /** The user gave the topic up. */
    CLOSED("closed"),
    /** The venue refused the topic. */
    REFUSED("refused"),
    /** The connection was gone; dated back to the last frame heard, less what may have been on its way. */
    DISCONNECTED("disconnected"),
    /** The topic was silent for longer than its own rhythm allows; dated back likewise. */
    SILENT("silent"),
    /** The book waited for a snapshot. */
    AWAITING_SNAPSHOT("awaitingSnapshot"),
    /** The sequence broke. */
    GAP("gap"),
    /** Best bid at or above best ask. */
    CROSSED("crossed"),
    /** A number too long to be held exactly. */
    UNREPRESENTABLE("unrepresentable"),
    /** The venue had no book: delisted, or before the end of an auction. */
    UNAVAILABLE("unavailable"),
    /** A frame came that could not be read; it may have been this topic's. */
    UNREADABLE("unreadable"),
    /** We were too slow and threw events away. */
    DROPPED("dropped"),
    /** The topic itself tells only a part: the legacy liquidations, at most one a second per symbol. */
    SAMPLED("sampled"),
    /** Not known yet: nothing has been heard since. Not counted as a gap. */
    PENDING("pending"),
    /** So long ago that the ledger has let it go. */
    FORGOTTEN("forgotten"),
    /** It was heard, and a number of it does not fit its column in the database: it stands in the log and in no table. */
    ROW_REFUSED("rowRefused");

    static final int NONE = 0;

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    /** The word for output, lower camel case. */
    public String text() {
        return text;
    }

    int bit() {
        return 1 << ordinal();
    }

    static Set<Cause> setOf(int bits) {
        EnumSet<Cause> causes = EnumSet.noneOf(Cause.class);
        for (Cause cause : values()) {
            if ((bits & cause.bit()) != 0) {
                causes.add(cause);
            }
        }
        return Collections.unmodifiableSet(causes);
    }

    static int bitsOf(Set<Cause> causes) {
        int bits = NONE;
        for (Cause cause : causes) {
            bits |= cause.bit();
        }
        return bits;
    }
}
