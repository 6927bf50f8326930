package io.jaybit.simulator.exchange;

import java.util.Objects;

/**
 * An instrument together with a plausible price to begin at. Immutable.
 *
 * @param startPrice in ticks; on spreads it may be 0 or negative
 */
public record Listing(Instrument instrument, long startPrice) {
    public Listing {
        Objects.requireNonNull(instrument, "instrument");
    }
}
