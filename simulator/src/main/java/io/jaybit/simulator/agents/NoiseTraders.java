package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Side;

/**
 * The many small ones: their trades excite more trades (a Hawkes process with exponential decay), come in runs of one side, and bunch
 * just after whole seconds, when programs wake up.
 */
final class NoiseTraders {
    private static final double EXCITED_BY_EACH = 0.6;
    private static final double DECAY_OF_A_SECOND = 4.0;
    private static final double ON_THE_SECOND = 0.12;

    private final Trader trader;
    private final Chance chance;
    private final double baseOfASecond;
    private final double medianUsd;
    private double excitement;
    private long excitedAt;
    private Side side = Side.BUY;

    /**
     * @param tradesOfASecond on average, excitement included
     * @param medianUsd worth of the middle trade
     */
    NoiseTraders(Trader trader, double tradesOfASecond, double medianUsd, Chance chance) {
        this.trader = trader;
        this.chance = chance;
        // Each trade brings EXCITED_BY_EACH more, and those as well.
        this.baseOfASecond = tradesOfASecond * (1 - EXCITED_BY_EACH);
        this.medianUsd = medianUsd;
    }

    void start() {
        excitedAt = trader.now();
        next();
    }

    private double intensity(long epochMillis) {
        return baseOfASecond + excitement * StrictMath.exp(-DECAY_OF_A_SECOND * (epochMillis - excitedAt) / 1000.0);
    }

    /** Waits by thinning: the intensity only falls until the next trade, so that its present value bounds it. */
    private void next() {
        long now = trader.now();
        double bound = intensity(now);
        long at = now + chance.delay(1000 / bound);
        trader.exchange().timeline().at(at, () -> {
            if (chance.happens(intensity(at) / bound)) {
                if (chance.happens(ON_THE_SECOND)) {
                    trader.exchange().timeline().at((at / 1000 + 1) * 1000 + chance.delay(8) - 1, this::trade);
                } else {
                    trade();
                }
            }
            next();
        });
    }

    private void trade() {
        long now = trader.now();
        excitement = intensity(now) - baseOfASecond + EXCITED_BY_EACH * DECAY_OF_A_SECOND;
        excitedAt = now;
        side = chance.happens(0.7) ? side : side.opposite();
        trader.take(side, trader.sizeWorth(chance.logNormal(medianUsd, 1.4)), CreateType.USER);
    }
}
