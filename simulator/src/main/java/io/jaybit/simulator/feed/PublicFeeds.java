package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.exchange.Trade;
import io.jaybit.simulator.wire.StreamPath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public topics of an exchange. Confined to the exchange's thread.
 *
 * <p>A topic nobody listens to does nothing but to remember that it has missed something.
 */
public final class PublicFeeds implements TopicBoard, ExchangeListener {
    private final Exchange exchange;
    private final Timeline timeline;
    private final FrameWriter writer = new FrameWriter();
    private final Map<Market, MarketFeed> feeds = new LinkedHashMap<>();
    private final Map<String, TradeTopic> optionTrades = new HashMap<>();

    /** Listens to the exchange from now on. */
    public PublicFeeds(Exchange exchange) {
        this.exchange = exchange;
        this.timeline = exchange.timeline();
        exchange.markets().forEach(this::feed);
        exchange.listen(this);
    }

    private MarketFeed feed(Market market) {
        MarketFeed known = feeds.get(market);
        return known != null ? known : open(market);
    }

    private MarketFeed open(Market market) {
        Category category = market.category();
        TradeTopic trades = category == Category.OPTION
                ? optionTrades.computeIfAbsent(market.instrument().baseCoin(), coin -> trades(coin, category))
                : trades(market.symbol(), category);
        MarketFeed feed = new MarketFeed(exchange, market, feeds.size(), writer, trades);
        feeds.put(market, feed);
        return feed;
    }

    private TradeTopic trades(String of, Category category) {
        return new TradeTopic("publicTrade." + of, category, timeline, writer);
    }

    @Override
    public @Nullable Topic find(StreamPath path, String name) {
        Category category = Category.parse(path.text()).orElse(null);
        int point = name.indexOf('.');
        if (category == null || point < 0) {
            return null;
        }
        String rest = name.substring(point + 1);
        return switch (name.substring(0, point)) {
            case "orderbook" -> book(category, rest);
            case "publicTrade" -> trades(category, rest);
            default -> null;
        };
    }

    private @Nullable Topic book(Category category, String rest) {
        int point = rest.indexOf('.');
        MarketFeed feed = point < 0 ? null : feed(category, rest.substring(point + 1));
        if (feed == null) {
            return null;
        }
        for (BookKind kind : BookKind.values()) {
            if (kind.text().contentEquals(rest.substring(0, point))) {
                return feed.book(kind);
            }
        }
        return null;
    }

    private @Nullable Topic trades(Category category, String of) {
        if (category == Category.OPTION) {
            return optionTrades.get(of);
        }
        MarketFeed feed = feed(category, of);
        return feed == null ? null : feed.trades();
    }

    private @Nullable MarketFeed feed(Category category, String symbol) {
        Market market = exchange.market(category, symbol);
        return market == null ? null : feed(market);
    }

    /**
     * A book as its stream published it last, with the {@code u} of the stream.
     *
     * @throws IllegalArgumentException if the market's category has no such book
     */
    public PublishedBook book(Market market, BookKind kind) {
        BookTopic book = feed(market).book(kind);
        if (book == null) {
            throw new IllegalArgumentException("no " + kind + " of " + market);
        }
        return book.published();
    }

    /** Starts the push service again: every book begins anew at {@code u = 1}. */
    public void restart() {
        feeds.values().forEach(MarketFeed::restart);
    }

    /** Begins {@code orderbook.full} of a market again. */
    public void resetFullBook(Market market, FullBookReset reason) {
        BookTopic book = feed(market).book(BookKind.FULL);
        if (book != null) {
            book.reset(reason);
        }
    }

    /** Sets a retail price improvement quote: price in ticks, size in steps, 0 takes it away. */
    public void retailQuote(Market market, Side side, long price, long size) {
        MarketFeed feed = feed(market);
        (side == Side.BUY ? feed.retailBids() : feed.retailAsks()).set(price, size);
        feed.bookChanged();
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        feed(market).bookChanged();
    }

    @Override
    public void onTrade(Trade trade) {
        MarketFeed feed = feed(trade.market());
        feed.trades().add(trade, feed);
    }

    @Override
    public void onSettled(Market market) {
        feed(market).trades().settled();
    }
}
