package io.jaybit.station.pipeline;

import io.jaybit.book.BookCopy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Books as ladders, asks above bids, to be painted; every state also goes out as a row. Prices of a book that is not live are not shown. */
public final class LadderWatcher implements Watcher {
    private final TextStyle style;
    private final BookWatcher rows;
    private final Map<String, BookCopy> latest = new TreeMap<>();

    public LadderWatcher(TextStyle style, RowSink sink) {
        this.style = style;
        this.rows = new BookWatcher(style, sink);
    }

    @Override
    public void onBook(BookCopy book) {
        latest.put(book.topic().name(), book);
        rows.onBook(book);
    }

    /**
     * The ladders below each other.
     *
     * @param height lines to fill, shared by the books
     */
    public List<String> screen(int height) {
        List<String> lines = new ArrayList<>();
        int each = latest.isEmpty() ? 0 : Math.max(5, height / latest.size());
        latest.values().forEach(book -> lines.addAll(ladder(book, Math.max(1, (each - 3) / 2))));
        return lines;
    }

    private List<String> ladder(BookCopy book, int levels) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(book.topic().name()) + "  "
                + (book.isLive()
                        ? style.green(BookWatcher.statusText(book))
                        : style.yellow(BookWatcher.statusText(book)))
                + (book.sequenceUnverified() ? "  sequence unverified" : "") + "  "
                + style.time(book.exchangeEpochMillis()) + "  u "
                + (book.hasUpdateId() ? book.updateId() : "-"));
        if (!book.isLive()) {
            lines.add(style.yellow("no prices until the next snapshot"));
            return lines;
        }
        for (int i = Math.min(levels, book.askCount()) - 1; i >= 0; i--) {
            lines.add(style.red("  ask " + TextStyle.right(book.askPrice(i).toString(), 15)
                    + TextStyle.right(book.askSize(i).toString(), 15)));
        }
        BigDecimal spread = book.spread();
        lines.add(style.faint("      spread " + (spread == null ? "-" : spread.toPlainString())));
        for (int i = 0; i < Math.min(levels, book.bidCount()); i++) {
            lines.add(style.green("  bid " + TextStyle.right(book.bidPrice(i).toString(), 15)
                    + TextStyle.right(book.bidSize(i).toString(), 15)));
        }
        return lines;
    }

    @Override
    public long seen() {
        return rows.seen();
    }
}
