package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Instruments;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Two accounts that trade, one of which is watched. */
final class PrivateWorld {
    static final long START = 1_784_900_000_000L;

    final Timeline timeline = new Timeline(START);
    final Exchange exchange = new Exchange(
            timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
    final PrivateFeeds feeds;
    final Account alice = exchange.openAccount("alice");
    final Account bob = exchange.openSilentAccount("bob");
    final Market linear = market(Category.LINEAR, "BTCUSDT");
    final Market inverse = market(Category.INVERSE, "BTCUSD");
    final Market spot = market(Category.SPOT, "BTCUSDT");

    PrivateWorld() {
        this(PrivateFeeds.USUAL_ORDER);
    }

    PrivateWorld(List<PrivateChannel> order) {
        feeds = new PrivateFeeds(exchange, new Ids(9), order);
        for (Account account : List.of(alice, bob)) {
            exchange.deposit(account, "USDT", new BigDecimal("1000000"));
            exchange.deposit(account, "BTC", new BigDecimal("10"));
        }
        exchange.price(linear, 650_000, 650_000);
        exchange.price(inverse, 650_000, 650_000);
        exchange.price(spot, 6_500_000, 6_500_000);
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }

    /** What alice is told on a topic from now on. */
    Inbox watch(String topic) {
        Inbox inbox = new Inbox();
        watch(topic, inbox);
        return inbox;
    }

    void watch(String topic, Subscriber subscriber) {
        Objects.requireNonNull(feeds.find(alice, topic), topic).join(subscriber);
    }

    Order place(Account account, OrderRequest.Builder order) {
        try {
            Order placed = exchange.create(account, order.build());
            tick();
            return placed;
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    Order limit(Account account, Market market, Side side, long qty, long price) {
        return place(account, OrderRequest.limit(market, side, qty, price));
    }

    void cancel(Order order) {
        try {
            exchange.cancel(order);
            tick();
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    /** Lets time go on by a millisecond. */
    void tick() {
        timeline.advanceTo(timeline.now() + 1);
    }
}
