package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Instrument;
import java.util.List;

/**
 * An option's terms as its symbol tells them, and what the textbook (Black 1976, no interest) makes of them. Immutable.
 *
 * <p>Prices and times go in as they are; volatilities and greeks are shares a year. They are shown and never traded on, hence
 * floating point.
 */
record OptionTerms(String coin, double strike, boolean call, long expiryEpochMillis) {
    private static final double YEAR_MILLIS = 365.0 * 24 * 3600 * 1000;
    private static final double LEAST = 0.01;
    private static final double MOST = 5;

    /** What a volatility makes of an option. */
    record Greeks(double delta, double gamma, double vega, double theta) {}

    /** Reads {@code BTC-25DEC26-90000-C-USDT}. */
    static OptionTerms of(Instrument instrument) {
        List<String> parts = List.of(instrument.symbol().split("-", -1));
        if (parts.size() < 4) {
            throw new IllegalArgumentException("no option: " + instrument.symbol());
        }
        return new OptionTerms(
                parts.get(0),
                Double.parseDouble(parts.get(2)),
                parts.get(3).equals("C"),
                instrument.deliveryEpochMillis());
    }

    double years(long nowEpochMillis) {
        return Math.max(expiryEpochMillis - nowEpochMillis, 60_000) / YEAR_MILLIS;
    }

    double price(double underlying, double volatility, long nowEpochMillis) {
        double deviation = volatility * StrictMath.sqrt(years(nowEpochMillis));
        double above = upper(underlying, deviation);
        double below = above - deviation;
        return call
                ? underlying * normal(above) - strike * normal(below)
                : strike * normal(-below) - underlying * normal(-above);
    }

    /** The volatility at which the option is worth {@code price}; the nearest of 1 % to 500 %. */
    double volatility(double underlying, double price, long nowEpochMillis) {
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (price(underlying, middle, nowEpochMillis) < price) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    Greeks greeks(double underlying, double volatility, long nowEpochMillis) {
        double years = years(nowEpochMillis);
        double deviation = volatility * StrictMath.sqrt(years);
        double above = upper(underlying, deviation);
        double density = StrictMath.exp(-above * above / 2) / StrictMath.sqrt(2 * Math.PI);
        return new Greeks(
                call ? normal(above) : normal(above) - 1,
                density / (underlying * deviation),
                underlying * density * StrictMath.sqrt(years) / 100,
                -underlying * density * volatility / (2 * StrictMath.sqrt(years)) / 365);
    }

    private double upper(double underlying, double deviation) {
        return StrictMath.log(underlying / strike) / deviation + deviation / 2;
    }

    /** The normal distribution, to 7 digits (Abramowitz and Stegun 26.2.17). */
    private static double normal(double x) {
        if (x < 0) {
            return 1 - normal(-x);
        }
        double t = 1 / (1 + 0.2316419 * x);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI) * series;
    }
}
