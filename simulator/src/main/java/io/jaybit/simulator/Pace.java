package io.jaybit.simulator;

/**
 * How fast a tape is played. Immutable.
 *
 * @param framesPerSecond frames a second to each client; 0 = by the frames' own times, {@link Integer#MAX_VALUE} = as fast as the
 *     client takes them
 */
public record Pace(int framesPerSecond) {
    /** As recorded: by the differences of {@code ts}. */
    public static final Pace REALTIME = new Pace(0);

    /** As fast as the client takes them. */
    public static final Pace MAX = new Pace(Integer.MAX_VALUE);

    public Pace {
        if (framesPerSecond < 0) {
            throw new IllegalArgumentException("a pace of " + framesPerSecond + " frames a second");
        }
    }

    /**
     * Reads {@code realtime}, {@code max} or {@code 500/s}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is allowed
     */
    public static Pace parse(String text) {
        if (text.equalsIgnoreCase("realtime")) {
            return REALTIME;
        }
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        if (text.matches("[1-9][0-9]{0,7}/s")) {
            return new Pace(Integer.parseInt(text.substring(0, text.length() - 2)));
        }
        throw new IllegalArgumentException(
                "not a pace: \"" + text + "\" (allowed: realtime, max, or frames a second such as 500/s)");
    }

    boolean isRealtime() {
        return framesPerSecond == 0;
    }

    boolean isMax() {
        return framesPerSecond == Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        return isRealtime() ? "realtime" : isMax() ? "max" : framesPerSecond + "/s";
    }
}
