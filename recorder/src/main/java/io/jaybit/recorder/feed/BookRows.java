package io.jaybit.recorder.feed;

import io.jaybit.book.BookSide;
import io.jaybit.book.BookStatus;
import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.recorder.database.BookLevel;
import io.jaybit.recorder.database.BookState;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of books: the best of each side whenever it changes, whole books from time to time, changes to levels on request. Confined to one
 * thread.
 *
 * <p>The venue's {@code u} begins anew when a service restarts. What belongs together is told apart by the venue time of the snapshot with which
 * it began to grow: the feed's epoch.
 */
final class BookRows {
    /** What was last written of a topic. */
    private static final class Line {
        private long epoch;
        private long lastUpdateId;
        private @Nullable BookState written;
        private long wholeWrittenMillis = Long.MIN_VALUE;
    }

    private final RowTarget rows;
    private final long wholeEveryMillis;
    private final boolean deltas;
    private final Map<Topic, Line> lines = new HashMap<>();

    BookRows(RowTarget rows, FeedPlan plan) {
        this.rows = rows;
        this.wholeEveryMillis = plan.wholeBooks().toMillis();
        this.deltas = plan.deltas();
    }

    void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        Line line = lines.computeIfAbsent(book.topic(), absent -> new Line());
        if (outcome.isApplied()) {
            if (line.epoch == 0 || update.updateId() < line.lastUpdateId) {
                line.epoch = update.exchangeEpochMillis();
                line.wholeWrittenMillis = Long.MIN_VALUE;
            }
            line.lastUpdateId = update.updateId();
            if (deltas) {
                changes(book, line, update);
            }
        }
        top(book, line, update.exchangeEpochMillis(), update.receivedEpochNanos());
        if (outcome.isApplied() && wholeEveryMillis > 0 && book.status() == BookStatus.LIVE) {
            long now = update.exchangeEpochMillis();
            if (now - wholeEveryMillis >= line.wholeWrittenMillis) {
                line.wholeWrittenMillis = now;
                whole(book, line);
            }
        }
    }

    /** A book that is not live any more says so in a row of its own. */
    void onStatus(OrderBook book, long epochNanos) {
        Line line = lines.get(book.topic());
        if (line != null && book.status() != BookStatus.LIVE) {
            top(book, line, epochNanos / 1_000_000, epochNanos);
        }
    }

    void writeTo(StateWriter to) {
        to.writeInt(lines.size());
        lines.forEach((topic, line) -> {
            to.writeTopic(topic).writeLong(line.epoch).writeLong(line.lastUpdateId);
            to.writeLong(line.wholeWrittenMillis);
            BookState state = line.written;
            to.writeBoolean(state != null);
            if (state != null) {
                write(state, to);
            }
        });
    }

    void restore(StateReader from) {
        for (int i = from.readInt(); i > 0; i--) {
            Line line = new Line();
            Topic topic = from.readTopic();
            line.epoch = from.readLong();
            line.lastUpdateId = from.readLong();
            line.wholeWrittenMillis = from.readLong();
            line.written = from.readBoolean() ? read(topic, from) : null;
            lines.put(topic, line);
        }
    }

    private static void write(BookState state, StateWriter to) {
        StaleReason reason = state.reason();
        to.writeSymbol(state.symbol()).writeLong(state.feedEpoch()).writeLong(state.updateId());
        to.writeText(state.status().name()).writeOptionalText(reason == null ? null : reason.name());
        write(state.bidPrice(), to);
        write(state.bidSize(), to);
        write(state.askPrice(), to);
        write(state.askSize(), to);
        to.writeLong(state.exchangeEpochMillis()).writeLong(state.receivedEpochNanos());
    }

    private static void write(@Nullable Decimal number, StateWriter to) {
        to.writeBoolean(number != null);
        if (number != null) {
            to.writeDecimal(number);
        }
    }

    private static BookState read(Topic topic, StateReader from) {
        Symbol symbol = from.readSymbol();
        long epoch = from.readLong();
        long updateId = from.readLong();
        BookStatus status = BookStatus.valueOf(from.readText());
        String reason = from.readOptionalText();
        Decimal bidPrice = number(from);
        Decimal bidSize = number(from);
        Decimal askPrice = number(from);
        Decimal askSize = number(from);
        long exchangeEpochMillis = from.readLong();
        return new BookState(
                topic,
                symbol,
                epoch,
                updateId,
                status,
                reason == null ? null : StaleReason.valueOf(reason),
                bidPrice,
                bidSize,
                askPrice,
                askSize,
                exchangeEpochMillis,
                from.readLong());
    }

    private static @Nullable Decimal number(StateReader from) {
        return from.readBoolean() ? from.readDecimal() : null;
    }

    private void top(OrderBook book, Line line, long exchangeEpochMillis, long receivedEpochNanos) {
        boolean live = book.status() == BookStatus.LIVE;
        boolean bids = live && book.levels(BookSide.BID) > 0;
        boolean asks = live && book.levels(BookSide.ASK) > 0;
        BookState before = line.written;
        if (before != null
                && before.status() == book.status()
                && before.reason() == book.staleReason()
                && same(book, BookSide.BID, bids, before.bidPrice(), before.bidSize())
                && same(book, BookSide.ASK, asks, before.askPrice(), before.askSize())) {
            return;
        }
        BookState state = new BookState(
                book.topic(),
                book.symbol(),
                line.epoch,
                line.lastUpdateId,
                book.status(),
                book.staleReason(),
                bids ? price(book, BookSide.BID, 0) : null,
                bids ? size(book, BookSide.BID, 0) : null,
                asks ? price(book, BookSide.ASK, 0) : null,
                asks ? size(book, BookSide.ASK, 0) : null,
                exchangeEpochMillis,
                receivedEpochNanos);
        line.written = state;
        rows.append(MarketTables.BOOK, state);
    }

    /** Without making anything. */
    private static boolean same(
            OrderBook book, BookSide side, boolean there, @Nullable Decimal price, @Nullable Decimal size) {
        if (!there || price == null || size == null) {
            return !there && price == null;
        }
        return price.scale() == book.priceScale()
                && price.mantissa() == book.priceMantissa(side, 0)
                && size.scale() == book.sizeScale(side, 0)
                && size.mantissa() == book.sizeMantissa(side, 0);
    }

    private void whole(OrderBook book, Line line) {
        for (BookSide side : BookSide.values()) {
            for (int level = 0; level < book.levels(side); level++) {
                rows.append(
                        MarketTables.BOOK_LEVELS,
                        new BookLevel(
                                book.topic(),
                                book.symbol(),
                                line.epoch,
                                line.lastUpdateId,
                                side,
                                level,
                                price(book, side, level),
                                size(book, side, level),
                                book.exchangeEpochMillis(),
                                book.receivedEpochNanos()));
            }
        }
    }

    private void changes(OrderBook book, Line line, BookUpdate update) {
        for (BookSide side : BookSide.values()) {
            BookUpdate.Levels levels = side == BookSide.BID ? update.bids() : update.asks();
            for (int i = 0; i < levels.count(); i++) {
                rows.append(
                        MarketTables.BOOK_DELTAS,
                        new BookLevel(
                                book.topic(),
                                book.symbol(),
                                line.epoch,
                                update.updateId(),
                                side,
                                i,
                                Decimal.of(levels.price(i), levels.priceScale(i)),
                                Decimal.of(levels.size(i), levels.sizeScale(i)),
                                update.exchangeEpochMillis(),
                                update.receivedEpochNanos()));
            }
        }
    }

    private static Decimal price(BookView book, BookSide side, int level) {
        return Decimal.of(book.priceMantissa(side, level), book.priceScale());
    }

    private static Decimal size(BookView book, BookSide side, int level) {
        return Decimal.of(book.sizeMantissa(side, level), book.sizeScale(side, level));
    }
}
