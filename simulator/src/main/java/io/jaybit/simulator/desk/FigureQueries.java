package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Trade;
import io.jaybit.simulator.feed.MarketHistory;
import io.jaybit.simulator.feed.MarketHistory.FundingPayment;
import io.jaybit.simulator.feed.MarketHistory.OpenInterest;
import io.jaybit.simulator.feed.MarketHistory.SampleInterval;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tickers, trades, open interest, funding. */
final class FigureQueries {
    private static final String FUTURES =
            "symbol,lastPrice,indexPrice,markPrice,prevPrice24h,price24hPcnt,highPrice24h,"
                    + "lowPrice24h,prevPrice1h,openInterest,openInterestValue,turnover24h,volume24h,fundingRate,nextFundingTime,"
                    + "predictedDeliveryPrice,basisRate,deliveryFeeRate,deliveryTime,ask1Size,bid1Price,ask1Price,bid1Size,basis,"
                    + "preOpenPrice,preQty,curPreListingPhase,fundingIntervalHour,basisRateYear,fundingCap,singleOpenInterest,"
                    + "singleOpenInterestValue";
    private static final String SPOT =
            "symbol,bid1Price,bid1Size,ask1Price,ask1Size,lastPrice,prevPrice24h,price24hPcnt,"
                    + "highPrice24h,lowPrice24h,turnover24h,volume24h,usdIndexPrice";
    private static final String OPTION =
            "symbol,bid1Price,bid1Size,bid1Iv,ask1Price,ask1Size,ask1Iv,lastPrice,highPrice24h,"
                    + "lowPrice24h,markPrice,indexPrice,markIv,underlyingPrice,openInterest,turnover24h,volume24h,totalVolume,"
                    + "totalTurnover,delta,gamma,vega,theta,predictedDeliveryPrice,change24h";
    /** What the stream of options calls otherwise. */
    private static final Map<String, String> OPTION_NAMES = Map.of(
            "bid1Price", "bidPrice",
            "bid1Size", "bidSize",
            "bid1Iv", "bidIv",
            "ask1Price", "askPrice",
            "ask1Size", "askSize",
            "ask1Iv", "askIv",
            "markIv", "markPriceIv");

    private final MarketFinder finder;
    private final PublicFeeds feeds;

    FigureQueries(MarketFinder finder, PublicFeeds feeds) {
        this.finder = finder;
        this.feeds = feeds;
    }

    JsonText tickers(Fields fields) throws Refusal {
        Category category = fields.category(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION);
        JsonText text = new JsonText().begin().text("category", category.text()).array("list");
        for (Market market : wanted(fields, category)) {
            Map<String, String> figures = feeds.ticker(market);
            text.begin();
            for (String name : names(category)) {
                text.text(name, figure(market, name, figures));
            }
            text.end();
        }
        return text.endArray().end();
    }

    private List<Market> wanted(Fields fields, Category category) throws Refusal {
        String symbol = fields.text("symbol");
        String coin = fields.text("baseCoin");
        String day = fields.text("expDate");
        if (!symbol.isEmpty()) {
            return List.of(finder.named(symbol, category));
        }
        if (category != Category.OPTION) {
            return finder.all(market -> market.category() == category && market.isOpen());
        }
        if (coin.isEmpty()) {
            throw Fields.missing("symbol or baseCoin");
        }
        return finder.all(market -> market.category() == category
                && market.instrument().baseCoin().equals(coin)
                && (day.isEmpty() || market.symbol().contains("-" + day + "-")));
    }

    private static List<String> names(Category category) {
        String names = switch (category) {
            case SPOT -> SPOT;
            case OPTION -> OPTION;
            case LINEAR, INVERSE, SPREAD -> FUTURES;
        };
        return List.of(names.split(",", -1));
    }

    private static String figure(Market market, String name, Map<String, String> figures) {
        if (name.equals("deliveryTime")) {
            return Long.toString(market.instrument().deliveryEpochMillis());
        }
        String ofStream = market.category() == Category.OPTION ? OPTION_NAMES.getOrDefault(name, name) : name;
        return figures.getOrDefault(ofStream, "");
    }

