package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.market.Category;
import io.jaybit.market.Instrument;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.station.pipeline.Listed;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * Every symbol of a category that trades.
     *
     * @param turnover whether the turnover of each is wanted
     */
    static List<Listed> of(Bybit bybit, Category category, boolean turnover) throws Unavailable {
        return of(bybit, category, turnover, List.of());
    }

    /** @param coins base coins that the user named, asked for besides the usual ones where the venue lists by coin */
    static List<Listed> of(Bybit bybit, Category category, boolean turnover, List<String> coins) throws Unavailable {
        List<Instrument> instruments = instruments(bybit, category, coins);
        Map<String, BigDecimal> turnovers = new HashMap<>();
        if (turnover && category != Category.SPREAD) {
            for (Ticker ticker : await(bybit.rest().tickers(category))) {
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

    private static List<Instrument> instruments(Bybit bybit, Category category, List<String> coins) throws Unavailable {
        if (category != Category.OPTION) {
            return await(bybit.rest().instruments(category));
        }
        Set<String> wanted = new LinkedHashSet<>(OPTION_COINS);
        coins.forEach(coin -> wanted.add(coin.toUpperCase(Locale.ROOT)));
        List<CompletableFuture<List<Instrument>>> answers = wanted.stream()
                .map(coin -> bybit.rest().instruments(category, coin))
                .toList();
        List<Instrument> all = new ArrayList<>();
        for (CompletableFuture<List<Instrument>> answer : answers) {
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
