package io.jaybit.feed;

import io.jaybit.book.BookStatus;
import io.jaybit.book.FullBook;
import io.jaybit.book.OrderBook;
import io.jaybit.book.RpiBook;
import io.jaybit.book.StaleReason;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The straight line behind a decoder: keeps the book and the merged ticker of every topic and passes everything on. The same for a
 * live connection, a recording and a file.
 *
 * <p>Confined to the thread that decodes, except {@link #book}, {@link #rpiBook} and {@link #fullBook}. Allocates nothing per book frame. Heals nothing: it says what is sick.
 */
public final class MarketLine implements MarketSink {
    /** A topic's book and how its frames get into it. */
    private final class Shelf {
        final OrderBook book;
        final @Nullable RpiBook rpi;
        final @Nullable FullBook full;
        private BookStatus reported = BookStatus.AWAITING_SNAPSHOT;
        private @Nullable StaleReason reportedReason;
        private long expected;
        private long lastGoodEpochNanos;

        Shelf(Topic topic, Symbol symbol) {
            rpi = topic.kind() == TopicKind.RPI_ORDER_BOOK ? new RpiBook(topic, symbol) : null;
            full = topic.kind() == TopicKind.FULL_ORDER_BOOK ? new FullBook(topic, symbol, this::report) : null;
            book = rpi != null ? rpi.total() : full != null ? full.book() : new OrderBook(topic, symbol);
            if (inAuction.contains(symbol)) {
                book.setMayCross(true);
            }
        }

        boolean isOf(Symbol symbol) {
            return book.symbol().equals(symbol);
        }

        void apply(BookUpdate update) {
            expected = book.hasUpdateId() ? book.updateId() + 1 : 0;
            lastGoodEpochNanos = book.receivedEpochNanos();
            if (full != null) {
                full.apply(update);
                fetch(full, update.receivedEpochNanos());
            } else {
                report(update, rpi == null ? book.apply(update) : rpi.apply(update));
            }
        }

        void fetch(FullBook full, long nowEpochNanos) {
            if (full.shouldFetch(nowEpochNanos)) {
                listener.onFullSnapshotWanted(book.topic(), nowEpochNanos);
            }
        }

        void invalidate(StaleReason reason) {
            if (full != null) {
                full.invalidate(reason);
            } else if (rpi != null) {
                rpi.invalidate(reason);
            } else {
                book.invalidate(reason);
            }
        }

        void writeTo(StateWriter to) {
            to.writeText(reported.name())
                    .writeOptionalText(reportedReason == null ? null : reportedReason.name())
                    .writeLong(expected)
                    .writeLong(lastGoodEpochNanos);
            if (full != null) {
                full.writeTo(to);
            } else if (rpi != null) {
                rpi.writeTo(to);
            } else {
                book.writeTo(to);
            }
        }

        void restore(StateReader from) {
            reported = BookStatus.valueOf(from.readText());
            String reason = from.readOptionalText();
            reportedReason = reason == null ? null : StaleReason.valueOf(reason);
            expected = from.readLong();
            lastGoodEpochNanos = from.readLong();
            if (full != null) {
                full.restore(from);
            } else if (rpi != null) {
                rpi.restore(from);
            } else {
                book.restore(from);
            }
        }

        private void report(BookUpdate update, OrderBook.Outcome outcome) {
            long now = update.receivedEpochNanos();
            if (outcome == OrderBook.Outcome.GAP || outcome == OrderBook.Outcome.SEQUENCE_UNVERIFIED) {
                listener.onNotice(new Notice.Gap(book.topic(), expected, update.updateId(), lastGoodEpochNanos, now));
                if (outcome == OrderBook.Outcome.SEQUENCE_UNVERIFIED) {
                    listener.onNotice(new Notice.SequenceUnverified(book.topic(), now));
                }
            }
            reportStatus(now);
            listener.onBook(book, update, outcome);
        }

        private void reportStatus(long now) {
            BookStatus status = book.status();
            StaleReason reason = book.staleReason();
            if (status != reported || reason != reportedReason) {
                BookStatus previous = reported;
                reported = status;
                reportedReason = reason;
                listener.onNotice(new Notice.BookStatusChanged(book.topic(), previous, status, reason, now));
            }
        }
    }

    private final LineListener listener;
    private final Map<Topic, Shelf> shelves = new ConcurrentHashMap<>();
    private final Map<Topic, Ticker> tickers = new HashMap<>();
    private final Set<Symbol> inAuction = ConcurrentHashMap.newKeySet();
    private long tickerDeltasDropped;

    public MarketLine(LineListener listener) {
        this.listener = listener;
    }

    /**
     * The book of a topic, made if there is none yet. For any thread.
     *
     * @throws IllegalArgumentException if {@code topic} is not one of books
     */
    public OrderBook book(Topic topic) {
        return shelf(topic).book;
    }

    /**
     * The three views of an {@code orderbook.rpi} topic. For any thread.
     *
     * @throws IllegalArgumentException if {@code topic} is not one of those
     */
    public RpiBook rpiBook(Topic topic) {
        RpiBook rpi = shelf(topic).rpi;
        if (rpi == null) {
            throw new IllegalArgumentException(topic + " is not an RPI book");
        }
        return rpi;
    }

    /**
     * How complete the book of an {@code orderbook.full} topic is. Only {@link FullBook#completeTo} is for any thread.
     *
     * @throws IllegalArgumentException if {@code topic} is not one of those
     */
    public FullBook fullBook(Topic topic) {
        FullBook full = shelf(topic).full;
        if (full == null) {
            throw new IllegalArgumentException(topic + " is not a full book");
        }
        return full;
    }

    private Shelf shelf(Topic topic) {
        Shelf known = shelves.get(topic);
        if (known != null) {
            return known;
        }
        if (!topic.kind().isBook() || topic.channel().category() == null) {
            throw new IllegalArgumentException(topic + " is not the topic of a book");
        }
        Symbol symbol = new Symbol(topic.channel().category(), topic.target());
        return shelves.computeIfAbsent(topic, absent -> new Shelf(absent, symbol));
    }

    /** The ticker of a topic as merged so far; null before its first snapshot. */
    public @Nullable Ticker ticker(Topic topic) {
        return tickers.get(topic);
    }

    /** How many ticker deltas came before a snapshot they could be merged into. */
    public long tickerDeltasDropped() {
        return tickerDeltasDropped;
    }

    /**
     * What a topic has shown is not to be believed until its next snapshot: its connection is gone, it is silent, it was closed.
     *
     * @param nowEpochNanos wall clock, for the notice
     */
    public void invalidate(Topic topic, StaleReason reason, long nowEpochNanos) {
        tickers.remove(topic);
        Shelf shelf = shelves.get(topic);
        if (shelf != null) {
            shelf.invalidate(reason);
            shelf.reportStatus(nowEpochNanos);
        }
    }

    /** Lets go of a topic's book and ticker, without a notice. Who still holds the book sees it {@link StaleReason#CLOSED}. */
    public void forget(Topic topic) {
        tickers.remove(topic);
        Shelf shelf = shelves.remove(topic);
        if (shelf != null) {
            shelf.invalidate(StaleReason.CLOSED);
        }
    }

    /**
     * Takes the REST snapshot of a full book.
     *
     * @param snapshot with the stream's topic ({@code orderbook.full.…}), its {@code u} and {@code seq}, and calling itself a snapshot
     */
    public void onFullSnapshot(BookUpdate snapshot) {
        Shelf shelf = shelves.get(snapshot.topic());
        if (shelf != null && shelf.full != null) {
            shelf.full.onSnapshot(snapshot);
        }
    }

    /** The REST snapshot of a full book could not be fetched; it will be wanted again. */
    public void onFullSnapshotFailed(Topic topic) {
        Shelf shelf = shelves.get(topic);
        if (shelf != null && shelf.full != null) {
            shelf.full.onFetchFailed();
        }
    }

    /** Asks for the REST snapshots that are due, also where no frame comes. Call it about once a second. */
    public void doWork(long nowEpochNanos) {
        for (Shelf shelf : shelves.values()) {
            if (shelf.full != null) {
                shelf.fetch(shelf.full, nowEpochNanos);
            }
        }
    }

    @Override
    public void onBook(BookUpdate update) {
        shelfOf(update).apply(update);
    }

    private Shelf shelfOf(BookUpdate update) {
        Shelf known = shelves.get(update.topic());
        if (known != null) {
            return known;
        }
        Shelf made = new Shelf(update.topic(), update.symbol());
        Shelf other = shelves.putIfAbsent(update.topic(), made);
        return other == null ? made : other;
    }

    @Override
    public void onTicker(TickerUpdate update) {
        Ticker merged = update.mergeInto(tickers.get(update.topic()));
        if (merged == null) {
            tickerDeltasDropped++;
        } else {
            tickers.put(merged.topic(), merged);
            String phase = update.text(TickerField.CUR_PRE_LISTING_PHASE);
            if (phase != null) {
                enterPhase(merged.symbol(), phase);
            }
            listener.onTicker(merged, update);
        }
    }

    /** Writes every book and ticker as it is, so that another line can go on from there. */
    public void writeTo(StateWriter to) {
        to.writeText("line").writeInt(1).writeLong(tickerDeltasDropped);
        to.writeInt(inAuction.size());
        inAuction.forEach(to::writeSymbol);
        to.writeInt(shelves.size());
        shelves.forEach((topic, shelf) -> {
            to.writeTopic(topic).writeSymbol(shelf.book.symbol());
            shelf.writeTo(to);
        });
        to.writeInt(tickers.size());
        tickers.values().forEach(ticker -> TickerCodec.write(ticker, to));
    }

    /**
     * Becomes what another line was; for one that has taken nothing yet. Says nothing to its listener.
     *
     * @throws IllegalArgumentException if {@code from} holds something else
     */
    public void restore(StateReader from) {
        from.expect("line", 1);
        tickerDeltasDropped = from.readLong();
        for (int i = from.readInt(); i > 0; i--) {
            inAuction.add(from.readSymbol());
        }
        for (int i = from.readInt(); i > 0; i--) {
            Topic topic = from.readTopic();
            Shelf shelf = new Shelf(topic, from.readSymbol());
            shelf.restore(from);
            shelves.put(topic, shelf);
        }
        for (int i = from.readInt(); i > 0; i--) {
            Ticker ticker = TickerCodec.read(from);
            tickers.put(ticker.topic(), ticker);
        }
    }

    /** Before continuous trading begins, orders wait for an auction and the book may be crossed. */
    private void enterPhase(Symbol symbol, String phase) {
        boolean auction = !phase.isEmpty() && !phase.equals("ContinuousTrading") && !phase.equals("Finished");
        if (auction ? inAuction.add(symbol) : inAuction.remove(symbol)) {
            for (Shelf shelf : shelves.values()) {
                if (shelf.rpi == null && shelf.isOf(symbol)) {
                    shelf.book.setMayCross(auction);
                }
            }
        }
    }

    @Override
    public void onTrade(Trade trade) {
        listener.onTrade(trade);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        listener.onLiquidation(liquidation);
    }

    @Override
    public void onKline(Kline kline) {
        listener.onKline(kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        listener.onPriceLimit(limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        listener.onInsurancePool(pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        listener.onAdlAlert(alert);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        listener.onSystemStatus(status);
    }
}
