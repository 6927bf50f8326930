package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.InsurancePool;
import io.jaybit.simulator.exchange.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** Balances of insurance pools: all of them at first, then each second those that have changed. */
final class InsuranceTopic extends BeatTopic {
    private final PoolGroup group;
    private final FrameWriter writer;
    private Map<InsurancePool, BigDecimal> published = Map.of();

    InsuranceTopic(String name, PoolGroup group, Beat beat, FrameWriter writer) {
        super(name, beat, 1_000);
        this.group = group;
        this.writer = writer;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        if (first) {
            published = group.balances();
        }
        if (!published.isEmpty()) {
            subscriber.deliver(this, frame("snapshot", published.keySet()));
        }
    }

    @Override
    void look() {
        Collection<InsurancePool> changed = group.changedSince(published);
        boolean first = published.isEmpty();
        published = group.balances();
        if (!changed.isEmpty()) {
            publish(frame(first ? "snapshot" : "delta", changed));
        }
    }

    private byte[] frame(String type, Collection<InsurancePool> pools) {
        FrameWriter to = writer.clear().raw("{\"topic\":\"").raw(name());
        to.raw("\",\"type\":\"").raw(type).raw("\",\"ts\":").number(now()).raw(",\"data\":");
        char before = '[';
        for (InsurancePool pool : pools) {
            to.raw(before).raw("{\"coin\":\"").raw(pool.coin());
            to.raw("\",\"symbols\":\"").raw(pool.symbols());
            to.raw("\",\"balance\":\"").raw(Money.text(published.getOrDefault(pool, BigDecimal.ZERO)));
            to.raw("\",\"updateTime\":\"").number(pool.updatedEpochMillis()).raw("\"}");
            before = ',';
        }
        return to.raw("]}").frame();
    }
}
