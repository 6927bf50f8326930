package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Catalogue;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.StreamPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** An exchange with everything listed, two rich accounts and its public feeds. */
final class FeedWorld {
    static final long START = 1_784_900_000_000L;

    final Timeline timeline = new Timeline(START);
    final List<Listing> listings = new Catalogue(START).all();
    final Exchange exchange = new Exchange(
            timeline, new Ids(1), listings.stream().map(Listing::instrument).toList());
    final PublicFeeds feeds = new PublicFeeds(exchange);
    final Account alice = rich("alice");
    final Account bob = rich("bob");
    private final List<Order> resting = new ArrayList<>();

    FeedWorld() {
        for (Listing listing : listings) {
            Market market =
                    market(listing.instrument().category(), listing.instrument().symbol());
            exchange.price(market, listing.startPrice(), listing.startPrice());
        }
    }

    /** Somebody with more of each coin than can be used. */
    Account rich(String name) {
        Account account = exchange.openAccount(name);
        for (String coin : List.of("USDT", "USDC", "BTC", "ETH", "SOL", "XRP", "DOGE")) {
            exchange.deposit(account, coin, new BigDecimal("1000000000000"));
        }
        return account;
    }

    Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol), symbol);
    }

    Topic topic(StreamPath path, String name) {
        return Objects.requireNonNull(feeds.find(path, name), name);
    }

    /** Subscribes and gives what arrives. */
    Inbox join(StreamPath path, String name) {
        Inbox inbox = new Inbox();
        topic(path, name).join(inbox);
        return inbox;
    }

    Order limit(Account account, Market market, Side side, long qty, long price) {
        try {
            return exchange.create(
                    account, OrderRequest.limit(market, side, qty, price).build());
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    void cancel(Order order) {
        try {
            exchange.cancel(order);
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    void run(long millis) {
        timeline.advanceTo(timeline.now() + millis);
    }

    /** One random command: mostly orders around a price, some of which trade, and cancels. */
    void step(Random random, Market market, long centre, int width) {
        if (random.nextInt(3) == 0 && !resting.isEmpty()) {
            Order order = resting.remove(random.nextInt(resting.size()));
            if (!order.status().isFinal()) {
                cancel(order);
            }
            return;
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long away = (long) Math.abs(random.nextGaussian() * width) - width / 8;
        long price = Math.max(market.instrument().minPrice(), centre - side.sign() * away);
        long qty = market.instrument().minQty() + random.nextInt(50);
        Account account = random.nextBoolean() ? alice : bob;
        Order order = limit(account, market, side, Math.max(qty, leastQty(market, price)), price);
        if (!order.status().isFinal()) {
            resting.add(order);
        }
    }

    /** A size whose value is not below the least one allowed. */
    private static long leastQty(Market market, long price) {
        BigDecimal least = market.instrument().minNotional();
        if (least.signum() == 0 || market.instrument().isInverse()) {
            return 1;
        }
        return least.divide(market.instrument().value(1, price), 0, RoundingMode.UP)
                .longValueExact();
    }
}
