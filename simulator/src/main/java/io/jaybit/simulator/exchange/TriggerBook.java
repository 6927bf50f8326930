package io.jaybit.simulator.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders of one market that wait for a price, by the price they watch and the way it has to go. Confined to the exchange's thread.
 */
final class TriggerBook {
    /** The trigger price has to be reached from below. */
    static final int RISES = 1;
    /** The trigger price has to be reached from above. */
    static final int FALLS = 2;

    private static final TriggerBy[] WATCHED = {TriggerBy.LAST_PRICE, TriggerBy.MARK_PRICE, TriggerBy.INDEX_PRICE};

    private final Market market;
    private final List<TreeSet<Order>> rising = new ArrayList<>();
    private final List<TreeSet<Order>> falling = new ArrayList<>();
    private final List<Order> trailing = new ArrayList<>();
    /** By age. What the first of them trades may move the price back, which is nothing to the others. */
    private final NavigableSet<Order> reached;

    private int count;

    TriggerBook(Market market) {
        this.market = market;
        Comparator<Order> byPrice = Comparator.comparingLong(order -> order.triggerPrice);
        Comparator<Order> byAge = Comparator.comparingLong(order -> order.number);
        reached = new TreeSet<>(byAge);
        for (int i = 0; i < WATCHED.length; i++) {
            rising.add(new TreeSet<>(byPrice.thenComparing(byAge)));
            falling.add(new TreeSet<>(byPrice.reversed().thenComparing(byAge)));
        }
    }

    /** Takes an order in; its trigger price must not change while it is here. */
    void add(Order order) {
        count++;
        if (order.trailingStop > 0) {
            trailing.add(order);
        } else {
            side(order).add(order);
        }
    }

    void remove(Order order) {
        count--;
        reached.remove(order);
        if (order.trailingStop > 0) {
            trailing.remove(order);
        } else {
            side(order).remove(order);
        }
    }

    private NavigableSet<Order> side(Order order) {
        int watched = order.triggerBy == TriggerBy.MARK_PRICE ? 1 : order.triggerBy == TriggerBy.INDEX_PRICE ? 2 : 0;
        return (order.triggerDirection == RISES ? rising : falling).get(watched);
    }

    /**
     * The oldest order whose price has been reached; it stays here, and is due until it is removed, wherever the price goes meanwhile.
     * Trailing stops follow the price by this call.
     */
    @Nullable
    Order due() {
        if (count == 0) {
            return null;
        }
        for (int i = 0; i < WATCHED.length; i++) {
            long price = market.watched(WATCHED[i]);
            if (price != 0) {
                reach(rising.get(i), price);
                reach(falling.get(i), price);
            }
        }
        long last = market.watched(TriggerBy.LAST_PRICE);
        for (Order order : trailing) {
            if (last != 0 && trails(order, last)) {
                reached.add(order);
            }
        }
        return reached.isEmpty() ? null : reached.first();
    }

    /** @param orders the nearest first */
    private void reach(NavigableSet<Order> orders, long price) {
        for (Order order : orders) {
            boolean there = order.triggerDirection == RISES ? price >= order.triggerPrice : price <= order.triggerPrice;
            if (!there) {
                return;
            }
            reached.add(order);
        }
    }

    /** Moves a trailing stop after the price; whether the price has come back by its distance. */
    private static boolean trails(Order order, long price) {
        // What closes a long sells: it follows the price up and fires on the way down.
        int sign = -order.side().sign();
        if (order.extreme == 0) {
            if (order.triggerPrice != 0 && sign * price < sign * order.triggerPrice) {
                return false;
            }
            order.extreme = price;
        }
        if (sign * price > sign * order.extreme) {
            order.extreme = price;
        }
        return sign * price <= sign * order.extreme - order.trailingStop;
    }
}