    JsonText trades(Fields fields) throws Refusal {
        Category category = fields.category(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION);
        boolean spot = category == Category.SPOT;
        int limit = fields.whole("limit", spot ? 60 : 500, 1, spot ? 60 : 1_000);
        JsonText text = new JsonText().begin().text("category", category.text()).array("list");
        for (Trade trade : newest(fields, category, limit)) {
            Market market = trade.market();
            text.begin()
                    .text("execId", trade.id())
                    .text("symbol", market.symbol())
                    .text("price", feeds.priceText(market, trade.price()))
                    .text("size", feeds.sizeText(market, trade.size()))
                    .text("side", trade.takerSide().text())
                    .quoted("time", trade.epochMillis())
                    .flag("isBlockTrade", trade.block())
                    .flag("isRPITrade", trade.rpi())
                    .quoted("seq", trade.seq());
            feeds.optionFigures(trade).forEach(text::text);
            text.end();
        }
        return text.endArray().end();
    }

    private List<Trade> newest(Fields fields, Category category, int limit) throws Refusal {
        if (category != Category.OPTION || fields.has("symbol")) {
            return feeds.history(finder.required(fields, category)).recentTrades(limit);
        }
        String coin = fields.has("baseCoin") ? fields.text("baseCoin") : "BTC";
        String kind = fields.text("optionType");
        List<Trade> trades = new ArrayList<>();
        for (Market market : finder.all(each -> each.category() == category
                && each.instrument().baseCoin().equals(coin)
                && (kind.isEmpty() || each.symbol().contains(kind.equals("Call") ? "-C" : "-P")))) {
            trades.addAll(feeds.history(market).recentTrades(limit));
        }
        trades.sort(Comparator.comparingLong(Trade::epochMillis).reversed());
        return trades.subList(0, Math.min(limit, trades.size()));
    }

    JsonText openInterest(Fields fields) throws Refusal {
        Category category = fields.category(Category.LINEAR, Category.INVERSE);
        Market market = finder.required(fields, category);
        SampleInterval interval =
                fields.oneOf("intervalTime", SampleInterval.values(), SampleInterval::text, requiredInterval(fields));
        int limit = fields.whole("limit", 50, 1, 200);
        long start = fields.time("startTime");
        long end = fields.has("endTime") ? fields.time("endTime") : Long.MAX_VALUE;
        long before = before(fields.text("cursor"));
        JsonText text = new JsonText()
                .begin()
                .text("symbol", market.symbol())
                .text("category", category.text())
                .array("list");
        int given = 0;
        String next = "";
        long last = 0;
        for (OpenInterest sample : feeds.history(market).openInterest(interval)) {
            if (sample.epochMillis() < start || sample.epochMillis() > end || sample.epochMillis() >= before) {
                continue;
            }
            if (given == limit) {
                next = "lastid%3D" + last;
                break;
            }
            text.begin()
                    .text("openInterest", eighths(market, sample.size() * 2))
                    .text("singleOpenInterest", eighths(market, sample.size()))
                    .quoted("timestamp", sample.epochMillis())
                    .end();
            last = sample.epochMillis();
            given++;
        }
        return text.endArray().text("nextPageCursor", next).end();
    }

    private static SampleInterval requiredInterval(Fields fields) throws Refusal {
        fields.required("intervalTime");
        return SampleInterval.MIN_5;
    }

    private static long before(String cursor) throws Refusal {
        if (cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        String digits = cursor.replaceFirst("^lastid(=|%3D)", "");
        if (!digits.matches("\\d{1,15}")) {
            throw Fields.invalid("cursor");
        }
        return Long.parseLong(digits);
    }

    private static String eighths(Market market, long steps) {
        BigDecimal size = market.instrument().sizeOf(steps);
        return size.setScale(Math.max(size.scale(), Money.SCALE)).toPlainString();
    }

    JsonText funding(Fields fields) throws Refusal {
        Category category = fields.category(Category.LINEAR, Category.INVERSE);
        Market market = finder.required(fields, category);
        int limit = fields.whole("limit", 200, 1, 200);
        long start = fields.time("startTime");
        long end = fields.has("endTime") ? fields.time("endTime") : Long.MAX_VALUE;
        if (fields.has("startTime") && !fields.has("endTime")) {
            throw Fields.missing("endTime");
        }
        JsonText text = new JsonText().begin().text("category", category.text()).array("list");
        MarketHistory history = feeds.history(market);
        history.funding().stream()
                .filter(payment -> payment.epochMillis() >= start && payment.epochMillis() <= end)
                .limit(limit)
                .forEach(payment -> write(market, payment, text));
        return text.endArray().end();
    }

    private static void write(Market market, FundingPayment payment, JsonText text) {
        text.begin()
                .text("symbol", market.symbol())
                .text("fundingRate", Money.text(payment.rate()))
                .quoted("fundingRateTimestamp", payment.epochMillis())
                .end();
    }
}
