package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.InsurancePool;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Insurance pools, and how near they are to deleveraging. */
final class PoolQueries {
    private final Exchange exchange;
    private final PublicFeeds feeds;
    private final Timeline timeline;

    PoolQueries(Exchange exchange, PublicFeeds feeds, Timeline timeline) {
        this.exchange = exchange;
        this.feeds = feeds;
        this.timeline = timeline;
    }

    JsonText insurance(Fields fields) throws Refusal {
        String coin = fields.text("coin");
        List<InsurancePool> pools = feeds.pools().stream()
                .filter(pool -> coin.isEmpty() || pool.coin().equals(coin))
                .toList();
        JsonText text = begin(pools);
        for (InsurancePool pool : pools) {
            text.begin()
                    .text("coin", pool.coin())
                    .text("symbols", pool.symbols())
                    .text("balance", Money.text(pool.balance()))
                    .text("value", Money.text(usd(pool)))
                    .end();
        }
        return text.endArray().end();
    }

    private JsonText begin(List<InsurancePool> pools) {
        long updated = pools.stream()
                .mapToLong(InsurancePool::updatedEpochMillis)
                .max()
                .orElse(timeline.now());
        return new JsonText().begin().quoted("updatedTime", updated).array("list");
    }

    private BigDecimal usd(InsurancePool pool) {
        Market inverse = exchange.market(Category.INVERSE, pool.coin() + "USD");
        return inverse == null
                ? pool.balance()
                : pool.balance()
                        .multiply(inverse.instrument().priceOf(inverse.indexPrice()))
                        .setScale(2, RoundingMode.HALF_UP);
    }

    JsonText adl(Fields fields) throws Refusal {
        String symbol = fields.text("symbol");
        List<InsurancePool> pools = feeds.pools().stream()
                .filter(pool -> symbol.isEmpty() || pool.symbols().equals(symbol))
                .toList();
        JsonText text = begin(pools);
        for (InsurancePool pool : pools) {
            text.begin()
                    .text("coin", pool.coin())
                    .text("symbol", pool.symbols())
                    .text("balance", Money.text(pool.balance()))
                    .text("maxBalance", "")
                    .text("insurancePnlRatio", InsurancePool.TRIGGER_RATIO.toPlainString())
                    .text("pnlRatio", Money.text(pool.drawdown()))
                    .text("adlTriggerThreshold", InsurancePool.THRESHOLD.toPlainString())
                    .text("adlStopRatio", InsurancePool.STOP_RATIO.toPlainString())
                    .end();
        }
        return text.endArray().end();
    }
}
