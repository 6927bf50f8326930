package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.market.BookUpdate;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The newest state of a book. While one delivery waits, further frames only make what it will bring newer: the copy is taken on
 * the delivery thread when its turn has come.
 */
final class BookLane extends Lane {
    private final MarketListener listener;
    /** The book to be shown; null while nothing waits. */
    private final AtomicReference<OrderBook> waiting = new AtomicReference<>();

    private final Newest newest = new Newest();

    BookLane(TopicSubscription subscription, DeliveryQueue queue, MarketListener listener) {
        super(subscription, queue);
        this.listener = listener;
    }

    @Override
    void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        if (outcome == OrderBook.Outcome.IGNORED || outcome == OrderBook.Outcome.REPEAT) {
            return;
        }
        if (!offer(book)) {
            countMerge();
        }
    }

    @Override
    void showBook(OrderBook book) {
        offer(book);
    }

    private boolean offer(OrderBook book) {
        if (waiting.getAndSet(book) != null) {
            return false;
        }
        queue.offer(newest);
        return true;
    }

    private final class Newest extends DeliveryQueue.Parcel {
        private Newest() {
            super(Kind.BOUNDED_BY_SENDER);
        }

        @Override
        void deliver() {
            OrderBook book = waiting.getAndSet(null);
            if (book != null && subscription.isOpen()) {
                BookCopy copy = book.copy();
                // The user's own close is no news to him.
                if (copy.staleReason() != StaleReason.CLOSED) {
                    listener.onBook(copy);
                }
            }
        }

        @Override
        TopicSubscription subscription() {
            return subscription;
        }
    }
}
