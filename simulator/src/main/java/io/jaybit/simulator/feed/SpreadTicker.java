package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Market;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ticker of a spread. Its prices may be negative; what is not there is empty. */
final class SpreadTicker implements Ticker {
    private final MarketFeed feed;

    SpreadTicker(MarketFeed feed) {
        this.feed = feed;
    }

    @Override
    public Map<String, String> read() {
        Market market = feed.market();
        Figures text = feed.figures();
        MarketHistory.Day day = feed.history().day(feed.timeline().now());
        boolean traded = feed.history().lastTrade() != null;
        Map<String, String> figures = new LinkedHashMap<>(32);
        figures.put("symbol", market.symbol());
        putTop(figures, "bid", market.bids());
        putTop(figures, "ask", market.asks());
        figures.put("lastPrice", traded ? text.price(market.lastPrice()) : "");
        figures.put("highPrice24h", traded ? text.price(day.high()) : "");
        figures.put("lowPrice24h", traded ? text.price(day.low()) : "");
        figures.put("prevPrice24h", traded ? text.price(day.priceDayAgo()) : "");
        figures.put("volume24h", text.size(day.volume()));
        return figures;
    }

    private void putTop(Map<String, String> figures, String word, BookSide side) {
        boolean empty = side.size() == 0;
        figures.put(word + "Price", empty ? "" : feed.figures().price(side.price(0)));
        figures.put(word + "Size", empty ? "" : feed.figures().size(side.size(0)));
    }
}
