package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.InsurancePool;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The insurance pools of a settle coin, USDT or USDC, or those of all other coins. Confined to the exchange's thread. */
final class PoolGroup {
    private final Map<String, InsurancePool> pools = new LinkedHashMap<>();
    private final InsuranceTopic insurance;
    private final AdlTopic adl;

    PoolGroup(String name, Beat beat, FrameWriter writer) {
        this.insurance = new InsuranceTopic("insurance." + name, this, beat, writer);
        this.adl = new AdlTopic("adlAlert." + name, this, beat, writer);
    }

    static String nameOf(InsurancePool pool) {
        return pool.coin().equals("USDT") || pool.coin().equals("USDC") ? pool.coin() : "inverse";
    }

    void changed(InsurancePool pool) {
        pools.put(pool.coin() + '/' + pool.symbols(), pool);
        insurance.changed();
        adl.changed();
    }

    Collection<InsurancePool> pools() {
        return pools.values();
    }

    InsuranceTopic insurance() {
        return insurance;
    }

    AdlTopic adl() {
        return adl;
    }

    /** Balances by pool; which have changed is told by comparing with an earlier picture. */
    Map<InsurancePool, BigDecimal> balances() {
        Map<InsurancePool, BigDecimal> balances = new LinkedHashMap<>();
        pools.values().forEach(pool -> balances.put(pool, pool.balance()));
        return balances;
    }

    List<InsurancePool> changedSince(Map<InsurancePool, BigDecimal> before) {
        List<InsurancePool> changed = new ArrayList<>();
        for (InsurancePool pool : pools.values()) {
            BigDecimal known = before.get(pool);
            if (known == null || known.compareTo(pool.balance()) != 0) {
                changed.add(pool);
            }
        }
        return changed;
    }
}
