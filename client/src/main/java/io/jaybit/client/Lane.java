package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.book.OrderBook;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of one topic to one subscription on the delivery thread. It is fed on the I/O thread, which never waits here; what it
 * puts into the queue is delivered on the other.
 */
abstract class Lane {
    final TopicSubscription subscription;
    final DeliveryQueue queue;
    /** Written by the I/O thread alone. */
    private final AtomicLong merges = new AtomicLong();

    private final AtomicLong dropped = new AtomicLong();

    Lane(TopicSubscription subscription, DeliveryQueue queue) {
        this.subscription = subscription;
        this.queue = queue;
    }

    /** A frame was applied to the book. */
    void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {}

    /** The book is to be shown as it is: to who comes later, or because its status changed without a frame. */
    void showBook(OrderBook book) {}

    void onTicker(Ticker ticker) {}

    void onEvent(MarketEvent event) {}

    void onAccount(AccountEvent event) {}

    /** Updates that a newer one overtook. */
    final long merges() {
        return merges.get();
    }

    final long dropped() {
        return dropped.get();
    }

    final void countMerge() {
        merges.lazySet(merges.get() + 1);
    }

    final void countDrop() {
        dropped.lazySet(dropped.get() + 1);
    }
}
