package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookStatus;
import io.jaybit.book.OrderBook;
import io.jaybit.book.TopOfBook;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An order book to read at any time, each answer with its status, kept until it is closed. Safe for any thread. */
public final class LiveBook implements Registration {
    private final Topic topic;
    /** At first one that nobody feeds. */
    private volatile OrderBook book;

    private volatile @Nullable Subscription subscription;

    LiveBook(Topic topic) {
        this.topic = topic;
        this.book = new OrderBook(
                topic, new Symbol(Objects.requireNonNull(topic.channel().category()), topic.target()));
    }

    void subscribed(Subscription wish) {
        subscription = wish;
    }

    void fedBy(OrderBook kept) {
        book = kept;
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

    /** As {@link Subscription#live}: the venue has accepted the topic. The first snapshot may still be on its way. */
    public CompletionStage<Subscription> live() {
        return wish().live();
    }

    /** As {@link Subscription#awaitLive}. */
    public LiveBook awaitLive(Duration timeout) throws InterruptedException {
        wish().awaitLive(timeout);
        return this;
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
