package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.client.internal.rest.MarketApi;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.FundingRate;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import io.jaybit.market.OpenInterest;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Public market data by REST, within one request budget that all clients of this process share: requests beyond it wait. Where the
 * venue bans the address for asking too often (HTTP 403), requests of all of them fail at once until the ban is over; see {@link
 * io.jaybit.feed.Notice.RestPaused}. Safe for any thread; futures complete on the JDK's common pool, and fail with {@link
 * RestException}.
 *
 * <p>A future may be joined in a callback of the delivery thread; in an inline callback it must not, for its answer arrives on that
 * very thread.
 */
public final class Rest {
    private final MarketApi api;

    Rest(MarketApi api) {
        this.api = api;
    }

    /** The venue's clock. */
    public CompletableFuture<Instant> serverTime() {
        return published(api.serverTime()
                .thenApply(nanos -> Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L)));
    }

    /**
     * Every instrument that trades, all pages. Options: those of BTC, which is the venue's default; see {@link
     * #instruments(Category, String)}.
     */
    public CompletableFuture<List<Instrument>> instruments(Category category) {
        return published(api.instruments(category, Map.of()));
    }

    /** Every instrument that trades of one base coin; derivatives and options. */
    public CompletableFuture<List<Instrument>> instruments(Category category, String baseCoin) {
        return published(api.instruments(category, Map.of("baseCoin", baseCoin)));
    }

    /** One instrument; empty where the venue has none of that name. */
    public CompletableFuture<Optional<Instrument>> instrument(Category category, String symbol) {
        return published(api.instruments(category, Map.of("symbol", symbol))
                .thenApply(found -> found.stream().findFirst()));
    }

    /**
     * An order book of this moment, without retail price improvement orders. Its {@code u} is that of the 1000-level stream.
     *
     * @param limit levels a side: at most 1000, on options 25
     */
    public CompletableFuture<BookCopy> orderBook(Category category, String symbol, int limit) {
        Topic topic = Topic.of(Channel.of(category), "orderbook." + limit + "." + symbol);
        return published(
                api.book(category, symbol, OptionalInt.of(limit), topic).thenApply(Rest::copy));
    }

    /** The full order book of this moment, up to 10,000 levels a side. Not available everywhere yet. */
    public CompletableFuture<BookCopy> fullOrderBook(Category category, String symbol) {
        Topic topic = Topic.of(Channel.of(category), "orderbook.full." + symbol);
        return published(api.fullBook(category, symbol, topic).thenApply(Rest::copy));
    }

    private static BookCopy copy(BookUpdate snapshot) {
        OrderBook book = new OrderBook(snapshot.topic(), snapshot.symbol());
        book.apply(snapshot);
        return book.copy();
    }

    /**
     * The last public trades, oldest first.
     *
     * @param symbol on options also a base coin
     * @param limit at most 1000, on spot 60
     */
    public CompletableFuture<List<Trade>> recentTrades(Category category, String symbol, int limit) {
        return published(api.recentTrades(category, symbol, OptionalInt.of(limit)));
    }

    /**
     * The last candles, oldest first, the running one too.
     *
     * @param interval minutes {@code 1 3 5 15 30 60 120 240 360 720}, or {@code D W M}
     * @param limit at most 1000
     */
    public CompletableFuture<List<Kline>> klines(Category category, String symbol, String interval, int limit) {
        return published(api.klines(new Symbol(category, symbol), checked(interval), limit));
    }

    /** Every candle that begins within a time, both ends included, oldest first; as many requests as it takes. */
    public CompletableFuture<List<Kline>> klines(
            Category category, String symbol, String interval, Instant from, Instant to) {
        return published(
                api.klines(new Symbol(category, symbol), checked(interval), from.toEpochMilli(), to.toEpochMilli()));
    }

    private static String checked(String interval) {
        return MarketStreams.checkedInterval(interval);
    }

    /** The tickers of a whole category; of options those of BTC, see {@link #optionTickers}. */
    public CompletableFuture<List<Ticker>> tickers(Category category) {
        return category == Category.OPTION ? optionTickers("BTC") : published(api.tickers(category, Map.of()));
    }

    /** The tickers of every option on one base coin. */
    public CompletableFuture<List<Ticker>> optionTickers(String baseCoin) {
        return published(api.tickers(Category.OPTION, Map.of("baseCoin", baseCoin)));
    }

    /** One ticker; empty where the venue has none of that name. */
    public CompletableFuture<Optional<Ticker>> ticker(Category category, String symbol) {
        return published(api.tickers(category, Map.of("symbol", symbol))
                .thenApply(found -> found.stream().findFirst()));
    }

    /** Every funding of a perpetual within a time, oldest first; as many requests as it takes. */
    public CompletableFuture<List<FundingRate>> fundingHistory(
            Category category, String symbol, Instant from, Instant to) {
        return published(api.fundingHistory(new Symbol(category, symbol), from.toEpochMilli(), to.toEpochMilli()));
    }

    /**
     * Samples of open interest within a time, oldest first.
     *
     * @param interval {@code 5min 15min 30min 1h 4h 1d}
     */
    public CompletableFuture<List<OpenInterest>> openInterest(
            Category category, String symbol, String interval, Instant from, Instant to) {
        return published(
                api.openInterest(new Symbol(category, symbol), interval, from.toEpochMilli(), to.toEpochMilli()));
    }

    /** The same future with failures in the words of this package. */
    static <T> CompletableFuture<T> published(CompletableFuture<T> inner) {
        CompletableFuture<T> outer = new CompletableFuture<>();
        inner.whenComplete((value, failure) -> {
            if (failure == null) {
                outer.complete(value);
            } else {
                outer.completeExceptionally(translated(failure));
            }
        });
        return outer;
    }

    private static Throwable translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RestFailure refused) {
            return new RestException(
                    String.valueOf(refused.getMessage()),
                    refused.endpoint(),
                    refused.httpStatus(),
                    refused.retCode(),
                    refused.reason(),
                    refused);
        }
        return cause;
    }
}
