package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.BookKind;
import io.jaybit.simulator.feed.Ladder;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.feed.PublishedBook;
import io.jaybit.simulator.wire.JsonText;

/** Order books, each as its stream published it last: {@code u} is that of the stream. */
final class BookQueries {
    private static final int MOST_LEVELS = 10_000;

    private final MarketFinder finder;
    private final PublicFeeds feeds;
    private final Timeline timeline;

    BookQueries(MarketFinder finder, PublicFeeds feeds, Timeline timeline) {
        this.finder = finder;
        this.feeds = feeds;
        this.timeline = timeline;
    }

    JsonText book(Fields fields) throws Refusal {
        Category category = fields.category(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION);
        Market market = finder.required(fields, category);
        boolean option = category == Category.OPTION;
        boolean futures = category == Category.LINEAR || category == Category.INVERSE;
        int limit = fields.whole("limit", futures ? 25 : 1, 1, option ? 25 : 1_000);
        return answer(market, option ? BookKind.LEVEL_25 : BookKind.LEVEL_1000, limit);
    }

    JsonText full(Fields fields) throws Refusal {
        Category category = fields.category(Category.SPOT, Category.LINEAR, Category.INVERSE);
        return answer(finder.required(fields, category), BookKind.FULL, MOST_LEVELS);
    }

    JsonText retail(Fields fields) throws Refusal {
        String symbol = fields.required("symbol");
        Category ifMissing = finder.has(Category.SPOT, symbol) ? Category.SPOT : Category.LINEAR;
        Category category = MarketFinder.category(fields, ifMissing, Category.SPOT, Category.LINEAR, Category.INVERSE);
        Market market = finder.named(symbol, category);
        int limit = fields.requiredWhole("limit", 1, 50);
        return answer(market, BookKind.RPI, limit);
    }

    private JsonText answer(Market market, BookKind kind, int limit) {
        PublishedBook book = feeds.book(market, kind);
        JsonText text = new JsonText().begin().text("s", market.symbol());
        write(market, kind, "a", book.asks(), limit, text);
        write(market, kind, "b", book.bids(), limit, text);
        return text.number("ts", timeline.now())
                .number("u", book.u())
                .number("seq", book.seq())
                .number("cts", book.matchEpochMillis())
                .end();
    }

    private void write(Market market, BookKind kind, String name, Ladder side, int limit, JsonText text) {
        text.array(name);
        for (int i = 0; i < Math.min(limit, side.count()); i++) {
            text.array();
            text.item(feeds.priceText(market, side.price(i)));
            text.item(feeds.sizeText(market, side.size(i)));
            if (kind == BookKind.RPI) {
                text.item(feeds.sizeText(market, side.retailSize(i)));
            }
            text.endArray();
        }
        text.endArray();
    }
}
