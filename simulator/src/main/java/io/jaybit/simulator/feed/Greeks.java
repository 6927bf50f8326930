package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.wire.JsonText;

/** How much an amount of options moves, at the mark of now. Immutable. */
record Greeks(double delta, double gamma, double vega, double theta) {
    private static final Greeks NONE = new Greeks(0, 0, 0, 0);

    /** @param size signed, in steps */
    static Greeks of(Exchange exchange, Market market, long size) {
        if (size == 0 || market.markPrice() == 0) {
            return NONE;
        }
        OptionPrices prices = new OptionPrices(exchange, market);
        OptionTerms.Greeks one = prices.greeks(prices.volatility(market.markPrice()));
        double amount = market.instrument().sizeOf(size).doubleValue();
        return new Greeks(one.delta() * amount, one.gamma() * amount, one.vega() * amount, one.theta() * amount);
    }

    /** Of all options on a coin that an account holds. */
    static Greeks of(Exchange exchange, Account account, String baseCoin) {
        Greeks sum = NONE;
        for (Position position : account.positions()) {
            Market market = position.market();
            if (market.category() == Category.OPTION
                    && market.instrument().baseCoin().equals(baseCoin)) {
                sum = sum.plus(of(exchange, market, position.size()));
            }
        }
        return sum;
    }

    private Greeks plus(Greeks other) {
        return new Greeks(delta + other.delta, gamma + other.gamma, vega + other.vega, theta + other.theta);
    }

    void append(JsonText to, String deltaName, String gammaName, String vegaName, String thetaName) {
        to.text(deltaName, OptionPrices.text(delta, 8))
                .text(gammaName, OptionPrices.text(gamma, 8))
                .text(vegaName, OptionPrices.text(vega, 8))
                .text(thetaName, OptionPrices.text(theta, 8));
    }

    /** A line of the topic {@code greeks}. */
    String row(String baseCoin) {
        JsonText text = new JsonText().begin().text("baseCoin", baseCoin);
        append(text, "totalDelta", "totalGamma", "totalVega", "totalTheta");
        return text.end().toString();
    }
}
