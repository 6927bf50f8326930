package io.jaybit.client;

import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Topic;

/**
 * Gets what the topics of a subscription bring at once, on the thread that reads the socket, without a queue and without a copy.
 * For those who want the last microsecond and promise to be quick: while a call lasts, no socket of the client is read.
 *
 * <p>Calls of one topic, and of one connection, come one at a time. A {@link BookView}, {@link BookUpdate} and {@link Frame} are
 * valid during the call only; events may be kept. A listener that throws is reported as {@link Notice.CallbackFailed}; neither the
 * stream nor other listeners notice.
 */
public interface InlineListener extends EventReceiver {
    /**
     * A frame of an order book, after it was applied.
     *
     * @param outcome what it did to the book; the book may be stale after it
     */
    default void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {}

    /** Once for each data frame of the topics, after its events; also for topics that are not decoded. */
    default void onFrame(Frame frame, Topic topic) {}
}
