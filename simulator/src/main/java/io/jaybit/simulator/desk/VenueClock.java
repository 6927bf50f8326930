package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Timeline;
import java.util.function.LongSupplier;

/**
 * The clock that clients see in answers and are measured by: the exchange's own, as long as nobody says that it is wrong. Confined to
 * the exchange's thread.
 */
public final class VenueClock {
    private final Timeline timeline;
    private LongSupplier errorMillis = () -> 0;

    public VenueClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** From now on it shows so much too much. */
    public void err(LongSupplier millis) {
        errorMillis = millis;
    }

    /** Epoch milliseconds. */
    public long now() {
        return timeline.now() + errorMillis.getAsLong();
    }
}
