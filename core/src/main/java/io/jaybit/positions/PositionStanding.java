package io.jaybit.positions;

/** How much a position can be trusted; later is worse. */
public enum PositionStanding {
    /** The venue's position is the sum of our fills, as far as a base to add them to is known. */
    CONFIRMED,
    /** Fills have come that the venue's position does not hold yet; they are in {@link Position#net}. */
    FILLS_AHEAD,
    /** The venue's position holds more or less than the fills that have come; they may still come. */
    FILLS_AWAITED,
    /** The two differed for longer than the grace. */
    DRIFT,
    /** The venue has not told of it. */
    UNKNOWN;

    PositionStanding worse(PositionStanding other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
