package io.jaybit.simulator.exchange;

/** In what a market order counts how far from the best price it may trade. */
public enum SlippageType {
    NONE("UNKNOWN"),
    /** Whole ticks, 1 to 10,000. */
    TICK_SIZE("TickSize"),
    /** Hundredths of the best price, 0.01 to 10. */
    PERCENT("Percent");

    private final String text;

    SlippageType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
