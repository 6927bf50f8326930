package io.jaybit.simulator.agents;

import java.util.Locale;
import java.util.Optional;

/**
 * What kind of day it is. All rates are for a market of BTC's size; smaller coins get less.
 */
public enum Preset {
    /** An ordinary hour. */
    CALM(new Settings(0.55, 0.002, 220, 60, 2.0, 900, 6, 45_000, 180_000, 12, 0, 500_000)),
    /** Everybody is awake: books change a hundred times a second. */
    BUSY(new Settings(0.9, 0.01, 120, 5, 9.0, 1_200, 12, 15_000, 220_000, 24, 0, 500_000)),
    /**
     * Half a minute of calm, then a fall by a tenth within a minute, through everybody's leverage and through what the insurance
     * pools hold.
     */
    CRASH(new Settings(0.9, 0.005, 160, 30, 5.0, 1_500, 6, 20_000, 200_000, 90, -0.10, 3_000)),
    /** Few offers, wide spreads, seldom a trade. */
    THIN(new Settings(0.8, 0.002, 25, 900, 0.15, 400, 2, 180_000, 60_000, 3, 0, 50_000));

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final Settings settings;

    /**
     * What a preset is made of.
     *
     * @param volatility yearly deviation of the return
     * @param jumpsOfASecond how often the index jumps
     * @param levels offers of a maker on each side
     * @param makerWaitMillis mean between two looks of a maker
     * @param tradesOfASecond of the many small ones
     * @param tradeUsd worth of their middle trade
     * @param executors systematic ones that are at work at once, over all markets
     * @param whaleWaitMillis mean between two whales of a market
     * @param whaleUsd worth of their middle order
     * @param leveraged traders with too much leverage, of a market
     * @param shock what the index does between 30 s and 90 s after the start; 0 = nothing
     * @param poolUsd worth of a market's insurance pool at the start
     */
    record Settings(
            double volatility,
            double jumpsOfASecond,
            int levels,
            double makerWaitMillis,
            double tradesOfASecond,
            double tradeUsd,
            int executors,
            double whaleWaitMillis,
            double whaleUsd,
            int leveraged,
            double shock,
            double poolUsd) {}

    Preset(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /** As it is named on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code calm}, {@code busy}, {@code crash} or {@code thin}. */
    public static Optional<Preset> parse(String text) {
        for (Preset preset : values()) {
            if (preset.text().equalsIgnoreCase(text)) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }
}
