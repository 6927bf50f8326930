package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.market.Category;
import io.jaybit.market.Instrument;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Selection;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What the venue lists, by REST. */
final class Universe {
    private static final long PATIENCE_SECONDS = 20;
    /** The venue lists options of one base coin at a time; one that has none answers with an empty list. */
    private static final List<String> OPTION_COINS =
            List.of("BTC", "ETH", "SOL", "XRP", "DOGE", "MNT", "BNB", "HYPE", "XAUT");

    /** The list cannot be had; the message says why. */
    static final class Unavailable extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Unavailable(String reason) {
            super(reason);
        }
    }

    private Universe() {}

    /** Every symbol of a category that trades, with its turnover. */
    static List<Listed> of(Bybit bybit, Category category) throws Unavailable {
        return of(bybit, category, true, OPTION_COINS);
    }

    /** What a wish chooses from: with turnover where it ranks, of options those of the coins it may mean. */
    static List<Listed> of(Bybit bybit, Category category, Selection wish) throws Unavailable {
        return of(bybit, category, wish.top() > 0, coins(wish));
    }

    /** What {@link #of(Bybit, Category, Selection)} gives, with the turnover in any case. */
    static List<Listed> ranked(Bybit bybit, Category category, Selection wish) throws Unavailable {
        return of(bybit, category, true, coins(wish));
    }

    private static List<Listed> of(Bybit bybit, Category category, boolean turnover, Collection<String> coins)
            throws Unavailable {
        List<Instrument> instruments = category == Category.OPTION
                ? all(coins, coin -> bybit.rest().instruments(category, coin))
                : await(bybit.rest().instruments(category));
        Map<String, BigDecimal> turnovers = new HashMap<>();
        if (turnover && category != Category.SPREAD) {
            for (Ticker ticker : tickers(bybit, category, instruments)) {
                BigDecimal amount = ticker.number(TickerField.TURNOVER_24H);
                if (amount != null) {
                    turnovers.put(ticker.symbol().name(), amount);
                }
            }
        }
        return instruments.stream()
                .map(instrument -> new Listed(
                        instrument.symbol().name(),
                        instrument.baseCoin(),
                        instrument.quoteCoin(),
                        turnovers.get(instrument.symbol().name())))
                .toList();
    }

    /** Tickers of options come by base coin: of those that have instruments. */
    private static List<Ticker> tickers(Bybit bybit, Category category, List<Instrument> instruments)
            throws Unavailable {
        if (category != Category.OPTION) {
            return await(bybit.rest().tickers(category));
        }
        Set<String> coins = new TreeSet<>();
        instruments.forEach(instrument -> coins.add(instrument.baseCoin()));
        return all(coins, coin -> bybit.rest().optionTickers(coin));
    }

    /** The usual coins, unless the wish is for some coins only; and those that it names, by themselves or within a symbol. */
    private static Set<String> coins(Selection wish) {
        boolean onlyByCoin = !wish.coins().isEmpty() && wish.words().isEmpty() && !wish.all();
        Set<String> coins = new LinkedHashSet<>(onlyByCoin ? List.of() : OPTION_COINS);
        wish.coins().forEach(coin -> coins.add(coin.toUpperCase(Locale.ROOT)));
        for (String word : wish.words()) {
            String coin = word.substring(0, Math.max(0, word.indexOf('-'))).toUpperCase(Locale.ROOT);
            if (coin.matches("[A-Z0-9]+")) {
                coins.add(coin);
            }
        }
        return coins;
    }

    /** Asks for every coin at once. */
    private static <T> List<T> all(Collection<String> coins, Function<String, CompletableFuture<List<T>>> request)
            throws Unavailable {
        List<T> all = new ArrayList<>();
        for (CompletableFuture<List<T>> answer : coins.stream().map(request).toList()) {
            all.addAll(await(answer));
        }
        return all;
    }

    static <T> T await(CompletableFuture<T> answer) throws Unavailable {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Unavailable(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new Unavailable("no answer within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }
}
