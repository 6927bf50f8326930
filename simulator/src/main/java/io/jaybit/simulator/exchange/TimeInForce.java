package io.jaybit.simulator.exchange;

/** How long an order waits for the other side. */
public enum TimeInForce {
    GTC("GTC"),
    IOC("IOC"),
    FOK("FOK"),
    POST_ONLY("PostOnly"),
    RPI("RPI");

    private final String text;

    TimeInForce(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}
