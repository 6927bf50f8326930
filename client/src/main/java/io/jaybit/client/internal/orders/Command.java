package io.jaybit.client.internal.orders;

import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;

/** Something the venue is to do to one order. */
public sealed interface Command {
    /** The order that is meant. */
    OrderRef order();

    Op op();

    /** What is done, by the word that both ways use. */
    enum Op {
        CREATE("create"),
        AMEND("amend"),
        CANCEL("cancel");

        private final String word;

        Op(String word) {
            this.word = word;
        }

        /** {@code create} or {@code create-batch}. */
        String word(boolean batch) {
            return batch ? word + "-batch" : word;
        }
    }

    /** @param newOrder with an id of ours */
    record Place(NewOrder newOrder) implements Command {
        public Place {
            if (newOrder.orderLinkId().isEmpty()) {
                throw new IllegalArgumentException("an order without an id of ours could never be found again");
            }
        }

        @Override
        public OrderRef order() {
            return OrderRef.byLinkId(newOrder.symbol(), newOrder.orderLinkId());
        }

        @Override
        public Op op() {
            return Op.CREATE;
        }
    }

    record Amend(Amendment amendment) implements Command {
        @Override
        public OrderRef order() {
            return amendment.order();
        }

        @Override
        public Op op() {
            return Op.AMEND;
        }
    }

    /** @param orderFilter spot: the kind of order, where it is no plain one; empty elsewhere */
    record Cancel(OrderRef order, String orderFilter) implements Command {
        @Override
        public Op op() {
            return Op.CANCEL;
        }
    }
}
