package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.feed.Notice;

/**
 * Gets what the topics of a subscription bring, on the client's delivery thread: one call at a time, for the whole client.
 * Everything handed over is immutable and may be kept.
 *
 * <p>A slow listener loses nothing of books and tickers but what is out of date: each call brings the newest of its topic. All
 * else comes in order; when the queue is full the newest event is dropped and {@link Notice.Dropped} stands in its place. A
 * listener that throws is reported as {@link Notice.CallbackFailed}, and the stream goes on.
 */
public interface MarketListener extends EventReceiver {
    /** @param book may be stale: ask {@link BookCopy#status}; then again, soon after, live */
    default void onBook(BookCopy book) {}
}
