package io.jaybit.simulator.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account's queries can still find of what is over: orders that ended and executions. Oldest are forgotten first. Confined
 * to the exchange's thread; {@linkplain Account#isSilent silent} accounts remember nothing.
 */
public final class AccountHistory {
    /** Ended orders of a category that the venue shows beside the open ones. */
    public static final int RECENT = 500;

    /** Ended orders, and executions, of a category that are kept at all. */
    public static final int KEPT = 10_000;

    private static final Comparator<Order> NEWEST_FIRST =
            Comparator.comparingLong((Order order) -> order.number).reversed();

    private final Map<Category, ArrayDeque<Order>> recent = new EnumMap<>(Category.class);
    private final Map<Category, LinkedHashMap<String, Order>> ended = new EnumMap<>(Category.class);
    private final Map<Category, ArrayDeque<Execution>> executions = new EnumMap<>(Category.class);

    AccountHistory() {}

    /** The last {@value #RECENT} orders to end since the exchange was restarted, sorted by when they were made, newest first. */
    public List<Order> recentOrders(Category category) {
        return sorted(recent.getOrDefault(category, new ArrayDeque<>()));
    }

    /** The last {@value #KEPT} orders to end, sorted by when they were made, newest first. */
    public List<Order> orders(Category category) {
        return sorted(ended.getOrDefault(category, new LinkedHashMap<>()).values());
    }

    /** The last {@value #KEPT} executions, newest first. */
    public List<Execution> executions(Category category) {
        List<Execution> list = new ArrayList<>();
        executions
                .getOrDefault(category, new ArrayDeque<>())
                .descendingIterator()
                .forEachRemaining(list::add);
        return list;
    }

    /** An order that has ended. */
    public @Nullable Order order(Category category, String orderId) {
        Map<String, Order> orders = ended.get(category);
        return orders == null ? null : orders.get(orderId);
    }

    private static List<Order> sorted(Iterable<Order> orders) {
        List<Order> list = new ArrayList<>();
        orders.forEach(list::add);
        list.sort(NEWEST_FIRST);
        return list;
    }

    /** Forgets the recent orders, as the venue does when it restarts; the long memory stays. */
    void restart() {
        recent.clear();
    }

    /** Takes an order that has ended; gives the one that is forgotten for it. */
    @Nullable
    Order add(Order order) {
        Category category = order.market().category();
        LinkedHashMap<String, Order> orders = ended.computeIfAbsent(category, key -> new LinkedHashMap<>());
        if (orders.putIfAbsent(order.id(), order) != null) {
            return null;
        }
        bounded(recent.computeIfAbsent(category, key -> new ArrayDeque<>()), order, RECENT);
        if (orders.size() <= KEPT) {
            return null;
        }
        Order oldest = orders.values().iterator().next();
        orders.remove(oldest.id());
        return oldest;
    }

    void add(Execution execution) {
        Category category = execution.order().market().category();
        bounded(executions.computeIfAbsent(category, key -> new ArrayDeque<>()), execution, KEPT);
    }

    private static <T> void bounded(ArrayDeque<T> queue, T item, int most) {
        queue.add(item);
        if (queue.size() > most) {
            queue.remove();
        }
    }
}
