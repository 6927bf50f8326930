package io.jaybit.orders;

import java.util.Set;

/**
 * What the venue's {@code retCode} says of an order command. Only a code known to mean so is taken for a refusal; a code that is new to us
 * leaves the command's fate unknown.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/error">Error codes</a>.
 */
public final class VenueCodes {
    /** What became of a command. */
    public enum Fate {
        /** Taken for processing. */
        ACCEPTED,
        /** Nothing was done. */
        REFUSED,
        /** Done or not; only the order can tell. */
        UNKNOWN,
        /** The order was not there to be amended or cancelled: it has ended, or never was. */
        GONE,
        /** An earlier command with the same id has arrived: the order may well exist. */
        DUPLICATE
    }

    private static final Set<Integer> UNKNOWN = Set.of(
            -1, 429, 10_000, 10_016, 170_001, 170_007, 170_032, 170_146, 170_147, 170_212, 170_234, 170_310, 40_004);
    private static final Set<Integer> GONE =
            Set.of(110_001, 110_008, 110_010, 170_139, 170_142, 170_143, 170_190, 170_213);
    private static final Set<Integer> DUPLICATE = Set.of(110_072, 170_141, 10_014, 20_006);
    /** Those outside the two ranges of business codes. */
    private static final Set<Integer> REFUSED = Set.of(
            10_001, 10_002, 10_003, 10_004, 10_005, 10_006, 10_007, 10_008, 10_009, 10_010, 10_017, 10_019, 10_024,
            10_027, 10_028, 10_029, 10_403, 10_404, 10_429, 20_003, 30_035, 30_208, 30_209, 30_228, 33_004, -2_015,
            34_040, 100_028);

    private static final int BUSINESS = 1_000;
    private static final int DERIVATIVES = 110;
    private static final int SPOT = 170;

    private VenueCodes() {}

    /** What {@code code} says of a command. */
    public static Fate fate(OrderCommand command, int code) {
        if (code == 0) {
            return Fate.ACCEPTED;
        }
        if (UNKNOWN.contains(code)) {
            return Fate.UNKNOWN;
        }
        if (DUPLICATE.contains(code)) {
            return command == OrderCommand.CREATE ? Fate.DUPLICATE : Fate.UNKNOWN;
        }
        if (GONE.contains(code)) {
            return command == OrderCommand.CREATE ? Fate.REFUSED : Fate.GONE;
        }
        int range = code / BUSINESS;
        return REFUSED.contains(code) || range == DERIVATIVES || range == SPOT ? Fate.REFUSED : Fate.UNKNOWN;
    }

    /**
     * The outcome of a command the venue answered with a code that is not 0. A {@link Outcome.Rejected} may still leave the order's fate
     * open, where its code says that an earlier command arrived; the tracker goes by {@link #fate}.
     */
    public static Outcome outcome(OrderCommand command, int code, String text) {
        return switch (fate(command, code)) {
            case REFUSED, GONE, DUPLICATE -> new Outcome.Rejected(code, text);
            case UNKNOWN -> new Outcome.Unknown("the venue answered " + code + ": " + text);
            case ACCEPTED -> throw new IllegalArgumentException("code 0 is no refusal: " + text);
        };
    }
}
