package io.jaybit.simulator.exchange;

/** What an incoming order does when it would trade with its own account; the resting order's word does not count. */
public enum SmpType {
    NONE("None"),
    CANCEL_MAKER("CancelMaker"),
    CANCEL_TAKER("CancelTaker"),
    CANCEL_BOTH("CancelBoth");

    private final String text;

    SmpType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
