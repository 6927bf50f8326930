package io.jaybit.station.pipeline;

import io.jaybit.book.BookCounters;
import io.jaybit.book.BookText;
import io.jaybit.book.OrderBook;
import io.jaybit.client.Decoders;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rebuilds every order book of a file and says what became of it. Confined to one thread. */
public final class BookCheck {
    /**
     * What was found in one file.
     *
     * @param rows one for each book topic, in the order of their first frames
     */
    public record Result(List<Row> rows, FileFeed.Report report) {
        public Result {
            rows = List.copyOf(rows);
        }
    }

    private BookCheck() {}

    /**
     * Checks one file.
     *
     * @throws IOException if it cannot be read
     */
    public static Result check(Path file, Channel channel) throws IOException {
        Books books = new Books();
        FileFeed feed = new FileFeed(List.of(new FileFeed.Source(file, channel)), Decoders::decoder);
        FileFeed.Report report = feed.play(books, () -> false);
        List<Row> rows = new ArrayList<>();
        books.byTopic.values().forEach(book -> rows.add(row(file, book)));
        return new Result(rows, report);
    }

    private static Row row(Path file, OrderBook book) {
        BookCounters counters = book.counters();
        String digest = BookText.sha256(book);
        String updateId = book.hasUpdateId() ? Long.toString(book.updateId()) : "-";
        String text = file + "  " + book.topic().name() + "  " + BookWatcher.statusText(book)
                + (book.sequenceUnverified() ? ", sequence unverified" : "") + "  frames " + counters.frames()
                + " (snapshots " + counters.snapshots() + ", deltas " + counters.deltas() + ")  gaps " + counters.gaps()
                + "  repeats " + counters.repeats() + "  ignored " + counters.ignored() + "  u " + updateId
                + "  levels "
                + book.bidCount() + " x " + book.askCount() + "  sha256 " + digest;
        Row.Builder row = Row.part()
                .text("file", file.toString())
                .text("topic", book.topic().name())
                .number("frames", counters.frames())
                .number("snapshots", counters.snapshots())
                .number("deltas", counters.deltas())
                .number("gaps", counters.gaps())
                .number("repeats", counters.repeats())
                .number("ignored", counters.ignored())
                .text("status", book.status().name());
        if (book.hasUpdateId()) {
            row.number("u", book.updateId());
        } else {
            row.text("u", null);
        }
        return row.number("bids", book.bidCount())
                .number("asks", book.askCount())
                .text("sha256", digest)
                .build(text);
    }

    /** Holds on to the books, passes by everything else. */
    private static final class Books implements LineListener {
        private final Map<Topic, OrderBook> byTopic = new LinkedHashMap<>();

        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
            if (book.topic().kind() == TopicKind.ORDER_BOOK) {
                byTopic.put(book.topic(), book);
            }
        }

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {
            // not a book
        }

        @Override
        public void onTrade(Trade trade) {
            // not a book
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            // not a book
        }

        @Override
        public void onKline(Kline kline) {
            // not a book
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            // not a book
        }

        @Override
        public void onInsurancePool(InsurancePool pool) {
            // not a book
        }

        @Override
        public void onAdlAlert(AdlAlert alert) {
            // not a book
        }

        @Override
        public void onSystemStatus(SystemStatus status) {
            // not a book
        }

        @Override
        public void onNotice(Notice notice) {
            // the counters of each book tell the same
        }

        @Override
        public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
            // a file has no REST snapshot
        }
    }
}
