package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ticker of a spot pair. The stream tells neither bid nor ask, REST does. */
final class SpotTicker implements Ticker {
    private final MarketFeed feed;
    private final Exchange exchange;

    SpotTicker(MarketFeed feed, Exchange exchange) {
        this.feed = feed;
        this.exchange = exchange;
    }

    @Override
    public Map<String, String> read() {
        Market market = feed.market();
        Figures text = feed.figures();
        MarketHistory history = feed.history();
        MarketHistory.Day day = history.day(feed.timeline().now());
        long last = market.lastPrice() == 0 ? market.markPrice() : market.lastPrice();
        Map<String, String> figures = new LinkedHashMap<>(32);
        figures.put("symbol", market.symbol());
        figures.put("lastPrice", text.price(last));
        figures.put("highPrice24h", text.price(day.high() == 0 ? last : day.high()));
        figures.put("lowPrice24h", text.price(day.low() == 0 ? last : day.low()));
        figures.put("prevPrice24h", text.price(day.priceDayAgo() == 0 ? last : day.priceDayAgo()));
        figures.put("volume24h", text.shortSize(day.volume()));
        figures.put("turnover24h", Money.text(history.turnover(day.turnover())));
        figures.put("price24hPcnt", Money.text(MarketHistory.change(day.priceDayAgo(), last, 4)));
        figures.put("usdIndexPrice", usdIndex(market));
        BookSide bids = market.bids();
        BookSide asks = market.asks();
        figures.put("bid1Price", bids.size() == 0 ? "" : text.price(bids.price(0)));
        figures.put("bid1Size", bids.size() == 0 ? "" : text.size(bids.size(0)));
        figures.put("ask1Price", asks.size() == 0 ? "" : text.price(asks.price(0)));
        figures.put("ask1Size", asks.size() == 0 ? "" : text.size(asks.size(0)));
        return figures;
    }

    /** Of coins that have a perpetual, which are those taken as collateral here. */
    private String usdIndex(Market market) {
        Market perpetual = OptionPrices.perpetual(exchange, market.instrument().baseCoin());
        return perpetual == null || perpetual.indexPrice() == 0
                ? ""
                : Money.text(perpetual.instrument().priceOf(perpetual.indexPrice()));
    }
}
