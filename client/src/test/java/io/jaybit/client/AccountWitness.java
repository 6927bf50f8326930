package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Trades a little in every category with the account of the key, and hears by private streams what came of it. */
final class AccountWitness {
    final List<OrderUpdate> orders = new CopyOnWriteArrayList<>();
    final List<Execution> executions = new CopyOnWriteArrayList<>();
    final List<FastExecution> fastExecutions = new CopyOnWriteArrayList<>();
    final List<SpreadOrderUpdate> spreadOrders = new CopyOnWriteArrayList<>();
    final List<SpreadExecution> spreadExecutions = new CopyOnWriteArrayList<>();
    final List<DisconnectProtectionUpdate> protections = new CopyOnWriteArrayList<>();
    private final Map<String, PositionUpdate> positions = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> balances = new ConcurrentHashMap<>();
    private final Map<String, Greeks> greeks = new ConcurrentHashMap<>();
    private final Map<Category, List<Order>> made = new EnumMap<>(Category.class);

    /** For whoever gets all of it in one place. */
    void take(AccountEvent event) {
        if (event instanceof OrderUpdate order) {
            orders.add(order);
        } else if (event instanceof Execution execution) {
            executions.add(execution);
        } else if (event instanceof FastExecution execution) {
            fastExecutions.add(execution);
        } else if (event instanceof PositionUpdate position) {
            positions.put(position.symbol() + "/" + position.positionIdx(), position);
        } else if (event instanceof WalletUpdate wallet) {
            wallet.coins().forEach(coin -> balances.put(coin.coin(), coin.walletBalance()));
        } else if (event instanceof Greeks ofCoin) {
            greeks.put(ofCoin.baseCoin(), ofCoin);
        } else if (event instanceof SpreadOrderUpdate order) {
            spreadOrders.add(order);
        } else if (event instanceof SpreadExecution execution) {
            spreadExecutions.add(execution);
        } else if (event instanceof DisconnectProtectionUpdate update) {
            protections.add(update);
        }
    }

    /** Takes the best offer, and rests one order far away that is cancelled; true if there was an offer. */
    boolean trade(SimulatedExchange exchange, Category category) throws Refusal {
        Market market = market(exchange, category);
        if (market.asks().size() == 0 || market.bids().size() == 0) {
            return false;
        }
        Instrument instrument = market.instrument();
        long ask = market.asks().price(0);
        long bid = market.bids().price(0);
        long qty = instrument.minQty();
        while (instrument.value(qty, Math.max(1, bid / 2)).compareTo(instrument.minNotional()) < 0) {
            qty *= 2;
        }
        List<Order> orders = made.computeIfAbsent(category, none -> new ArrayList<>());
        int number = orders.size();
        orders.add(exchange.exchange()
                .create(
                        account(exchange),
                        OrderRequest.limit(market, Side.BUY, qty, ask)
                                .timeInForce(TimeInForce.IOC)
                                .orderLinkId("taker-" + category + number)
                                .build()));
        Order resting = exchange.exchange()
                .create(
                        account(exchange),
                        OrderRequest.limit(market, Side.BUY, qty, bid)
                                .timeInForce(TimeInForce.GTC)
                                .orderLinkId("maker-" + category + number)
                                .build());
        orders.add(resting);
        if (resting.isResting()) {
            exchange.exchange().cancel(resting);
        }
        return true;
    }

    boolean hasFill(Category category) {
        return made.getOrDefault(category, List.of()).stream().anyMatch(order -> order.executed() > 0);
    }

    private static Account account(SimulatedExchange exchange) {
        return exchange.keys().get(0).account();
    }

    private static Market market(SimulatedExchange exchange, Category category) {
        return exchange.exchange().markets().stream()
                .filter(market -> market.category() == category)
                .findFirst()
                .orElseThrow();
    }

