package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.CancelScope;
import io.jaybit.simulator.exchange.CancelType;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Order;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cancels the orders of institutional accounts whose connections are gone. Who watches the connections calls {@link #fire}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/dcp">Set Disconnect Cancel All</a>.
 */
public final class DisconnectProtection {
    /** As long as nobody has set another. */
    public static final int USUAL_WINDOW_SECONDS = 10;

    /** A new window acts so much later. */
    private static final long DELAY_MILLIS = 10_000;

    /** What is protected together. */
    public enum Product {
        OPTIONS("dcp.option"),
        DERIVATIVES("dcp.future"),
        SPOT("dcp.spot");

        private final String topic;

        Product(String topic) {
            this.topic = topic;
        }

        private List<Category> categories() {
            return switch (this) {
                case OPTIONS -> List.of(Category.OPTION);
                case DERIVATIVES -> List.of(Category.LINEAR, Category.INVERSE);
                case SPOT -> List.of(Category.SPOT);
            };
        }

        /** Subscribing to it makes a connection count. */
        public String topic() {
            return topic;
        }

        /** The product of a topic; empty where it is none. */
        public static Optional<Product> ofTopic(String topic) {
            for (Product product : values()) {
                if (product.topic.equals(topic)) {
                    return Optional.of(product);
                }
            }
            return Optional.empty();
        }
    }

    private final Exchange exchange;
    private final Map<Account, Map<Product, Integer>> windows = new LinkedHashMap<>();

    public DisconnectProtection(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Makes an account an institutional one; to others protection is refused. */
    public void offer(Account account) {
        windows.computeIfAbsent(account, key -> new EnumMap<>(Product.class));
    }

    public boolean isOffered(Account account) {
        return windows.containsKey(account);
    }

    /** How long all connections of an account must be gone before its orders are cancelled. */
    public int windowSeconds(Account account, Product product) {
        return windows.getOrDefault(account, Map.of()).getOrDefault(product, USUAL_WINDOW_SECONDS);
    }

    /** Sets the window; it acts 10 seconds later. */
    void window(Account account, Product product, int seconds) {
        exchange.timeline()
                .after(
                        DELAY_MILLIS,
                        () -> windows.computeIfAbsent(account, key -> new EnumMap<>(Product.class))
                                .put(product, seconds));
    }

    /** Cancels an account's orders of a product; nothing if it is not institutional. */
    public List<Order> fire(Account account, Product product) {
        List<Order> cancelled = new ArrayList<>();
        if (isOffered(account)) {
            for (Category category : product.categories()) {
                List<Order> some;
                do {
                    some = exchange.cancelAll(account, CancelScope.of(category), CancelType.DCP);
                    cancelled.addAll(some);
                } while (!some.isEmpty());
            }
        }
        return cancelled;
    }
}
