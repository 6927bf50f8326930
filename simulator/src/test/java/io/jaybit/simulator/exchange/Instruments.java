package io.jaybit.simulator.exchange;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;

/** A few instruments for tests. */
public final class Instruments {
    private Instruments() {}

    public static Instrument btcUsdt() {
        return of(Category.LINEAR, "BTCUSDT", "LinearPerpetual", "BTC", "USDT", "USDT", "0.10", "0.001");
    }

    public static Instrument btcUsd() {
        return of(Category.INVERSE, "BTCUSD", "InversePerpetual", "BTC", "USD", "BTC", "0.10", "1");
    }

    public static Instrument spotBtcUsdt() {
        return of(Category.SPOT, "BTCUSDT", "", "BTC", "USDT", "USDT", "0.01", "0.000001");
    }

    /** The same rules for a contract that ends. */
    public static Instrument dated(Instrument like, String symbol, long deliveryEpochMillis) {
        return new Instrument(
                like.category(),
                symbol,
                like.isInverse() ? "InverseFutures" : "LinearFutures",
                like.baseCoin(),
                like.quoteCoin(),
                like.settleCoin(),
                like.tickSize(),
                like.qtyStep(),
                like.minQty(),
                like.maxQty(),
                like.maxMarketQty(),
                like.minNotional(),
                like.minPrice(),
                like.maxPrice(),
                like.maxLeverage(),
                like.maintenanceRate(),
                like.takerFee(),
                like.makerFee(),
                like.priceLimit(),
                0,
                like.launchEpochMillis(),
                deliveryEpochMillis);
    }

    public static Instrument of(
            Category category,
            String symbol,
            String contractType,
            String base,
            String quote,
            String settle,
            String tick,
            String step) {
        return new Instrument(
                category,
                symbol,
                contractType,
                base,
                quote,
                settle,
                Decimal.parse(tick),
                Decimal.parse(step),
                1,
                1_000_000_000,
                100_000_000,
                new BigDecimal("5"),
                1,
                100_000_000,
                100,
                new BigDecimal("0.005"),
                new BigDecimal(category == Category.SPOT ? "0.001" : "0.00055"),
                new BigDecimal(category == Category.SPOT ? "0.001" : "0.0002"),
                new BigDecimal("0.05"),
                contractType.endsWith("Perpetual") ? 480 : 0,
                1_585_526_400_000L,
                0);
    }
}