    /** What the client has not, or has otherwise than the exchange; null if all is the same. */
    @Nullable
    String difference(SimulatedExchange exchange) {
        for (Map.Entry<Category, List<Order>> ofCategory : made.entrySet()) {
            for (Order order : ofCategory.getValue()) {
                String difference = ofCategory.getKey() == Category.SPREAD ? ofSpread(order) : of(order);
                if (difference != null) {
                    return difference;
                }
            }
        }
        for (Position position : account(exchange).positions()) {
            String difference = of(position);
            if (difference != null) {
                return difference;
            }
        }
        for (Map.Entry<String, BigDecimal> balance : balances.entrySet()) {
            BigDecimal there = account(exchange).wallet(balance.getKey());
            if (there.compareTo(balance.getValue()) != 0) {
                return balance + " against " + there;
            }
        }
        return balances.isEmpty() ? "no wallet" : greeks.isEmpty() ? "no greeks" : null;
    }

    private @Nullable String of(Order order) {
        Instrument instrument = order.market().instrument();
        OrderUpdate last = last(orders, update -> update.orderId().equals(order.id()));
        if (last == null
                || !last.status().text().equals(order.status().text())
                || !last.symbol()
                        .category()
                        .text()
                        .equals(order.market().category().text())
                || !last.symbol().name().equals(order.market().symbol())
                || !last.orderLinkId().equals(order.request().orderLinkId())
                || !last.side().text().equals(order.side().text())
                || !same(last.price() == null ? null : last.price().toBigDecimal(), instrument.priceOf(order.price()))
                || !same(last.qty().toBigDecimal(), instrument.sizeOf(order.qty()))
                || !same(last.progress().cumExecQty().toBigDecimal(), instrument.sizeOf(order.executed()))
                || !same(last.progress().cumExecValue(), order.executedValue())
                || last.updatedEpochMillis() != order.updatedEpochMillis()) {
            return "order " + order + ": " + last;
        }
        BigDecimal filled = executions.stream()
                .filter(one -> one.orderId().equals(order.id()))
                .map(one -> one.qty().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal fees = executions.stream()
                .filter(one -> one.orderId().equals(order.id()))
                .map(one -> Objects.requireNonNull(one.fee()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal fast = fastExecutions.stream()
                .filter(one -> one.orderId().equals(order.id()))
                .filter(one -> one.origin().source() == Origin.Source.FAST_STREAM)
                .map(one -> one.qty().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal there = instrument.sizeOf(order.executed());
        return same(filled, there) && same(fees, order.fee()) && same(fast, there)
                ? null
                : "fills of " + order + ": " + filled + " for " + fees + ", fast " + fast;
    }

    private @Nullable String ofSpread(Order order) {
        Instrument instrument = order.market().instrument();
        SpreadOrderUpdate last = last(spreadOrders, update -> update.orderId().equals(order.id()));
        BigDecimal filled = spreadExecutions.stream()
                .filter(one -> one.orderId().equals(order.id()))
                .map(one -> one.qty().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return last == null
                        || !last.status().text().equals(order.status().text())
                        || !same(last.progress().cumExecQty().toBigDecimal(), instrument.sizeOf(order.executed()))
                        || !same(filled, instrument.sizeOf(order.executed()))
                ? "spread order " + order + ": " + last + ", filled " + filled
                : null;
    }

    private @Nullable String of(Position position) {
        String key =
                position.market().category().text() + ":" + position.market().symbol() + "/" + position.idx();
        PositionUpdate last = positions.get(key);
        BigDecimal there = position.market().instrument().sizeOf(position.size());
        return last == null
                        || !same(last.signedSize(), there)
                        || !same(last.cumRealisedPnl(), position.cumRealisedPnl())
                        || last.seq().orElse(-1) != position.seq()
                ? "position " + key + " of " + there + ": " + last
                : null;
    }

    private static <E> @Nullable E last(List<E> all, Predicate<E> which) {
        E last = null;
        for (E one : all) {
            last = which.test(one) ? one : last;
        }
        return last;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
