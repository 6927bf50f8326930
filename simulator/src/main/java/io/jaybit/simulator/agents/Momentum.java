package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Side;

/** Looks back ten seconds, once a second, and runs after what has moved. */
final class Momentum {
    private static final int SECONDS = 10;

    private final Trader trader;
    private final Chance chance;
    private final double usd;
    private final long[] past = new long[SECONDS];
    private int looks;

    Momentum(Trader trader, double usd, Chance chance) {
        this.trader = trader;
        this.usd = usd;
        this.chance = chance;
    }

    void start() {
        trader.exchange().timeline().every(trader.now() + chance.between(1, 999), 1000, this::look);
    }

    private void look() {
        long last = trader.market().lastPrice();
        long before = past[looks % SECONDS];
        past[looks % SECONDS] = last;
        looks++;
        if (before == 0 || last == 0) {
            return;
        }
        double move = (double) (last - before) / before;
        if (Math.abs(move) > 0.0006 && chance.happens(Math.min(0.6, Math.abs(move) * 300))) {
            trader.take(move > 0 ? Side.BUY : Side.SELL, trader.sizeWorth(chance.logNormal(usd, 0.8)), CreateType.USER);
        }
    }
}
