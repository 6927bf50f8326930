package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.InsurancePool;
import io.jaybit.simulator.exchange.Money;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How near pools are to deleveraging: each second in which a balance has changed, all of the group.
 *
 * <p>Numbers and no texts, but for {@code mb}. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/public/adl-alert">ADL Alert</a>.
 */
final class AdlTopic extends BeatTopic {
    private final PoolGroup group;
    private final FrameWriter writer;
    private Map<InsurancePool, BigDecimal> published = Map.of();

    AdlTopic(String name, PoolGroup group, Beat beat, FrameWriter writer) {
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
            subscriber.deliver(this, frame());
        }
    }

    @Override
    void look() {
        if (!group.changedSince(published).isEmpty()) {
            published = group.balances();
            publish(frame());
        }
    }

    private byte[] frame() {
        FrameWriter to = writer.clear().raw("{\"topic\":\"").raw(name());
        to.raw("\",\"type\":\"snapshot\",\"ts\":").number(now()).raw(",\"data\":");
        char before = '[';
        for (Map.Entry<InsurancePool, BigDecimal> pool : published.entrySet()) {
            to.raw(before).raw("{\"c\":\"").raw(pool.getKey().coin());
            to.raw("\",\"s\":\"").raw(pool.getKey().symbols());
            to.raw("\",\"b\":").raw(Money.text(pool.getValue()));
            to.raw(",\"mb\":\"\",\"i_pr\":").raw(InsurancePool.TRIGGER_RATIO.toPlainString());
            to.raw(",\"pr\":").raw(Money.text(pool.getKey().drawdown()));
            to.raw(",\"adl_tt\":").raw(InsurancePool.THRESHOLD.toPlainString());
            to.raw(",\"adl_sr\":").raw(InsurancePool.STOP_RATIO.toPlainString()).raw('}');
            before = ',';
        }
        return to.raw("]}").frame();
    }
}
