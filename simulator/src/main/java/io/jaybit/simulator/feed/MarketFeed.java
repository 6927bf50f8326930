package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.exchange.Trade;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that is published of one market. Confined to the exchange's thread. */
final class MarketFeed {
    private final Market market;
    private final Beat beat;
    private final FrameWriter writer;
    private final Figures figures;
    private final MarketHistory history;
    private final RetailQuotes retailBids = new RetailQuotes(Side.BUY);
    private final RetailQuotes retailAsks = new RetailQuotes(Side.SELL);
    private final @Nullable OptionPrices optionPrices;
    private final BookTopic[] books;
    private final TradeTopic trades;
    private final Ticker ticker;
    private final TickerTopic tickerTopic;
    private final Map<Interval, KlineTopic> klines = new EnumMap<>(Interval.class);
    private final LiquidationTopic liquidations;
    private final PriceLimitTopic priceLimit;

    /** @param trades where its trades are told */
    MarketFeed(Exchange exchange, Market market, int index, FrameWriter writer, TradeTopic trades) {
        this.market = market;
        this.beat = new Beat(exchange.timeline(), index);
        this.writer = writer;
        this.figures = new Figures(market.instrument());
        this.history = new MarketHistory(market);
        this.trades = trades;
        this.optionPrices = market.category() == Category.OPTION ? new OptionPrices(exchange, market) : null;
        this.books = BookKind.of(market.category()).stream()
                .map(kind -> new BookTopic("orderbook." + kind.text() + '.' + market.symbol(), this, kind))
                .toArray(BookTopic[]::new);
        this.ticker = switch (market.category()) {
            case LINEAR, INVERSE -> new FuturesTicker(this);
            case SPOT -> new SpotTicker(this, exchange);
            case OPTION -> new OptionTicker(this);
            case SPREAD -> new SpreadTicker(this);
        };
        this.tickerTopic = new TickerTopic(this, ticker);
        this.liquidations = new LiquidationTopic(this);
        this.priceLimit = new PriceLimitTopic(this);
    }

    Market market() {
        return market;
    }

    Beat beat() {
        return beat;
    }

    Timeline timeline() {
        return beat.timeline();
    }

    FrameWriter writer() {
        return writer;
    }

    Figures figures() {
        return figures;
    }

    MarketHistory history() {
        return history;
    }

    RetailQuotes retailBids() {
        return retailBids;
    }

    RetailQuotes retailAsks() {
        return retailAsks;
    }

    OptionPrices optionPrices() {
        return Objects.requireNonNull(optionPrices, "no option");
    }

    TradeTopic trades() {
        return trades;
    }

    Ticker ticker() {
        return ticker;
    }

    TickerTopic tickerTopic() {
        return tickerTopic;
    }

    LiquidationTopic liquidations() {
        return liquidations;
    }

    PriceLimitTopic priceLimit() {
        return priceLimit;
    }

    KlineTopic kline(Interval interval) {
        return klines.computeIfAbsent(interval, key -> new KlineTopic(this, key));
    }

    @Nullable
    BookTopic book(BookKind kind) {
        for (BookTopic book : books) {
            if (book.kind() == kind) {
                return book;
            }
        }
        return null;
    }

    void bookChanged() {
        for (BookTopic book : books) {
            book.bookChanged();
        }
        tickerTopic.changed();
    }

    void traded(Trade trade) {
        history.trade(trade);
        trades.add(trade, this);
        tickerTopic.changed();
    }

    void pricesChanged() {
        history.prices(timeline().now());
        tickerTopic.changed();
        priceLimit.changed();
    }

    void liquidated(Liquidation liquidation) {
        liquidations.add(liquidation);
    }

    void restart() {
        for (BookTopic book : books) {
            book.restart();
        }
    }
}
