package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.CancelScope;
import io.jaybit.simulator.exchange.CancelType;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Timeline;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cancels an account's orders when every connection that asked for it has been dead for a while. Confined to the exchange's thread.
 *
 * <p>A connection asks by subscribing to {@code dcp.future}, {@code dcp.spot} or {@code dcp.option}; the topic itself says nothing.
 * Whoever unsubscribes does not ask any more. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/dcp">DCP</a>. A new subscription stops the clock, where the venue
 * waits for its ping as well.
 */
public final class DisconnectProtection {
    /** What is protected, by its topic. */
    public enum Product {
        FUTURE("dcp.future"),
        SPOT("dcp.spot"),
        OPTION("dcp.option");

        private final String topic;

        Product(String topic) {
            this.topic = topic;
        }

        private List<Category> categories() {
            return switch (this) {
                case FUTURE -> List.of(Category.LINEAR, Category.INVERSE);
                case SPOT -> List.of(Category.SPOT);
                case OPTION -> List.of(Category.OPTION);
            };
        }
    }

    private static final int USUAL_SECONDS = 10;

    private final Exchange exchange;
    private final Map<Account, Map<String, Watch>> watches = new LinkedHashMap<>();

    DisconnectProtection(Exchange exchange) {
        this.exchange = exchange;
    }

    /** How long all connections have to be dead; takes effect at the next disconnect. */
    public void window(Account account, Product product, int seconds) {
        if (seconds < 3 || seconds > 300) {
            throw new IllegalArgumentException("a window of " + seconds + " s");
        }
        watch(account, product).seconds = seconds;
    }

    /** How long all connections have to be dead, in seconds. */
    public int window(Account account, Product product) {
        return watch(account, product).seconds;
    }

    @Nullable
    Topic find(Account account, String name) {
        for (Product product : Product.values()) {
            if (product.topic.equals(name)) {
                return watch(account, product);
            }
        }
        return null;
    }

    private Watch watch(Account account, Product product) {
        return watches.computeIfAbsent(account, key -> new LinkedHashMap<>())
                .computeIfAbsent(product.topic, key -> new Watch(account, product));
    }

    /** The connections that protect one product of one account. */
    private final class Watch implements Topic {
        private final Account account;
        private final Product product;
        private final Set<Subscriber> alive = new LinkedHashSet<>();
        private int seconds = USUAL_SECONDS;
        private Timeline.@Nullable Timer alarm;

        private Watch(Account account, Product product) {
            this.account = account;
            this.product = product;
        }

        @Override
        public String name() {
            return product.topic;
        }

        @Override
        public void join(Subscriber subscriber) {
            alive.add(subscriber);
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }

        @Override
        public void leave(Subscriber subscriber) {
            alive.remove(subscriber);
        }

        @Override
        public void lost(Subscriber subscriber) {
            if (alive.remove(subscriber) && alive.isEmpty()) {
                alarm = exchange.timeline().after(seconds * 1_000L, this::cancelOrders);
            }
        }

        private void cancelOrders() {
            alarm = null;
            for (Category category : product.categories()) {
                exchange.cancelAll(account, CancelScope.of(category), CancelType.DCP);
            }
        }
    }
}
