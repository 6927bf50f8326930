package io.jaybit.client;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.Topic;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.InsurancePool;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The insurance pools of a category, seen from inside the exchange and through the client at once. To be made on the exchange's thread,
 * before the client subscribes.
 */
final class PoolWitness {
    /** The streams tell what has changed once a second. */
    private static final long BEAT_MILLIS = 1_000;

    private final Category category;
    private final String group;
    /** By symbol, in the order in which it came about. */
    private final Map<String, List<State>> happened = new LinkedHashMap<>();

    private final Map<String, List<String>> balances = new LinkedHashMap<>();
    private final Map<String, List<String>> alerts = new LinkedHashMap<>();

    private record State(long epochMillis, String balance, String alert) {}

    PoolWitness(SimulatedExchange exchange, Category category) {
        this.category = category;
        this.group = category == Category.LINEAR ? "USDT" : "inverse";
        exchange.feeds().pools().forEach(this::add);
        exchange.exchange().listen(new ExchangeListener() {
            @Override
            public void onInsurance(InsurancePool pool) {
                add(pool);
            }
        });
    }

    static boolean hasPools(Category category) {
        return category == Category.LINEAR || category == Category.INVERSE;
    }

    private void add(InsurancePool pool) {
        boolean stable = pool.coin().equals("USDT") || pool.coin().equals("USDC");
        if (stable ? pool.coin().equals(group) : group.equals("inverse")) {
            String balance = pool.coin() + ' ' + plain(pool.balance());
            happened.computeIfAbsent(pool.symbols(), symbol -> new ArrayList<>())
                    .add(new State(
                            pool.updatedEpochMillis(),
                            balance + ' ' + pool.updatedEpochMillis(),
                            balance
                                    + ' '
                                    + plain(pool.drawdown())
                                    + ' '
                                    + plain(InsurancePool.TRIGGER_RATIO)
                                    + ' '
                                    + plain(InsurancePool.THRESHOLD)
                                    + ' '
                                    + plain(InsurancePool.STOP_RATIO)));
        }
    }

    /** Subscribes what the streams tell of the pools. */
    Subscription subscribe(Bybit bybit) {
        MarketStreams streams = bybit.market(io.jaybit.market.Category.valueOf(category.name()));
        List<Topic> topics = List.of(streams.topic("insurance." + group), streams.topic("adlAlert." + group));
        return bybit.subscribeInline(topics, new InlineListener() {
            @Override
            public void onInsurancePool(io.jaybit.market.InsurancePool pool) {
                hear(
                        balances,
                        String.join(",", pool.symbols()),
                        pool.coin() + ' ' + plain(pool.balance()) + ' ' + pool.exchangeEpochMillis());
            }

            @Override
            public void onAdlAlert(AdlAlert alert) {
                hear(
                        alerts,
                        alert.symbol(),
                        alert.coin()
                                + ' '
                                + plain(alert.balance())
                                + ' '
                                + plain(alert.drawdown())
                                + ' '
                                + plain(alert.triggerRatio())
                                + ' '
                                + plain(alert.balanceThreshold())
                                + ' '
                                + plain(alert.stopRatio()));
            }
        });
    }

    private synchronized void hear(Map<String, List<String>> told, String symbol, String picture) {
        told.computeIfAbsent(symbol, one -> new ArrayList<>()).add(picture);
    }

    /** Whether both streams have told of two states of a pool at least: the first, and one that came of trading. */
    synchronized boolean hasHeardOfAChange() {
        return hasChanged(balances) && hasChanged(alerts);
    }

    private static boolean hasChanged(Map<String, List<String>> told) {
        return told.values().stream().anyMatch(pictures -> new HashSet<>(pictures).size() > 1);
    }

    /** What the client has not, or has otherwise; null if all is the same. To be asked on the exchange's thread. */
    synchronized @Nullable String difference(SimulatedExchange exchange) {
        long due = exchange.timeline().now() - BEAT_MILLIS;
        if (!balances.keySet().equals(happened.keySet()) || !alerts.keySet().equals(happened.keySet())) {
            return "pools " + happened.keySet() + ", balances of " + balances.keySet() + ", alerts of "
                    + alerts.keySet();
        }
        for (Map.Entry<String, List<State>> pool : happened.entrySet()) {
            List<State> states = pool.getValue();
            long old = states.stream().filter(state -> state.epochMillis <= due).count();
            String difference = difference(
                    "insurance." + group + ' ' + pool.getKey(),
                    states.stream().map(State::balance).toList(),
                    old,
                    Objects.requireNonNull(balances.get(pool.getKey())));
            if (difference == null) {
                difference = difference(
                        "adlAlert." + group + ' ' + pool.getKey(),
                        states.stream().map(State::alert).toList(),
                        old,
                        Objects.requireNonNull(alerts.get(pool.getKey())));
            }
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** Each state that was heard was, in this order, and of those that are due the last, or a later one, was heard. */
    private static @Nullable String difference(String what, List<String> states, long due, List<String> heard) {
        int at = 0;
        for (String picture : heard) {
            int next = states.subList(at, states.size()).indexOf(picture);
            if (next < 0) {
                return what + " heard as " + picture + " after " + states.get(at);
            }
            at += next;
        }
        int last = states.lastIndexOf(heard.get(heard.size() - 1));
        return last + 1 >= due ? null : what + ": not heard of " + states.subList(last + 1, (int) due);
    }

    private static String plain(@Nullable BigDecimal number) {
        return Objects.requireNonNull(number, "number").stripTrailingZeros().toPlainString();
    }
}
