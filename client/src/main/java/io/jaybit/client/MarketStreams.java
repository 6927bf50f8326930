package io.jaybit.client;

import io.jaybit.analytics.LiquidationCoverage;
import io.jaybit.analytics.LiquidationKey;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals;
import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.book.BookCopy;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The public streams of one category, by name. Immutable; safe for any thread.
 *
 * <p>Symbols are the venue's, upper case. Listeners are called on the delivery thread, see {@link MarketListener}. A symbol the
 * venue does not know fails the subscription; a depth, interval or stream this category does not have is refused here. For what the
 * venue adds tomorrow there is {@link #topic} with {@link Bybit#subscribe}, which refuse nothing.
 */
public final class MarketStreams {
    private static final Set<String> INTERVALS =
            Set.of("1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M");

    private final Bybit bybit;
    private final Category category;

    MarketStreams(Bybit bybit, Category category) {
        this.bybit = bybit;
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** A topic of this category by its full name, for {@link Bybit#subscribe} and its like. */
    public Topic topic(String name) {
        return Topic.of(Channel.of(category), name);
    }

    private List<Topic> topics(String prefix, Collection<String> targets) {
        return targets.stream().map(target -> topic(prefix + target)).toList();
    }

    /** Every public trade. On options the symbol is the base coin ({@code BTC}) and brings every strike. */
    public Subscription trades(String symbol, Consumer<? super Trade> listener) {
        return trades(List.of(symbol), listener);
    }

    /** Every public trade of several symbols. */
    public Subscription trades(Collection<String> symbols, Consumer<? super Trade> listener) {
        return bybit.subscribe(topics("publicTrade.", symbols), new MarketListener() {
            @Override
            public void onTrade(Trade trade) {
                listener.accept(trade);
            }
        });
    }

    /**
     * The newest state of an order book whenever it changes, also when it becomes stale.
     *
     * @param depth 1, 50, 200 or 1000; 25 or 100 on options; 25 on spreads
     */
    public Subscription book(String symbol, int depth, Consumer<? super BookCopy> listener) {
        return book(List.of(symbol), depth, listener);
    }

    /** The newest state of several order books. */
    public Subscription book(Collection<String> symbols, int depth, Consumer<? super BookCopy> listener) {
        return books(topics("orderbook." + checkedDepth(depth) + ".", symbols), listener);
    }

    /**
     * The newest state of the whole order book, as deep as the venue's REST snapshot (10,000 levels a side) and what came since.
     * Not available everywhere yet.
     */
    public Subscription fullBook(String symbol, Consumer<? super BookCopy> listener) {
        return books(topics("orderbook.full.", List.of(symbol)), listener);
    }

    /** The newest state of the 50 best levels with retail price improvement orders counted in. */
    public Subscription rpiBook(String symbol, Consumer<? super BookCopy> listener) {
        return books(topics("orderbook.rpi.", List.of(symbol)), listener);
    }

    private Subscription books(List<Topic> topics, Consumer<? super BookCopy> listener) {
        return bybit.subscribe(topics, new MarketListener() {
            @Override
            public void onBook(BookCopy book) {
                listener.accept(book);
            }
        });
    }

    /**
     * An order book to read whenever one likes.
     *
     * @param depth as in {@link #book}
     */
    public LiveBook liveBook(String symbol, int depth) {
        return bybit.book(topic("orderbook." + checkedDepth(depth) + "." + symbol));
    }

    /** The 50 best levels with and without retail price improvement orders, to read whenever one likes. */
    public LiveRpiBook liveRpiBook(String symbol) {
        return new LiveRpiBook(bybit.book(topic("orderbook.rpi." + symbol)));
    }

    /** The newest state of a ticker whenever it changes, with all that is known merged in. */
    public Subscription tickers(String symbol, Consumer<? super Ticker> listener) {
        return tickers(List.of(symbol), listener);
    }

    /** The newest state of several tickers. */
    public Subscription tickers(Collection<String> symbols, Consumer<? super Ticker> listener) {
        return bybit.subscribe(topics("tickers.", symbols), new MarketListener() {
            @Override
            public void onTicker(Ticker ticker) {
                listener.accept(ticker);
            }
        });
    }

    /**
     * Candles, running and final; see {@link Kline#confirmed}.
     *
     * @param interval minutes {@code 1 3 5 15 30 60 120 240 360 720}, or {@code D W M}
     */
    public Subscription klines(String symbol, String interval, Consumer<? super Kline> listener) {
        return klines(List.of(symbol), interval, listener);
    }

    /** Candles of several symbols. */
    public Subscription klines(Collection<String> symbols, String interval, Consumer<? super Kline> listener) {
        refuse(Category.OPTION, "klines");
        refuse(Category.SPREAD, "klines");
        checkedInterval(interval);
        return bybit.subscribe(topics("kline." + interval + ".", symbols), new MarketListener() {
            @Override
            public void onKline(Kline kline) {
                listener.accept(kline);
            }
        });
    }

    /** Every liquidation, pushed twice a second. Linear and inverse only. */
    public Subscription liquidations(String symbol, Consumer<? super Liquidation> listener) {
        return liquidations(List.of(symbol), listener);
    }

    /** Every liquidation of several symbols. */
    public Subscription liquidations(Collection<String> symbols, Consumer<? super Liquidation> listener) {
        refuseUnlessDerivative("liquidations");
        return bybit.subscribe(topics("allLiquidation.", symbols), new MarketListener() {
            @Override
            public void onLiquidation(Liquidation liquidation) {
                listener.accept(liquidation);
            }
        });
    }

    /**
     * What is liquidated of some symbols, added up by symbol and over all of them, longs and shorts apart: for the running clock
     * hour at each tick of the plan, for the hour when it is over, and for the plan's sliding windows. Each total says what part of its
     * window was seen. Linear and inverse only.
     */
    public Subscription liquidationTotals(
            Collection<String> symbols, LiquidationTotals.Plan plan, Consumer<? super LiquidationTotal> listener) {
        refuseUnlessDerivative("liquidations");
        List<Topic> topics = topics("allLiquidation.", symbols);
        CoverageLedger ledger = ledger(topics);
        var totals = LiquidationTotals.perSymbolAndAll(plan, List.of(category), LiquidationCoverage.from(ledger));
        for (String name : symbols) {
            LiquidationKey key = LiquidationKey.of(new Symbol(category, name));
            totals.add(key.text(), nothingYet -> {});
            if (key.currency() != null) {
                totals.add(LiquidationKey.all(key.currency(), List.of(category)).text(), nothingYet -> {});
            }
        }
        return bybit.operate(topics, new LiveOperator<>(Liquidation.class, ledger, totals, listener));
    }

    /**
     * Trades that followed each other on one taker side, with no print of the other side between, joined into one: what one large
     * order leaves behind. See {@link Sweep} for what it may be besides.
     *
     * @param join longest pause between two of its prints, {@link SweepJoiner#DEFAULT_JOIN} if in doubt
     */
    public Subscription sweeps(Collection<String> symbols, Duration join, Consumer<? super Sweep> listener) {
        List<Topic> topics = topics("publicTrade.", symbols);
        var joiner = SweepJoiner.perSymbol(join, SweepJoiner.DEFAULT_LATENESS);
        return bybit.operate(topics, new LiveOperator<>(Trade.class, ledger(topics), joiner, listener));
    }

    private static CoverageLedger ledger(List<Topic> topics) {
        CoverageLedger ledger = new CoverageLedger();
        topics.forEach(ledger::expect);
        return ledger;
    }

    /** The band outside which the venue refuses limit prices. Spot, linear and inverse only. */
    public Subscription priceLimits(String symbol, Consumer<? super PriceLimit> listener) {
        refuse(Category.OPTION, "price limits");
        refuse(Category.SPREAD, "price limits");
        return bybit.subscribe(topics("priceLimit.", List.of(symbol)), new MarketListener() {
            @Override
            public void onPriceLimit(PriceLimit limit) {
                listener.accept(limit);
            }
        });
    }

    /**
     * Balances of isolated insurance pools.
     *
     * @param pool {@code USDT}, {@code USDC} or {@code inverse}
     */
    public Subscription insurancePools(String pool, Consumer<? super InsurancePool> listener) {
        refuseUnlessDerivative("insurance pools");
        return bybit.subscribe(topics("insurance.", List.of(pool)), new MarketListener() {
            @Override
            public void onInsurancePool(InsurancePool balance) {
                listener.accept(balance);
            }
        });
    }

    /**
     * How near contracts are to auto-deleveraging.
     *
     * @param pool {@code USDT}, {@code USDC} or {@code inverse}
     */
    public Subscription adlAlerts(String pool, Consumer<? super AdlAlert> listener) {
        refuseUnlessDerivative("ADL alerts");
        return bybit.subscribe(topics("adlAlert.", List.of(pool)), new MarketListener() {
            @Override
            public void onAdlAlert(AdlAlert alert) {
                listener.accept(alert);
            }
        });
    }

    static String checkedInterval(String interval) {
        if (!INTERVALS.contains(interval)) {
            throw new IllegalArgumentException("no candles of \"" + interval
                    + "\"; there are 1 3 5 15 30 60 120 240 360 720 (minutes), D, W and M");
        }
        return interval;
    }

    private int checkedDepth(int depth) {
        int[] depths = switch (category) {
            case SPOT, LINEAR, INVERSE -> new int[] {1, 50, 200, 1000};
            case OPTION -> new int[] {25, 100};
            case SPREAD -> new int[] {25};
        };
        if (Arrays.stream(depths).noneMatch(offered -> offered == depth)) {
            throw new IllegalArgumentException(
                    "no books of depth " + depth + " on " + category.text() + "; there are " + Arrays.toString(depths));
        }
        return depth;
    }

    private void refuseUnlessDerivative(String what) {
        refuse(Category.SPOT, what);
        refuse(Category.OPTION, what);
        refuse(Category.SPREAD, what);
    }

    private void refuse(Category without, String what) {
        if (category == without) {
            throw new IllegalArgumentException("there are no " + what + " on " + category.text());
        }
    }
}
