package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Topic;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every frame of a book. Once the queue is full this lane is blocked: frames are counted and left out until the listener has come
 * as far as the place where they are missing. Then the I/O thread is asked for a copy of the book, which opens the lane again: so
 * the copy stands exactly between the frames left out and those that follow.
 */
final class DeltaLane extends Lane {
    private final Topic topic;
    private final DeltaListener listener;
    private final EventLane.DropReport report;
    /** Runs a task on the thread that feeds this lane. */
    private final Consumer<Runnable> ioThread;
    // All of the I/O thread.
    private @Nullable OrderBook book;
    private boolean blocked;
    private long missing;
    private long fromEpochMillis;
    private long toEpochMillis;

    DeltaLane(
            TopicSubscription subscription,
            DeliveryQueue queue,
            Topic topic,
            DeltaListener listener,
            EventLane.DropReport report,
            Consumer<Runnable> ioThread) {
        super(subscription, queue);
        this.topic = topic;
        this.listener = listener;
        this.report = report;
        this.ioThread = ioThread;
    }

    @Override
    void onBook(OrderBook changed, BookUpdate update, OrderBook.Outcome outcome) {
        book = changed;
        if (!blocked && queue.offer(new Delta(update.copy(), outcome))) {
            return;
        }
        countDrop();
        if (missing++ == 0) {
            fromEpochMillis = update.exchangeEpochMillis();
        }
        toEpochMillis = update.exchangeEpochMillis();
        if (!blocked) {
            blocked = true;
            queue.offer(new Hole());
        }
    }

    @Override
    void showBook(OrderBook shown) {
        book = shown;
        if (!blocked) {
            queue.offer(new Fresh(shown.copy(), 0, 0, 0));
        }
    }

    /** On the I/O thread: everything left out so far is in the copy, everything to come belongs after it. */
    private void open() {
        OrderBook kept = book;
        if (!blocked || kept == null) {
            return;
        }
        blocked = false;
        queue.offer(new Fresh(kept.copy(), missing, fromEpochMillis, toEpochMillis));
        missing = 0;
    }

    private abstract class Own extends DeliveryQueue.Parcel {
        private Own(Kind kind) {
            super(kind);
        }

        @Override
        TopicSubscription subscription() {
            return subscription;
        }
    }

    private final class Delta extends Own {
        private final BookUpdate update;
        private final OrderBook.Outcome outcome;

        private Delta(BookUpdate update, OrderBook.Outcome outcome) {
            super(Kind.EVENT);
            this.update = update;
            this.outcome = outcome;
        }

        @Override
        void deliver() {
            if (subscription.isOpen()) {
                listener.onDelta(update, outcome);
            }
        }
    }

    /** The place where frames are missing. */
    private final class Hole extends Own {
        private Hole() {
            super(Kind.BOUNDED_BY_SENDER);
        }

        @Override
        void deliver() {
            ioThread.accept(DeltaLane.this::open);
        }
    }

    private final class Fresh extends Own {
        private final BookCopy copy;
        private final long left;
        private final long from;
        private final long to;

        private Fresh(BookCopy copy, long left, long from, long to) {
            super(Kind.BOUNDED_BY_SENDER);
            this.copy = copy;
            this.left = left;
            this.from = from;
            this.to = to;
        }

        @Override
        void deliver() {
            if (!subscription.isOpen()) {
                return;
            }
            if (left > 0) {
                Notice.Dropped dropped = report.dropped(topic, left, from, to);
                listener.onDropped(dropped);
            }
            listener.onBook(copy);
        }
    }
}
