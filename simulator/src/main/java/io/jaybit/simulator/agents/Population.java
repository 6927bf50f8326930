package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who trades on the exchange without being a client, and the world's prices they go by. The same exchange, preset and seed
 * give the same market.
 */
public final class Population {
    private static final long INDEX_EVERY_MILLIS = 100;
    private static final BigDecimal DEEP_POCKETS = new BigDecimal("1000000000000");

    private final Exchange exchange;
    private final Preset.Settings settings;
    private final Chance chance;
    private final Map<String, CoinPath> coins = new LinkedHashMap<>();
    private final Map<Market, Worth> worths = new LinkedHashMap<>();
    private final List<Market> futures = new ArrayList<>();
    private @Nullable Executors executors;

    private Population(Exchange exchange, Preset preset, long seed) {
        this.exchange = exchange;
        this.settings = preset.settings();
        this.chance = new Chance(seed);
    }

    /**
     * Moves in: fills the books and begins to trade. What follows happens on the exchange's timeline.
     *
     * @param listings what they trade, each of which the exchange must list
     */
    public static Population settle(Exchange exchange, List<Listing> listings, Preset preset, long seed) {
        Population population = new Population(exchange, preset, seed);
        listings.forEach(population::learn);
        population.movePrices(0);
        listings.forEach(listing -> population.inhabit(population.market(listing)));
        population.startExecutors();
        exchange.timeline()
                .every(
                        exchange.timeline().now() + INDEX_EVERY_MILLIS,
                        INDEX_EVERY_MILLIS,
                        () -> population.movePrices(INDEX_EVERY_MILLIS));
        return population;
    }

    /** What the systematic executors plan and have done, in the order in which they began. */
    public List<Schedule> schedules() {
        return executors == null ? List.of() : executors.schedules();
    }

    /** Coins whose price elsewhere is known. */
    public List<String> coins() {
        return List.copyOf(coins.keySet());
    }

    /**
     * Pushes what a coin is worth elsewhere.
     *
     * @param ratio of the whole push: -0.08 = down by 8 %
     * @throws IllegalArgumentException if the coin is unknown
     */
    public void shock(String coin, double ratio, long millis) {
        CoinPath path = coins.get(coin);
        if (path == null) {
            throw new IllegalArgumentException("no such coin: " + coin);
        }
        if (!(ratio > -0.99 && ratio < 10) || millis <= 0) {
            throw new IllegalArgumentException("not a shock: " + ratio + " within " + millis + " ms");
        }
        long now = exchange.timeline().now();
        path.shock(now, now + millis, ratio);
    }

    private Market market(Listing listing) {
        Instrument instrument = listing.instrument();
        return Objects.requireNonNull(
                exchange.market(instrument.category(), instrument.symbol()), "not listed: " + instrument.symbol());
    }

    private void learn(Listing listing) {
        Market market = market(listing);
        Instrument instrument = listing.instrument();
        if (instrument.category() == Category.OPTION || instrument.category() == Category.SPREAD) {
            worths.put(market, derived(listing));
            return;
        }
        CoinPath path = coin(instrument.baseCoin(), listing);
        CoinPath quote = isDollar(instrument.quoteCoin()) ? null : coins.get(instrument.quoteCoin());
        worths.put(market, quote == null ? path : () -> path.price() / quote.price());
        if (instrument.category() == Category.LINEAR || instrument.category() == Category.INVERSE) {
            futures.add(market);
        }
    }

    private CoinPath coin(String name, Listing first) {
        return coins.computeIfAbsent(name, coin -> {
            double price = first.instrument().priceOf(first.startPrice()).doubleValue();
            CoinPath made = new CoinPath(
                    price, settings.volatility() * wildness(coin), settings.jumpsOfASecond(), chance.split());
            if (settings.shock() != 0) {
                long now = exchange.timeline().now();
                made.shock(now + 30_000, now + 90_000, settings.shock() * Math.min(1.6, wildness(coin)));
            }
            return made;
        });
    }

    private static boolean isDollar(String coin) {
        return coin.startsWith("USD");
    }

    /** An option's or a spread's worth follows from that of its coin. */
    private Worth derived(Listing listing) {
        Instrument instrument = listing.instrument();
        CoinPath coin = coins.get(instrument.baseCoin());
        if (coin == null || instrument.category() == Category.SPREAD) {
            double start = instrument.priceOf(listing.startPrice()).doubleValue();
            Chance own = chance.split();
            double[] wandering = {start};
            double width = Math.max(
                    Math.abs(start), 20 * instrument.tickSize().toBigDecimal().doubleValue());
            return () -> wandering[0] += (start - wandering[0]) * 0.002 + own.normal() * width * 0.004;
        }
        String[] parts = instrument.symbol().split("-", -1);
        return new OptionWorth(
                coin,
                exchange.timeline(),
                Double.parseDouble(parts[2]),
                parts[3].equals("C"),
                instrument.deliveryEpochMillis(),
                settings.volatility());
    }

