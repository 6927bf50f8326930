package io.jaybit.simulator.exchange;

/** The price that a conditional order watches. */
public enum TriggerBy {
    NONE(""),
    LAST_PRICE("LastPrice"),
    MARK_PRICE("MarkPrice"),
    INDEX_PRICE("IndexPrice");

    private final String text;

    TriggerBy(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
