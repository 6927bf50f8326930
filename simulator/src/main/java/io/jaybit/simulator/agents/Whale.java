package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Side;

/** Comes seldom and takes a lot at once, through many levels, but not at any price. */
final class Whale {
    private final Trader trader;
    private final Chance chance;
    private final double meanWaitMillis;
    private final double medianUsd;

    Whale(Trader trader, double meanWaitMillis, double medianUsd, Chance chance) {
        this.trader = trader;
        this.meanWaitMillis = meanWaitMillis;
        this.medianUsd = medianUsd;
        this.chance = chance;
    }

    /** @param firstWaitMillis until it comes for the first time */
    void start(long firstWaitMillis) {
        trader.exchange().timeline().after(firstWaitMillis, this::strike);
    }

    private void strike() {
        Side side = chance.happens(0.5) ? Side.BUY : Side.SELL;
        long from = trader.market().mid();
        long worst = Math.max(1, Math.round(from * (1 + side.sign() * 0.004)));
        trader.sweep(side, trader.sizeWorth(chance.logNormal(medianUsd, 0.6)), worst);
        trader.exchange().timeline().after(chance.delay(meanWaitMillis), this::strike);
    }
}
