package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpDesk;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers the REST paths that need no key: {@code /v5/market/*} and {@code /v5/system/status}. Confined to the exchange's thread.
 *
 * <p>Their only limit is that of the address. Venue page: <a href="https://bybit-exchange.github.io/docs/v5/market/time">Market</a>.
 */
public final class MarketDesk implements HttpDesk {
    private final Timeline timeline;
    private final VenueClock clock;
    private final PublicFeeds feeds;
    private final IpLimit ipLimit;
    private final Map<String, Query> queries = new LinkedHashMap<>();

    /** Makes the {@code result} of an answer. */
    @FunctionalInterface
    interface Query {
        JsonText answer(Fields fields) throws Refusal;
    }

    /** @param ipLimit shared by all that answer REST requests */
    public MarketDesk(Exchange exchange, PublicFeeds feeds, IpLimit ipLimit) {
        this(exchange, feeds, ipLimit, new VenueClock(exchange.timeline()));
    }

    /** The same by a clock that may be wrong. */
    public MarketDesk(Exchange exchange, PublicFeeds feeds, IpLimit ipLimit, VenueClock clock) {
        this.timeline = exchange.timeline();
        this.clock = clock;
        this.feeds = feeds;
        this.ipLimit = ipLimit;
        MarketFinder finder = new MarketFinder(exchange);
        InstrumentQueries instruments = new InstrumentQueries(finder);
        queries.put("/v5/market/instruments-info", instruments::instruments);
        queries.put("/v5/market/risk-limit", instruments::riskLimits);
        queries.put("/v5/market/price-limit", fields -> instruments.priceLimit(fields, timeline.now()));
        BookQueries books = new BookQueries(finder, feeds, timeline);
        queries.put("/v5/market/orderbook", books::book);
        queries.put("/v5/market/full_orderbook", books::full);
        queries.put("/v5/market/rpi_orderbook", books::retail);
        CandleQueries candles = new CandleQueries(finder, feeds, timeline);
        queries.put("/v5/market/kline", candles::last);
        queries.put("/v5/market/mark-price-kline", candles::mark);
        queries.put("/v5/market/index-price-kline", candles::index);
        queries.put("/v5/market/premium-index-price-kline", candles::premium);
        FigureQueries figures = new FigureQueries(finder, feeds);
        queries.put("/v5/market/tickers", figures::tickers);
        queries.put("/v5/market/recent-trade", figures::trades);
        queries.put("/v5/market/open-interest", figures::openInterest);
        queries.put("/v5/market/funding/history", figures::funding);
        PoolQueries pools = new PoolQueries(exchange, feeds, timeline);
        queries.put("/v5/market/insurance", pools::insurance);
        queries.put("/v5/market/adlAlert", pools::adl);
        queries.put("/v5/market/time", fields -> time());
        queries.put("/v5/system/status", this::status);
    }

    @Override
    public @Nullable HttpAnswer answer(HttpQuestion question) {
        Query query = queries.get(question.path());
        if (query == null) {
            return null;
        }
        long now = clock.now();
        if (!ipLimit.admits(question.remote(), timeline.now())) {
            return IpLimit.tooFrequent();
        }
        if (!question.method().equals("GET")) {
            return HttpAnswer.status(question.method().equals("POST") ? 404 : 400, "");
        }
        if (!question.body().isEmpty()) {
            return HttpAnswer.status(403, "");
        }
        try {
            Fields fields = new Fields(Json.ofTexts(question.parameters()));
            return HttpAnswer.ok(query.answer(fields).toString(), now);
        } catch (Refusal refusal) {
            return HttpAnswer.refused(refusal.code(), refusal.text(), now);
        }
    }

    private JsonText time() {
        long now = clock.now();
        return new JsonText()
                .begin()
                .quoted("timeSecond", now / 1_000)
                .quoted("timeNano", now * 1_000_000)
                .end();
    }

    private JsonText status(Fields fields) throws Refusal {
        String id = fields.text("id");
        String state = fields.text("state");
        JsonText text = new JsonText().begin().array("list");
        feeds.announced().stream()
                .filter(each -> id.isEmpty() || each.id().equals(id))
                .filter(each -> state.isEmpty() || each.state().equals(state))
                .forEach(each -> PublicFeeds.write(each, text));
        return text.endArray().end();
    }
}
