package io.jaybit.simulator.agents;

import java.util.ArrayList;
import java.util.List;

/**
 * What a coin is worth in USD elsewhere in the world: the index. A random walk with now and then a jump, drawn a little towards
 * what is paid here, and pushed by scripted shocks. Confined to one thread.
 */
final class CoinPath implements Worth {
    private static final double SECONDS_OF_A_YEAR = 365.0 * 86_400;

    private final Chance chance;
    private final double deviationOfASecond;
    private final double jumpsOfASecond;
    private final List<Shock> shocks = new ArrayList<>();
    private double price;

    /** A push of {@code ratio} in all (-0.08: down by 8 %), spread evenly over a time. */
    private record Shock(long from, long to, double ratio) {}

    /** @param volatility deviation of the yearly return, e.g. 0.6 */
    CoinPath(double price, double volatility, double jumpsOfASecond, Chance chance) {
        this.price = price;
        this.deviationOfASecond = volatility / Math.sqrt(SECONDS_OF_A_YEAR);
        this.jumpsOfASecond = jumpsOfASecond;
        this.chance = chance;
    }

    /** Plans a shock. */
    void shock(long fromEpochMillis, long toEpochMillis, double ratio) {
        shocks.add(new Shock(fromEpochMillis, toEpochMillis, ratio));
    }

    /** In USD. */
    @Override
    public double price() {
        return price;
    }

    /**
     * Goes on by a while.
     *
     * @param traded what is paid here; the walk is drawn to it with a half-life of about 10 s
     */
    void step(long nowEpochMillis, long millis, double traded) {
        double seconds = millis / 1000.0;
        double move = deviationOfASecond * Math.sqrt(seconds) * chance.normal();
        if (chance.happens(jumpsOfASecond * seconds)) {
            move += deviationOfASecond * 25 * chance.normal();
        }
        for (Shock shock : shocks) {
            if (nowEpochMillis > shock.from && nowEpochMillis <= shock.to) {
                move += StrictMath.log1p(shock.ratio) * millis / (shock.to - shock.from);
            }
        }
        price *= StrictMath.exp(move);
        price += (traded - price) * Math.min(0.5, 0.07 * seconds);
    }
}
