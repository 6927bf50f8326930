package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.FundingRate;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import io.jaybit.market.OpenInterest;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Public market data by REST: which path, which parameters, how many pages. Safe for any thread; futures fail with {@link
 * RestFailure}, within a {@link CompletionException} where they depend on another.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/market/time">Market</a>.
 */
public final class MarketApi {
    static final String RECENT_TRADES = "/v5/market/recent-trade";
    static final String KLINES = "/v5/market/kline";

    private static final int MOST_PAGES = 200;
    private static final int KLINES_A_PAGE = 1_000;
    private static final int ROWS_A_PAGE = 200;

    private final Questions questions;

    public MarketApi(Requester requester) {
        this.questions = new Questions(requester);
    }

    /** The venue's clock, epoch nanoseconds. */
    public CompletableFuture<Long> serverTime() {
        return get("/v5/market/time", answer -> Texts.requiredLong(answer.result(), "timeNano"));
    }

    /**
     * Every page.
     *
     * @param filters further parameters, name and value, as in the venue's page
     */
    public CompletableFuture<List<Instrument>> instruments(Category category, Map<String, String> filters) {
        StringBuilder query = new StringBuilder("/v5/market/instruments-info?category=").append(category.text());
        filters.forEach((name, value) -> append(query, name, value));
        if (category != Category.SPOT) {
            append(query, "limit", "1000");
        }
        return pages(query.toString(), answer -> MarketReader.instruments(answer, category))
                .thenApply(MarketApi::withoutRepeats);
    }

    /** Rows can shift between pages while they are read. */
    private static List<Instrument> withoutRepeats(List<Instrument> rows) {
        Map<Symbol, Instrument> bySymbol = new LinkedHashMap<>();
        rows.forEach(row -> bySymbol.putIfAbsent(row.symbol(), row));
        return List.copyOf(bySymbol.values());
    }

    /**
     * A snapshot, as an update of {@code topic}.
     *
     * @param limit levels a side; empty for the venue's default
     */
    public CompletableFuture<BookUpdate> book(Category category, String symbol, OptionalInt limit, Topic topic) {
        StringBuilder query = symbolQuery("/v5/market/orderbook", category, symbol);
        limit.ifPresent(levels -> append(query, "limit", Integer.toString(levels)));
        return get(query.toString(), answer -> MarketReader.book(answer, topic, category));
    }

    /** The full book of {@code orderbook.full}, as an update of {@code topic}. */
    public CompletableFuture<BookUpdate> fullBook(Category category, String symbol, Topic topic) {
        return get(
                symbolQuery("/v5/market/full_orderbook", category, symbol).toString(),
                answer -> MarketReader.book(answer, topic, category));
    }

    /**
     * Oldest first.
     *
     * @param symbol a base coin on options
     */
    public CompletableFuture<List<Trade>> recentTrades(Category category, String symbol, OptionalInt limit) {
        StringBuilder query =
                new StringBuilder(RECENT_TRADES).append("?category=").append(category.text());
        append(query, category == Category.OPTION && !symbol.contains("-") ? "baseCoin" : "symbol", symbol);
        limit.ifPresent(rows -> append(query, "limit", Integer.toString(rows)));
        return get(query.toString(), answer -> MarketReader.trades(answer, category));
    }

    /** The last candles, the running one too, oldest first. */
    public CompletableFuture<List<Kline>> klines(Symbol symbol, String interval, int limit) {
        StringBuilder query = klineQuery(symbol, interval);
        append(query, "limit", Integer.toString(limit));
        return get(query.toString(), answer -> MarketReader.klines(answer, symbol, interval));
    }

    /** Every candle that begins in {@code [from, to]}, oldest first. */
    public CompletableFuture<List<Kline>> klines(
            Symbol symbol, String interval, long fromEpochMillis, long toEpochMillis) {
        return klinesBefore(symbol, interval, fromEpochMillis, toEpochMillis, 1, List.of());
    }

