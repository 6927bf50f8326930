package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.CandleSeries;
import io.jaybit.simulator.feed.Interval;
import io.jaybit.simulator.feed.MarketHistory;
import io.jaybit.simulator.feed.MarketHistory.PriceKind;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;

/** Candles, newest first, the running one too. */
final class CandleQueries {
    private final MarketFinder finder;
    private final PublicFeeds feeds;
    private final Timeline timeline;

    CandleQueries(MarketFinder finder, PublicFeeds feeds, Timeline timeline) {
        this.finder = finder;
        this.feeds = feeds;
        this.timeline = timeline;
    }

    JsonText last(Fields fields) throws Refusal {
        return answer(fields, PriceKind.LAST, Category.SPOT, Category.LINEAR, Category.INVERSE);
    }

    JsonText mark(Fields fields) throws Refusal {
        return answer(fields, PriceKind.MARK, Category.LINEAR, Category.INVERSE);
    }

    JsonText index(Fields fields) throws Refusal {
        return answer(fields, PriceKind.INDEX, Category.LINEAR, Category.INVERSE);
    }

    JsonText premium(Fields fields) throws Refusal {
        return answer(fields, PriceKind.PREMIUM, Category.LINEAR);
    }

    private JsonText answer(Fields fields, PriceKind kind, Category... allowed) throws Refusal {
        Category category = MarketFinder.category(fields, Category.LINEAR, allowed);
        Market market = finder.required(fields, category);
        Interval interval = Interval.parse(fields.required("interval")).orElseThrow(() -> Fields.invalid("interval"));
        int limit = fields.whole("limit", 200, 1, 1_000);
        long start = fields.time("start");
        long end = fields.has("end") ? fields.time("end") : Long.MAX_VALUE;
        MarketHistory history = feeds.history(market);
        CandleSeries candles = history.candles(kind, interval, timeline.now());
        JsonText text = new JsonText()
                .begin()
                .text("symbol", market.symbol())
                .text("category", category.text())
                .array("list");
        int given = 0;
        for (int age = 0; age < candles.count() && given < limit; age++) {
            if (candles.start(age) >= start && candles.start(age) <= end) {
                write(market, kind, history, candles, age, text);
                given++;
            }
        }
        return text.endArray().end();
    }

    private void write(
            Market market, PriceKind kind, MarketHistory history, CandleSeries candles, int age, JsonText text) {
        text.array()
                .item(Long.toString(candles.start(age)))
                .item(price(market, kind, candles.open(age)))
                .item(price(market, kind, candles.high(age)))
                .item(price(market, kind, candles.low(age)))
                .item(price(market, kind, candles.close(age)));
        if (kind == PriceKind.LAST) {
            text.item(Money.text(market.instrument().sizeOf(candles.volume(age))));
            text.item(Money.text(history.turnover(candles.turnover(age))));
        }
        text.endArray();
    }

    private static String price(Market market, PriceKind kind, long value) {
        return kind == PriceKind.PREMIUM
                ? BigDecimal.valueOf(value, 6).toPlainString()
                : Money.text(market.instrument().priceOf(value));
    }
}
