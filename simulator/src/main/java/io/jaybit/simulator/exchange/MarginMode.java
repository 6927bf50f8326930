package io.jaybit.simulator.exchange;

/** How an account's positions share its money. */
public enum MarginMode {
    ISOLATED("ISOLATED_MARGIN"),
    CROSS("REGULAR_MARGIN"),
    PORTFOLIO("PORTFOLIO_MARGIN");

    private final String text;

    MarginMode(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
