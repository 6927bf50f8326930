package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An option as seen from what it is an option on. Confined to the exchange's thread. */
final class OptionPrices {
    private final Exchange exchange;
    private final Market market;
    private final OptionTerms terms;

    OptionPrices(Exchange exchange, Market market) {
        this.exchange = exchange;
        this.market = market;
        this.terms = OptionTerms.of(market.instrument());
    }

    /** Index of the coin; where none is listed, the strike. */
    BigDecimal index() {
        Market perpetual = perpetual(exchange, terms.coin());
        return perpetual == null || perpetual.indexPrice() == 0
                ? BigDecimal.valueOf(terms.strike())
                : perpetual.instrument().priceOf(perpetual.indexPrice());
    }

    /** Price of the perpetual, which stands for the future of the option's day. */
    BigDecimal underlying() {
        Market perpetual = perpetual(exchange, terms.coin());
        return perpetual == null || perpetual.markPrice() == 0
                ? BigDecimal.valueOf(terms.strike())
                : perpetual.instrument().priceOf(perpetual.markPrice());
    }

    double volatility(long priceInTicks) {
        return terms.volatility(
                underlying().doubleValue(),
                market.instrument().priceOf(priceInTicks).doubleValue(),
                exchange.timeline().now());
    }

    /** A volatility as text: {@code 0.5389}; of no price {@code 0}. */
    String volatilityText(long priceInTicks) {
        return priceInTicks == 0 ? "0" : text(volatility(priceInTicks), 4);
    }

    OptionTerms.Greeks greeks(double volatility) {
        return terms.greeks(
                underlying().doubleValue(), volatility, exchange.timeline().now());
    }

    static String text(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static @Nullable Market perpetual(Exchange exchange, String coin) {
        Market tether = exchange.market(Category.LINEAR, coin + "USDT");
        return tether != null ? tether : exchange.market(Category.LINEAR, coin + "PERP");
    }
}
