package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The insurance pools, one for each market with positions. Confined to the exchange's thread. */
public final class Insurance {
    private final Timeline timeline;
    private final ExchangeListener audience;
    private final Map<Market, InsurancePool> pools = new LinkedHashMap<>();

    Insurance(Timeline timeline, ExchangeListener audience) {
        this.timeline = timeline;
        this.audience = audience;
    }

    /** The pools of markets that were funded or have liquidated, in the order in which that happened first. */
    public Collection<InsurancePool> pools() {
        return Collections.unmodifiableCollection(pools.values());
    }

    /** The pool of a market; empty at first. */
    public InsurancePool pool(Market market) {
        return pools.computeIfAbsent(
                market, key -> new InsurancePool(key.instrument().settleCoin(), key.symbol(), timeline.now()));
    }

    void book(Market market, BigDecimal amount) {
        if (amount.signum() != 0) {
            InsurancePool pool = pool(market);
            pool.add(amount, timeline.now());
            audience.onInsurance(pool);
        }
    }
}