    /** The venue gives the newest of a range first, so it is read backwards. */
    private CompletableFuture<List<Kline>> klinesBefore(
            Symbol symbol, String interval, long from, long to, int page, List<Kline> later) {
        StringBuilder query = klineQuery(symbol, interval);
        append(query, "start", Long.toString(from));
        append(query, "end", Long.toString(to));
        append(query, "limit", Integer.toString(KLINES_A_PAGE));
        return get(query.toString(), answer -> MarketReader.klines(answer, symbol, interval))
                .thenCompose(found -> {
                    List<Kline> all = new ArrayList<>(found);
                    all.addAll(later);
                    if (found.size() < KLINES_A_PAGE || page >= MOST_PAGES) {
                        return CompletableFuture.completedFuture(List.copyOf(all));
                    }
                    long before = found.get(0).startEpochMillis() - 1;
                    return before < from
                            ? CompletableFuture.completedFuture(List.copyOf(all))
                            : klinesBefore(symbol, interval, from, before, page + 1, all);
                });
    }

    private static StringBuilder klineQuery(Symbol symbol, String interval) {
        StringBuilder query = symbolQuery(KLINES, symbol.category(), symbol.name());
        append(query, "interval", interval);
        return query;
    }

    /** @param filters {@code symbol}, or {@code baseCoin} on options, which need one of the two */
    public CompletableFuture<List<Ticker>> tickers(Category category, Map<String, String> filters) {
        StringBuilder query = new StringBuilder("/v5/market/tickers?category=").append(category.text());
        filters.forEach((name, value) -> append(query, name, value));
        return get(query.toString(), answer -> MarketReader.tickers(answer, category));
    }

    /** Every funding in {@code [from, to]}, oldest first. */
    public CompletableFuture<List<FundingRate>> fundingHistory(
            Symbol symbol, long fromEpochMillis, long toEpochMillis) {
        return fundingBefore(symbol, fromEpochMillis, toEpochMillis, 1, List.of());
    }

    private CompletableFuture<List<FundingRate>> fundingBefore(
            Symbol symbol, long from, long to, int page, List<FundingRate> later) {
        StringBuilder query = symbolQuery("/v5/market/funding/history", symbol.category(), symbol.name());
        append(query, "startTime", Long.toString(from));
        append(query, "endTime", Long.toString(to));
        append(query, "limit", Integer.toString(ROWS_A_PAGE));
        return get(query.toString(), answer -> MarketReader.fundingRates(answer, symbol.category()))
                .thenCompose(found -> {
                    List<FundingRate> all = new ArrayList<>(found);
                    all.addAll(later);
                    if (found.size() < ROWS_A_PAGE || page >= MOST_PAGES) {
                        return CompletableFuture.completedFuture(List.copyOf(all));
                    }
                    long before = found.get(0).epochMillis() - 1;
                    return before < from
                            ? CompletableFuture.completedFuture(List.copyOf(all))
                            : fundingBefore(symbol, from, before, page + 1, all);
                });
    }

    /**
     * Every sample in {@code [from, to]}, oldest first.
     *
     * @param interval {@code 5min 15min 30min 1h 4h 1d}
     */
    public CompletableFuture<List<OpenInterest>> openInterest(
            Symbol symbol, String interval, long fromEpochMillis, long toEpochMillis) {
        StringBuilder query = symbolQuery("/v5/market/open-interest", symbol.category(), symbol.name());
        append(query, "intervalTime", interval);
        append(query, "startTime", Long.toString(fromEpochMillis));
        append(query, "endTime", Long.toString(toEpochMillis));
        append(query, "limit", Integer.toString(ROWS_A_PAGE));
        return pages(query.toString(), answer -> MarketReader.openInterest(answer, symbol))
                .thenApply(rows -> rows.stream()
                        .distinct()
                        .sorted(Comparator.comparingLong(OpenInterest::epochMillis))
                        .toList());
    }

    private <T> CompletableFuture<List<T>> pages(String pathAndQuery, Questions.Reading<List<T>> reading) {
        return questions.pages(RestRequest.publicGet(pathAndQuery), reading);
    }

    private <T> CompletableFuture<T> get(String pathAndQuery, Questions.Reading<T> reading) {
        return questions.ask(RestRequest.publicGet(pathAndQuery), reading);
    }

    private static StringBuilder symbolQuery(String path, Category category, String symbol) {
        StringBuilder query = new StringBuilder(path).append("?category=").append(category.text());
        append(query, "symbol", symbol);
        return query;
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
}
