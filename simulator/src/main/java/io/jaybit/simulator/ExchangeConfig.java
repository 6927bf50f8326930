package io.jaybit.simulator;

import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.exchange.Catalogue;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.VenueConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is traded on a simulated exchange, by whom, and how it goes wrong. Immutable.
 *
 * @param seed from which everything comes that is invented
 * @param preset what kind of day it is; null = nobody trades but the clients
 * @param symbols so many linear perpetuals beside all other categories; 0 = the usual list
 * @param linearOnly whether there is nothing but linear perpetuals
 * @param faults what goes wrong, counted from the start
 * @param venue limits
 */
public record ExchangeConfig(
        long seed, @Nullable Preset preset, int symbols, boolean linearOnly, FaultSchedule faults, VenueConfig venue) {
    public ExchangeConfig {
        Objects.requireNonNull(faults, "faults");
        Objects.requireNonNull(venue, "venue");
        if (symbols < 0 || symbols > 2_000) {
            throw new IllegalArgumentException(symbols + " symbols (allowed: 0 to 2000)");
        }
    }

    /** A calm day on all the usual markets, with nothing going wrong. */
    public static ExchangeConfig calm(long seed) {
        return new ExchangeConfig(seed, Preset.CALM, 0, false, FaultSchedule.NONE, VenueConfig.USUAL);
    }

    public ExchangeConfig withPreset(@Nullable Preset other) {
        return new ExchangeConfig(seed, other, symbols, linearOnly, faults, venue);
    }

    public ExchangeConfig withSymbols(int count, boolean onlyLinear) {
        return new ExchangeConfig(seed, preset, count, onlyLinear, faults, venue);
    }

    public ExchangeConfig withFaults(FaultSchedule schedule) {
        return new ExchangeConfig(seed, preset, symbols, linearOnly, schedule, venue);
    }

    public ExchangeConfig withVenue(VenueConfig limits) {
        return new ExchangeConfig(seed, preset, symbols, linearOnly, faults, limits);
    }

    List<Listing> listings(long startEpochMillis) {
        Catalogue catalogue = new Catalogue(startEpochMillis);
        List<Listing> linear = symbols == 0 ? catalogue.linear() : catalogue.hundreds(symbols);
        if (linearOnly) {
            return linear;
        }
        List<Listing> all = new ArrayList<>(linear);
        all.addAll(catalogue.inverse());
        all.addAll(catalogue.spot());
        all.addAll(catalogue.options());
        all.addAll(catalogue.spreads());
        return List.copyOf(all);
    }
}
