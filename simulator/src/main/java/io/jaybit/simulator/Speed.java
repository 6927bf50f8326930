package io.jaybit.simulator;

/**
 * How fast the exchange's clock goes. Immutable.
 *
 * <p>At any other speed than 1 the venue's times leave those of the world: then what goes by the clock of a client's machine (its
 * signatures, the age of its data) does not fit any more.
 *
 * @param times the world's; {@link Double#POSITIVE_INFINITY} = as fast as the machine can
 */
public record Speed(double times) {
    /** As the world's clock. */
    public static final Speed REAL = new Speed(1);

    /** As fast as the machine, and the slowest reader, can. */
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(times > 0)) {
            throw new IllegalArgumentException("a speed of " + times);
        }
    }

    /**
     * Reads {@code 1x}, {@code 0.5x}, {@code 60x} or {@code max}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is allowed
     */
    public static Speed parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        if (text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?x") && !text.matches("[0.]+x")) {
            return new Speed(Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        throw new IllegalArgumentException("not a speed: \"" + text + "\" (allowed: 1x, 0.5x, 60x, max)");
    }

    boolean isMax() {
        return Double.isInfinite(times);
    }
}
