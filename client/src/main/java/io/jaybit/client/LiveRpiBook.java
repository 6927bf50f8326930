package io.jaybit.client;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.book.RpiBook;
import io.jaybit.book.TopOfBook;
import io.jaybit.market.Topic;
import java.time.Duration;

/**
 * The 50 best levels of a symbol with and without retail price improvement orders, to read at any time. Safe for any thread.
 *
 * <p>RPI orders may stand beyond the other side's best price, so the views that have them may be crossed.
 */
public final class LiveRpiBook implements Registration {
    /** Which orders are counted. */
    public enum View {
        /** All of them. */
        TOTAL,
        /** What an order by API can trade with. */
        ORDINARY,
        /** RPI orders alone. */
        RPI
    }

    private final LiveBook total;

    LiveRpiBook(LiveBook total) {
        this.total = total;
    }

    public Topic topic() {
        return total.topic();
    }

    /**
     * Reads the best levels of a view without a lock and without allocating.
     *
     * @param into filled in any case; make one per thread
     * @return whether the book is live
     */
    public boolean top(View view, TopOfBook into) {
        return book(view).top(into);
    }

    /** The whole of a view at one moment, to keep; live or not. */
    public BookCopy copy(View view) {
        return book(view).copy();
    }

    private OrderBook book(View view) {
        RpiBook views = total.rpiViews();
        if (views == null) {
            return total.fed();
        }
        return switch (view) {
            case TOTAL -> views.total();
            case ORDINARY -> views.ordinary();
            case RPI -> views.rpi();
        };
    }

    /** As {@link LiveBook#awaitLive}. */
    public LiveRpiBook awaitLive(Duration timeout) throws InterruptedException {
        total.awaitLive(timeout);
        return this;
    }

    @Override
    public void close() {
        total.close();
    }
}
