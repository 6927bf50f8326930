package io.jaybit.orders;

import java.time.Duration;
import java.util.function.Function;

/**
 * How long what is remembered. Immutable.
 *
 * @param keepClosed closed orders kept with all they have, the latest ones
 * @param keepClosedFor how long after their last news
 * @param keepForgotten orders, and fills, of which only the ids are remembered when the order is let go, so that late repeats are still
 *     known as such. Beyond them a repeat counts as new: do not ask the venue for executions older than that
 * @param keepTransitions of one order: the first and the latest ones
 * @param grace after so long a command either was processed or never will be; longer than the receive window of requests
 * @param groupOf the group an {@code orderLinkId} belongs to; empty for none
 */
public record TrackerSettings(
        int keepClosed,
        Duration keepClosedFor,
        int keepForgotten,
        int keepTransitions,
        Duration grace,
        Function<String, String> groupOf) {
    /** 10,000 closed orders for a day, 100,000 ids, 64 transitions, 10 seconds; groups by what stands before the last dash. */
    public static final TrackerSettings DEFAULT = new TrackerSettings(
            10_000, Duration.ofDays(1), 100_000, 64, Duration.ofSeconds(10), TrackerSettings::beforeLastDash);

    private static final int FEWEST_TRANSITIONS = 4;

    public TrackerSettings {
        if (keepClosed < 0 || keepForgotten < 0 || keepTransitions < FEWEST_TRANSITIONS) {
            throw new IllegalArgumentException("keepClosed " + keepClosed + " and keepForgotten " + keepForgotten
                    + " must not be negative, keepTransitions " + keepTransitions + " not below "
                    + FEWEST_TRANSITIONS);
        }
        if (keepClosedFor.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "keepClosedFor " + keepClosedFor + " and grace " + grace + " must not be negative");
        }
    }

    /** {@code twap-btc} of {@code twap-btc-0007}. */
    static String beforeLastDash(String linkId) {
        return linkId.substring(0, Math.max(0, linkId.lastIndexOf('-')));
    }
}
