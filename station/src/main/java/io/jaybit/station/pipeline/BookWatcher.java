package io.jaybit.station.pipeline;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookView;
import io.jaybit.market.Decimal;
import io.jaybit.market.TopicKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for every state of a book: best bid and ask, their sizes, the spread; or that the book is not to be believed. */
public final class BookWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private long seen;

    public BookWatcher(TextStyle style, RowSink sink) {
        this.style = style;
        this.sink = sink;
    }

    /**
     * What it needs.
     *
     * @param depth empty takes any that a file has
     */
    public static List<Wish> wishes(String depth) {
        return List.of(new Wish(TopicKind.ORDER_BOOK, depth));
    }

    @Override
    public void onBook(BookCopy book) {
        seen++;
        sink.row(EventRows.book(book).build(text(book, style)));
    }

    static String text(BookView book, TextStyle style) {
        String head = style.head(book.exchangeEpochMillis(), book.symbol().name(), 12);
        if (!book.isLive()) {
            return head + style.yellow(statusText(book) + ": no prices until the next snapshot");
        }
        Decimal bid = book.bidCount() > 0 ? book.bidPrice(0) : null;
        Decimal ask = book.askCount() > 0 ? book.askPrice(0) : null;
        BigDecimal spread = book.spread();
        return head + "bid " + style.green(level(bid, bid == null ? null : book.bidSize(0))) + "  ask "
                + style.red(level(ask, ask == null ? null : book.askSize(0))) + "  spread "
                + (spread == null ? "-" : spread.toPlainString())
                + (book.sequenceUnverified() ? "  sequence unverified" : "");
    }

    /** {@code STALE (GAP)}. */
    static String statusText(BookView book) {
        String reason = book.staleReason() == null ? "" : " (" + book.staleReason() + ")";
        return book.status() + reason;
    }

    private static String level(@Nullable Decimal price, @Nullable Decimal size) {
        return price == null ? TextStyle.left("nobody", 24) : TextStyle.left(price + " x " + size, 24);
    }

    @Override
    public long seen() {
        return seen;
    }
}
