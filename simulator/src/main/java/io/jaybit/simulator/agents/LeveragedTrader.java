package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Puts nearly all he has on one side with much leverage, waits, closes if the market lets him, and comes again with new money when
 * it did not.
 */
final class LeveragedTrader {
    private static final int[] LEVERAGES = {10, 20, 25, 50, 50, 75, 100};

    private final Trader trader;
    private final Chance chance;
    private final double medianMarginUsd;
    private final double meanHoldMillis;
    private final String coin;

    LeveragedTrader(Trader trader, double medianMarginUsd, double meanHoldMillis, Chance chance) {
        this.trader = trader;
        this.medianMarginUsd = medianMarginUsd;
        this.meanHoldMillis = meanHoldMillis;
        this.chance = chance;
        this.coin = trader.market().instrument().settleCoin();
    }

    /** Opens his first position after a while. */
    void start(long waitMillis) {
        trader.exchange().timeline().after(waitMillis, this::open);
    }

    private void open() {
        int most = trader.market().instrument().maxLeverage();
        int leverage = Math.min(most, LEVERAGES[(int) chance.between(0, LEVERAGES.length - 1)]);
        try {
            trader.exchange().marginSettings().setLeverage(trader.account(), trader.market(), leverage, leverage);
        } catch (Refusal unchanged) {
            // The leverage is what it was: then it is right, or there is a position with it.
        }
        double margin = Math.min(medianMarginUsd * 20, chance.logNormal(medianMarginUsd, 1.2));
        topUp(margin);
        // Most are long, as everywhere.
        Side side = chance.happens(0.62) ? Side.BUY : Side.SELL;
        Order order = trader.take(side, trader.sizeWorth(margin * leverage * 0.85), CreateType.USER);
        long hold = order == null ? chance.delay(10_000) : chance.delay(meanHoldMillis);
        trader.exchange().timeline().after(hold, this::close);
    }

    private void topUp(double usd) {
        double worth = trader.market().instrument().isInverse() ? usd / trader.coinUsd() : usd;
        BigDecimal wanted = BigDecimal.valueOf(worth).setScale(8, RoundingMode.DOWN);
        BigDecimal missing = wanted.subtract(trader.account().wallet(coin));
        if (missing.signum() > 0) {
            trader.exchange().deposit(trader.account(), coin, missing);
        }
    }

    private void close() {
        Position position = trader.account().position(trader.market(), 0);
        if (position != null && position.size() != 0) {
            trader.close(position);
        }
        trader.exchange().timeline().after(chance.delay(meanHoldMillis / 4), this::open);
    }
}
