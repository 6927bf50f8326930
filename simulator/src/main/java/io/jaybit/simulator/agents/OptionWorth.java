package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Timeline;

/**
 * An option's worth after Black and Scholes, without interest, at one volatility. For scripted quotes only: it is no margin model.
 */
final class OptionWorth implements Worth {
    private static final double MILLIS_OF_A_YEAR = 365.0 * 86_400_000;

    private final Worth underlying;
    private final Timeline timeline;
    private final double strike;
    private final boolean call;
    private final long deliveryEpochMillis;
    private final double volatility;

    OptionWorth(
            Worth underlying,
            Timeline timeline,
            double strike,
            boolean call,
            long deliveryEpochMillis,
            double volatility) {
        this.underlying = underlying;
        this.timeline = timeline;
        this.strike = strike;
        this.call = call;
        this.deliveryEpochMillis = deliveryEpochMillis;
        this.volatility = volatility;
    }

    @Override
    public double price() {
        double now = underlying.price();
        double years = Math.max(1, deliveryEpochMillis - timeline.now()) / MILLIS_OF_A_YEAR;
        double deviation = volatility * StrictMath.sqrt(years);
        double d1 = (StrictMath.log(now / strike) + deviation * deviation / 2) / deviation;
        double asCall = now * normal(d1) - strike * normal(d1 - deviation);
        return call ? asCall : asCall - now + strike;
    }

    /** The normal distribution, by the approximation of Abramowitz and Stegun 26.2.17; exact to 7 digits. */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = StrictMath.exp(-x * x / 2)
                * 0.3989422804014327
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