    private static double wildness(String coin) {
        return switch (coin) {
            case "BTC" -> 1.0;
            case "ETH", "BNB" -> 1.25;
            default -> 1.6;
        };
    }

    /** How much goes on in a market, against BTC's largest. */
    private static double weight(Market market) {
        double coin = switch (market.instrument().baseCoin()) {
            case "BTC" -> 1.0;
            case "ETH" -> 0.7;
            case "SOL" -> 0.5;
            default -> 0.3;
        };
        return switch (market.category()) {
            case LINEAR ->
                market.instrument().isPerpetual()
                                && market.instrument().quoteCoin().equals("USDT")
                        ? coin
                        : coin * 0.3;
            case SPOT -> coin * 0.6;
            case INVERSE -> coin * 0.3;
            case OPTION, SPREAD -> 0.05;
        };
    }

    private void movePrices(long millis) {
        if (millis > 0) {
            coins.forEach((coin, path) -> path.step(exchange.timeline().now(), millis, traded(coin, path)));
        }
        worths.forEach((market, worth) -> {
            Worth index = market.category() == Category.OPTION || market.category() == Category.SPREAD
                    ? coins.getOrDefault(market.instrument().baseCoin(), null)
                    : worth;
            Instrument instrument = market.instrument();
            double tick = instrument.tickSize().toBigDecimal().doubleValue();
            long indexTicks = Math.max(1, Math.round((index == null ? worth.price() : index.price()) / tick));
            long markTicks = Math.max(instrument.minPrice(), Math.round(worth.price() / tick));
            if (market.category() == Category.LINEAR || market.category() == Category.INVERSE) {
                exchange.index(market, indexTicks);
            } else {
                exchange.price(market, markTicks, indexTicks);
            }
        });
    }

    /** The price of the coin's first market here; its path's own where there is none yet. */
    private double traded(String coin, CoinPath path) {
        for (Market market : futures) {
            if (market.instrument().baseCoin().equals(coin) && market.mid() > 0) {
                return market.instrument().priceOf(market.mid()).doubleValue();
            }
        }
        return path.price();
    }

    private void inhabit(Market market) {
        double weight = weight(market);
        boolean scripted = market.category() == Category.OPTION || market.category() == Category.SPREAD;
        Worth worth = Objects.requireNonNull(worths.get(market));
        int levels = scripted ? Math.min(25, settings.levels()) : settings.levels();
        new MarketMaker(
                        trader(market, "maker"),
                        worth,
                        new MarketMaker.Style(
                                levels,
                                4_000 + 20_000 * weight,
                                scripted ? 60 : 0.12 / Math.sqrt(weight),
                                settings.makerWaitMillis() / Math.sqrt(weight)),
                        chance.split())
                .start();
        new NoiseTraders(
                        trader(market, "noise"),
                        settings.tradesOfASecond() * weight,
                        settings.tradeUsd(),
                        chance.split())
                .start();
        if (scripted) {
            return;
        }
        new Momentum(trader(market, "momentum"), settings.tradeUsd() * 4, chance.split()).start();
        new Whale(
                        trader(market, "whale"),
                        settings.whaleWaitMillis() / weight,
                        settings.whaleUsd() * Math.sqrt(weight),
                        chance.split())
                .start(chance.delay(settings.whaleWaitMillis() / weight / 8) + 400);
        if (market.category() == Category.LINEAR || market.category() == Category.INVERSE) {
            double pool = settings.poolUsd() * weight;
            double coins =
                    market.instrument().isInverse() ? pool / coinOf(market).price() : pool;
            exchange.insure(market, BigDecimal.valueOf(coins).setScale(8, RoundingMode.DOWN));
            int many = (int) Math.ceil(settings.leveraged() * weight);
            for (int i = 0; i < many; i++) {
                Account account = exchange.openSilentAccount("gambler-" + market.symbol() + "-" + i);
                new LeveragedTrader(new Trader(exchange, market, account, coinOf(market)), 900, 240_000, chance.split())
                        .start(chance.between(20, 10_000));
            }
        }
    }

    private Trader trader(Market market, String role) {
        Account account =
                exchange.openSilentAccount(role + "-" + market.category().text() + "-" + market.symbol());
        Instrument instrument = market.instrument();
        exchange.deposit(account, instrument.settleCoin(), DEEP_POCKETS);
        if (instrument.category() == Category.SPOT) {
            exchange.deposit(account, instrument.baseCoin(), DEEP_POCKETS);
        }
        return new Trader(exchange, market, account, coinOf(market));
    }

    private Worth coinOf(Market market) {
        CoinPath coin = coins.get(market.instrument().baseCoin());
        return coin == null ? Objects.requireNonNull(worths.get(market)) : coin;
    }

    private void startExecutors() {
        List<Trader> traders =
                futures.stream().map(market -> trader(market, "executor")).toList();
        Executors made = new Executors(traders, chance.split());
        made.start(settings.executors());
        executors = made;
    }
}
