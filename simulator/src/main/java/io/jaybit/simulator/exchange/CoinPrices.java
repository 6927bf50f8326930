package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What coins are worth in USD: USD, USDT and USDC count as one, every other coin as much as the index of a market in it says; a coin
 * without a market is worth nothing. Confined to the exchange's thread.
 */
final class CoinPrices {
    private final Map<String, Market> markets = new HashMap<>();

    /** Perpetuals are asked before spot, as their index is what positions are settled with. */
    void list(Market market) {
        Instrument instrument = market.instrument();
        boolean spot = market.category() == Category.SPOT;
        if (isDollar(instrument.quoteCoin()) && (spot || instrument.isPerpetual())) {
            markets.merge(instrument.baseCoin(), market, (old, more) -> old.category() == Category.SPOT ? more : old);
        }
    }

    static boolean isDollar(String coin) {
        return coin.equals("USDT") || coin.equals("USDC") || coin.equals("USD");
    }

    /** In USD for one coin. */
    BigDecimal usd(String coin) {
        if (isDollar(coin)) {
            return BigDecimal.ONE;
        }
        Market market = markets.get(coin);
        return market == null ? BigDecimal.ZERO : market.instrument().priceOf(market.indexPrice());
    }

    /** The market whose index is the price of a coin; none for dollars and for what is worth nothing. */
    @Nullable
    Market source(String coin) {
        return isDollar(coin) ? null : markets.get(coin);
    }
}
