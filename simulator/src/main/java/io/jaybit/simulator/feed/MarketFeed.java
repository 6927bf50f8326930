package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that is published of one market. Confined to the exchange's thread. */
final class MarketFeed {
    private final Market market;
    private final int index;
    private final Timeline timeline;
    private final FrameWriter writer;
    private final Figures figures;
    private final BookTopic[] books;
    private final RetailQuotes retailBids = new RetailQuotes(Side.BUY);
    private final RetailQuotes retailAsks = new RetailQuotes(Side.SELL);
    private final TradeTopic trades;
    private final @Nullable OptionPrices optionPrices;

    /**
     * @param index the market's place on the exchange; staggers the beats, so that not all frames of a venue fall on one millisecond
     * @param trades where its trades are told
     */
    MarketFeed(Exchange exchange, Market market, int index, FrameWriter writer, TradeTopic trades) {
        this.market = market;
        this.index = index;
        this.timeline = exchange.timeline();
        this.writer = writer;
        this.figures = new Figures(market.instrument());
        this.trades = trades;
        this.optionPrices = market.category() == Category.OPTION ? new OptionPrices(exchange, market) : null;
        this.books = BookKind.of(market.category()).stream()
                .map(kind -> new BookTopic("orderbook." + kind.text() + '.' + market.symbol(), this, kind))
                .toArray(BookTopic[]::new);
    }

    Market market() {
        return market;
    }

    int index() {
        return index;
    }

    Timeline timeline() {
        return timeline;
    }

    FrameWriter writer() {
        return writer;
    }

    Figures figures() {
        return figures;
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

    @Nullable
    BookTopic book(BookKind kind) {
        for (BookTopic book : books) {
            if (book.kind() == kind) {
                return book;
            }
        }
        return null;
    }

    /** When this market's next push of an interval is due: later than now. */
    long nextBeat(int intervalMillis) {
        long now = timeline.now();
        return now + intervalMillis - Math.floorMod(now - index * 7L - 3, (long) intervalMillis);
    }

    void bookChanged() {
        for (BookTopic book : books) {
            book.bookChanged();
        }
    }

    void restart() {
        for (BookTopic book : books) {
            book.restart();
        }
    }
}
