package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ticker of an option. An empty side is {@code 0}. */
final class OptionTicker implements Ticker {
    private static final long PREDICTION_MILLIS = 1_800_000L;

    private final MarketFeed feed;

    OptionTicker(MarketFeed feed) {
        this.feed = feed;
    }

    @Override
    public Map<String, String> read() {
        Market market = feed.market();
        MarketHistory history = feed.history();
        MarketHistory.Day day = history.day(feed.timeline().now());
        OptionPrices prices = feed.optionPrices();
        long mark = market.markPrice();
        double volatility = mark == 0 ? 0 : prices.volatility(mark);
        Map<String, String> figures = new LinkedHashMap<>(64);
        figures.put("symbol", market.symbol());
        putTop(figures, "bid", market.bids(), prices);
        putTop(figures, "ask", market.asks(), prices);
        figures.put("lastPrice", price(market.lastPrice()));
        figures.put("highPrice24h", price(day.high()));
        figures.put("lowPrice24h", price(day.low()));
        figures.put("markPrice", price(mark));
        figures.put("indexPrice", Money.text(prices.index()));
        figures.put("markPriceIv", OptionPrices.text(volatility, 4));
        figures.put("underlyingPrice", Money.text(prices.underlying()));
        figures.put("openInterest", feed.figures().size(market.openInterest()));
        String turnover = Money.text(history.turnover(day.turnover()));
        String volume = feed.figures().size(day.volume());
        figures.put("turnover24h", turnover);
        figures.put("volume24h", volume);
        figures.put("totalVolume", feed.figures().size(history.totalVolume()));
        figures.put("totalTurnover", Money.text(history.turnover(history.totalTurnover())));
        putGreeks(figures, prices, volatility);
        long left = market.instrument().deliveryEpochMillis() - feed.timeline().now();
        figures.put("predictedDeliveryPrice", left <= PREDICTION_MILLIS ? Money.text(prices.index()) : "0");
        BigDecimal change = MarketHistory.change(day.priceDayAgo(), market.lastPrice(), 8);
        figures.put("change24h", Money.text(change));
        return figures;
    }

    private void putTop(Map<String, String> figures, String word, BookSide side, OptionPrices prices) {
        boolean empty = side.size() == 0;
        figures.put(word + "Price", empty ? "0" : price(side.price(0)));
        figures.put(word + "Size", empty ? "0" : feed.figures().size(side.size(0)));
        figures.put(word + "Iv", empty ? "0" : prices.volatilityText(side.price(0)));
    }

    private static void putGreeks(Map<String, String> figures, OptionPrices prices, double volatility) {
        OptionTerms.Greeks greeks = volatility == 0 ? new OptionTerms.Greeks(0, 0, 0, 0) : prices.greeks(volatility);
        figures.put("delta", OptionPrices.text(greeks.delta(), 8));
        figures.put("gamma", OptionPrices.text(greeks.gamma(), 8));
        figures.put("vega", OptionPrices.text(greeks.vega(), 8));
        figures.put("theta", OptionPrices.text(greeks.theta(), 8));
    }

    private String price(long ticks) {
        return feed.figures().price(ticks);
    }
}
