package io.jaybit.market;

/** The side of a position. In a {@link Liquidation}: which position was closed by force. */
public enum PositionSide {
    LONG("Long"),
    SHORT("Short");

    private final String text;

    PositionSide(String text) {
        this.text = text;
    }

    /** {@code Long} or {@code Short}. */
    public String text() {
        return text;
    }
}
