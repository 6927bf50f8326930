package io.jaybit.simulator.exchange;

import org.jspecify.annotations.Nullable;

/** The orders of one side at one price, oldest first. Confined to the exchange's thread. */
final class Level {
    final long price;
    long size;

    @Nullable
    Order first;

    @Nullable
    Order last;

    Level(long price) {
        this.price = price;
    }

    void append(Order order) {
        order.level = this;
        order.ahead = last;
        order.behind = null;
        if (last == null) {
            first = order;
        } else {
            last.behind = order;
        }
        last = order;
        size += order.leaves;
    }

    void remove(Order order) {
        if (order.ahead == null) {
            first = order.behind;
        } else {
            order.ahead.behind = order.behind;
        }
        if (order.behind == null) {
            last = order.ahead;
        } else {
            order.behind.ahead = order.ahead;
        }
        size -= order.leaves;
        order.level = null;
        order.ahead = null;
        order.behind = null;
    }

    boolean isEmpty() {
        return first == null;
    }
}
