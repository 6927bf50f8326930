package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookStatus;
import io.jaybit.book.OrderBook;
import io.jaybit.book.RpiBook;
import io.jaybit.book.TopOfBook;
import io.jaybit.feed.MarketLine;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An order book to read at any time, each answer with its status, kept until it is closed. Safe for any thread. */
public final class LiveBook implements Registration {
    private final Topic topic;
    /** At first one that nobody feeds. */
    private volatile OrderBook book;

    private volatile @Nullable RpiBook rpiViews;
    private volatile @Nullable Subscription subscription;
    private final CompletableFuture<LiveBook> live = new CompletableFuture<>();

    LiveBook(Topic topic) {
        this.topic = topic;
        this.book = new OrderBook(
                topic, new Symbol(Objects.requireNonNull(topic.channel().category()), topic.target()));
    }

    void subscribed(Subscription wish) {
        subscription = wish;
    }

    void fedBy(MarketLine line) {
        if (topic.kind() == TopicKind.RPI_ORDER_BOOK) {
            rpiViews = line.rpiBook(topic);
        }
        book = line.book(topic);
        if (book.status() == BookStatus.LIVE) {
            becameLive();
        }
    }

    /** The views of an RPI book once it is fed; null before, and for any other book. */
    @Nullable
    RpiBook rpiViews() {
        return rpiViews;
    }

    OrderBook fed() {
        return book;
    }

    public Topic topic() {
        return topic;
    }

    /**
     * Reads the best levels without a lock and without allocating.
     *
     * @param into filled in any case; make one per thread
     * @return whether the book is {@link BookStatus#LIVE}
     */
    public boolean top(TopOfBook into) {
        return book.top(into);
    }

    /** The whole book of one moment, to keep; live or not. */
    public BookCopy copy() {
        return book.copy();
    }

    /**
     * Waits for the first snapshot, so that there is a book to read.
     *
     * @throws SubscriptionException if the venue refused the topic, or the time was up; the book is then still wanted
     * @throws IllegalStateException if called from one of the client's own threads, which would wait for itself
     */
    public LiveBook awaitLive(Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        wish().awaitLive(timeout);
        try {
            return live.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SubscriptionException(topic, "no snapshot within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new SubscriptionException(
                    topic,
                    e.getCause() instanceof SubscriptionException refused
                            ? refused.reason()
                            : String.valueOf(e.getCause()));
        }
    }

    void becameLive() {
        live.complete(this);
    }

    void failed(SubscriptionException failure) {
        live.completeExceptionally(failure);
    }

    private Subscription wish() {
        return Objects.requireNonNull(subscription);
    }

    /** Idempotent. Who still reads finds the book stale. */
    @Override
    public void close() {
        wish().close();
    }
}
