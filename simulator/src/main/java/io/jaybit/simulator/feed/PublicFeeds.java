package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.InsurancePool;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.exchange.Trade;
import io.jaybit.simulator.wire.JsonText;
import io.jaybit.simulator.wire.StreamPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public topics of an exchange, and what they are made of, for REST. Confined to the exchange's thread.
 *
 * <p>A topic nobody listens to does nothing but remember that it has missed something.
 */
public final class PublicFeeds implements TopicBoard, ExchangeListener {
    private static final long SAMPLE_MILLIS = 300_000;

    private final Exchange exchange;
    private final Timeline timeline;
    private final FrameWriter writer = new FrameWriter();
    private final Map<Market, MarketFeed> feeds = new LinkedHashMap<>();
    private final Map<String, TradeTopic> optionTrades = new HashMap<>();
    private final Map<String, PoolGroup> pools = new LinkedHashMap<>();
    private final StatusTopic status;

    /** Listens to the exchange from now on. */
    public PublicFeeds(Exchange exchange) {
        this.exchange = exchange;
        this.timeline = exchange.timeline();
        this.status = new StatusTopic(timeline);
        for (String group : List.of("USDT", "USDC", "inverse")) {
            pools.put(group, new PoolGroup(group, new Beat(timeline, pools.size()), writer));
        }
        exchange.markets().forEach(this::feed);
        exchange.insurance().pools().forEach(this::onInsurance);
        exchange.listen(this);
        timeline.every((timeline.now() / SAMPLE_MILLIS + 1) * SAMPLE_MILLIS, SAMPLE_MILLIS, this::sampleOpenInterest);
    }

    private void sampleOpenInterest() {
        feeds.values().forEach(feed -> feed.history().sampleOpenInterest(timeline.now()));
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
        if (path == StreamPath.STATUS) {
            return name.equals(status.name()) ? status : null;
        }
        Category category = Category.parse(path.text()).orElse(null);
        int point = name.indexOf('.');
        if (category == null || point < 0) {
            return null;
        }
        String kind = name.substring(0, point);
        String rest = name.substring(point + 1);
        if (category == Category.OPTION && kind.equals("publicTrade")) {
            exchange.markets().forEach(this::feed);
            return optionTrades.get(rest);
        }
        if (kind.equals("orderbook") || kind.equals("kline")) {
            int second = rest.indexOf('.');
            MarketFeed feed = second < 0 ? null : feed(category, rest.substring(second + 1));
            return feed == null ? null : find(feed, kind, rest.substring(0, second));
        }
        if (kind.equals("insurance") || kind.equals("adlAlert")) {
            PoolGroup group = hasPools(category) ? pools.get(rest) : null;
            return group == null ? null : kind.equals("insurance") ? group.insurance() : group.adl();
        }
        MarketFeed feed = feed(category, rest);
        return feed == null ? null : find(feed, kind);
    }

    private static @Nullable Topic find(MarketFeed feed, String kind, String word) {
        if (kind.equals("kline")) {
            Category category = feed.market().category();
            boolean has = category != Category.OPTION && category != Category.SPREAD;
            return has ? Interval.parse(word).map(feed::kline).orElse(null) : null;
        }
        for (BookKind candidate : BookKind.values()) {
            if (candidate.text().equals(word)) {
                return feed.book(candidate);
            }
        }
        return null;
    }

    private static @Nullable Topic find(MarketFeed feed, String kind) {
        Category category = feed.market().category();
        return switch (kind) {
            case "publicTrade" -> feed.trades();
            case "tickers" -> feed.tickerTopic();
            case "allLiquidation" -> hasPools(category) ? feed.liquidations() : null;
            case "priceLimit" -> hasPools(category) || category == Category.SPOT ? feed.priceLimit() : null;
            default -> null;
        };
    }

    /** Where positions are liquidated. */
    private static boolean hasPools(Category category) {
        return category == Category.LINEAR || category == Category.INVERSE;
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

    /** What is remembered of a market. */
    public MarketHistory history(Market market) {
        return feed(market).history();
    }

    /** The figures of a market's ticker as they are now, by the names of its stream. */
    public Map<String, String> ticker(Market market) {
        return feed(market).ticker().read();
    }

    /** A price as the market's frames have it. */
    public String priceText(Market market, long ticks) {
        return feed(market).figures().price(ticks);
    }

    /** A size as the market's frames have it. */
    public String sizeText(Market market, long steps) {
        return feed(market).figures().size(steps);
    }

    /** What a trade of an option tells besides: {@code mP}, {@code iP}, {@code mIv}, {@code iv}; nothing of any other trade. */
    public Map<String, String> optionFigures(Trade trade) {
        Market market = trade.market();
        if (market.category() != Category.OPTION) {
            return Map.of();
        }
        OptionPrices prices = feed(market).optionPrices();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("mP", priceText(market, market.markPrice()));
        figures.put("iP", prices.index().toPlainString());
        figures.put("mIv", prices.volatilityText(market.markPrice()));
        figures.put("iv", prices.volatilityText(trade.price()));
        return figures;
    }

    /** Insurance pools that have had a balance, those of USDT first. */
    public List<InsurancePool> pools() {
        List<InsurancePool> all = new ArrayList<>();
        pools.values().forEach(group -> all.addAll(group.pools()));
        return all;
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

    /** Announces maintenance, or that it has begun, ended or been called off, to who listens to {@code system.status}. */
    public void announce(Maintenance maintenance) {
        status.announce(maintenance);
    }

    /** What was announced, oldest first, each with its last state. */
    public Collection<Maintenance> announced() {
        return status.announced();
    }

    /** Writes an announcement as stream and REST have it, as an item of an array. */
    public static void write(Maintenance maintenance, JsonText to) {
        StatusTopic.write(maintenance, to);
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        feed(market).bookChanged();
    }

    @Override
    public void onTrade(Trade trade) {
        feed(trade.market()).traded(trade);
    }

    @Override
    public void onSettled(Market market) {
        feed(market).trades().settled();
    }

    @Override
    public void onPrices(Market market) {
        feed(market).pricesChanged();
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        feed(liquidation.market()).liquidated(liquidation);
    }

    @Override
    public void onInsurance(InsurancePool pool) {
        PoolGroup group = pools.get(PoolGroup.nameOf(pool));
        if (group != null) {
            group.changed(pool);
        }
    }
}
