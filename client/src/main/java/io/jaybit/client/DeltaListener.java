package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;

/**
 * Gets every frame of its order books, in order, on the client's delivery thread.
 *
 * <p>When it is too slow for the queue, the frames that do not fit are left out, {@link #onDropped} says how many, and {@link
 * #onBook} brings a copy of our own book, to go on from: frames that follow belong after it. Nothing is asked of the venue.
 */
public interface DeltaListener {
    /**
     * @param update to keep
     * @param outcome what the frame did to the client's own book
     */
    void onDelta(BookUpdate update, OrderBook.Outcome outcome);

    /** Where to go on from: after frames were left out, and first of all when the book was there already. */
    void onBook(BookCopy book);

    /** Frames were left out; {@link #onBook} follows before any other frame of this topic. */
    default void onDropped(Notice.Dropped dropped) {}

    /** Something happened to the topics of this subscription, or to a connection that carries one of them. */
    default void onNotice(Notice notice) {}
}
