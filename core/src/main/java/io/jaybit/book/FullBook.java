package io.jaybit.book;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The book of an {@code orderbook.full} topic: the stream has deltas only, the snapshot comes by REST. Keeps deltas back until a
 * snapshot fits them, and starts over when the sequence breaks or the venue restarts it ({@code u == 1}). Does no input or output:
 * it says {@linkplain #shouldFetch when to fetch} and is {@linkplain #onSnapshot handed} what was fetched.
 *
 * <p>Confined to one thread, the writer of {@link #book}, which any thread may read as {@link OrderBook} says.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/full-orderbook">Full Orderbook</a>. Ids are
 * promised to rise by one, {@code seq} never to fall. {@code u == 1} comes at a restart of the service, a delisting, before a
 * pre-market auction, at its end, and when tick or lot size change; what the REST snapshot then holds tells which. A book the
 * venue does not have ends {@link StaleReason#UNAVAILABLE} and empty, and is asked for again only when something comes.
 */
public final class FullBook {
    /** Hears of every frame and snapshot once the book has dealt with it. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A delta kept back comes twice: {@link Outcome#IGNORED} when it arrives, {@link Outcome#APPLIED} after the snapshot that
         * fits it.
         */
        void onFrame(BookUpdate update, Outcome outcome);
    }

    /** Levels a side of the venue's REST snapshot, at most. */
    public static final int REST_LEVELS = 10_000;

    /** Deltas kept back at most; of more, the oldest go. */
    static final int MAX_BUFFERED = 5_000;

    private final OrderBook book;
    private final Listener listener;
    private final FetchPace pace = new FetchPace();
    private final ArrayDeque<BookUpdate> buffer = new ArrayDeque<>();
    private boolean synced;
    private boolean noBook;
    private long outOfOrder;
    private long resyncs;
    private volatile @Nullable Decimal bidsCompleteTo;
    private volatile @Nullable Decimal asksCompleteTo;

    public FullBook(Topic topic, Symbol symbol, Listener listener) {
        this.book = OrderBook.withPromisedSequence(topic, symbol);
        this.listener = listener;
    }

    /** The book itself; its counters know only what was applied to it. */
    public OrderBook book() {
        return book;
    }

    /**
     * The price as far as which a side is completely known: levels behind it are missing unless a delta has mentioned them, as the
     * snapshot held no more. Null where the snapshot held the whole side, or there is none yet. For any thread.
     */
    public @Nullable Decimal completeTo(BookSide side) {
        return side == BookSide.BID ? bidsCompleteTo : asksCompleteTo;
    }

    /** Deltas dropped because their {@code seq} was below that of the one before. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /** How often synchronisation started over after it had been reached. */
    public long resyncs() {
        return resyncs;
    }

    /** Takes one frame of the stream. */
    public void apply(BookUpdate delta) {
        Outcome outcome = synced ? advance(delta) : keepBack(delta);
        listener.onFrame(delta, outcome);
    }

    private Outcome advance(BookUpdate delta) {
        long u = delta.updateId();
        if (u == 1) {
            startOver(delta);
            return Outcome.RESTARTED;
        }
        if (u <= book.updateId()) {
            return u == book.updateId() ? Outcome.REPEAT : Outcome.IGNORED;
        }
        Outcome outcome = book.apply(delta);
        if (outcome.isSick()) {
            synced = false;
            resyncs++;
            buffer.clear();
            keep(delta);
        }
        return outcome;
    }

    private Outcome keepBack(BookUpdate delta) {
        if (delta.updateId() == 1) {
            startOver(delta);
            return Outcome.RESTARTED;
        }
        BookUpdate last = buffer.peekLast();
        if (last != null) {
            if (delta.hasSeq() && last.hasSeq() && delta.seq() < last.seq()) {
                outOfOrder++;
                return Outcome.IGNORED;
            }
            if (delta.updateId() == last.updateId()) {
                return Outcome.REPEAT;
            }
            if (delta.updateId() != last.updateId() + 1) {
                buffer.clear();
            }
        }
        keep(delta);
        if (noBook && !isEmpty(delta)) {
            noBook = false;
            pace.forget();
        }
        return Outcome.IGNORED;
    }

    /** The venue began to count anew; only REST can tell why. */
    private void startOver(BookUpdate first) {
        if (synced) {
            synced = false;
            resyncs++;
        }
        noBook = false;
        pace.forget();
        buffer.clear();
        keep(first);
        book.clear();
    }

    private void keep(BookUpdate delta) {
        if (buffer.size() == MAX_BUFFERED) {
            buffer.removeFirst();
        }
        buffer.addLast(delta.copy());
    }

    /**
     * Whether the REST snapshot is to be fetched now. True once for each fetch; report its end by {@link #onSnapshot} or
     * {@link #onFetchFailed}. Never before the first delta; attempts in vain are spaced from one second to a minute.
     *
     * @param nowEpochNanos wall clock, or the time of the last frame
     */
    public boolean shouldFetch(long nowEpochNanos) {
        return !synced && !noBook && !buffer.isEmpty() && pace.mayFetch(nowEpochNanos);
    }

    /** The fetch failed; another is due later. */
    public void onFetchFailed() {
        pace.onEnd();
    }

    /**
     * Takes the snapshot that was fetched: as a frame that calls itself a snapshot, with {@code u} and {@code seq}.
     *
     * @return whether the book is in step with the stream now; if not, {@link #shouldFetch} will ask again, unless there is no book
     */
    public boolean onSnapshot(BookUpdate snapshot) {
        pace.onEnd();
        if (synced || buffer.isEmpty()) {
            return synced;
        }
        if (snapshot.seq() < buffer.getFirst().seq() || !dropUpTo(snapshot)) {
            return false;
        }
        if (isEmpty(snapshot) && buffer.stream().allMatch(FullBook::isEmpty)) {
            noBook = true;
            buffer.clear();
            book.clear();
            book.invalidate(StaleReason.UNAVAILABLE);
            listener.onFrame(snapshot, Outcome.IGNORED);
            return false;
        }
        load(snapshot);
        return synced;
    }

    /**
     * Drops what the snapshot holds already.
     *
     * @return whether the rest follows it without a hole
     */
    private boolean dropUpTo(BookUpdate snapshot) {
        long newestDropped = Long.MIN_VALUE;
        while (!buffer.isEmpty() && buffer.getFirst().seq() < snapshot.seq()) {
            newestDropped = buffer.removeFirst().updateId();
        }
        boolean sameSeq = !buffer.isEmpty() && buffer.getFirst().seq() == snapshot.seq();
        if (sameSeq) {
            return dropThrough(snapshot);
        }
        // The venue names only the case of an equal pair; ids that follow without a hole prove as much.
        return newestDropped <= snapshot.updateId()
                && (buffer.isEmpty() || buffer.getFirst().updateId() == snapshot.updateId() + 1);
    }

    /** Several deltas may share a {@code seq}: looks for the one with the snapshot's {@code u} among them. */
    private boolean dropThrough(BookUpdate snapshot) {
        int count = 0;
        Iterator<BookUpdate> deltas = buffer.iterator();
        while (deltas.hasNext()) {
            BookUpdate delta = deltas.next();
            if (delta.seq() != snapshot.seq()) {
                return false;
            }
            count++;
            if (delta.updateId() == snapshot.updateId()) {
                for (int i = 0; i < count; i++) {
                    buffer.removeFirst();
                }
                return true;
            }
        }
        return false;
    }

    private void load(BookUpdate snapshot) {
        Outcome outcome = book.apply(snapshot);
        bidsCompleteTo = snapshot.bids().count() < REST_LEVELS ? null : worst(BookSide.BID);
        asksCompleteTo = snapshot.asks().count() < REST_LEVELS ? null : worst(BookSide.ASK);
        listener.onFrame(snapshot, outcome);
        synced = !outcome.isSick();
        while (synced && !buffer.isEmpty()) {
            BookUpdate delta = buffer.removeFirst();
            Outcome applied = book.apply(delta);
            synced = !applied.isSick();
            listener.onFrame(delta, applied);
        }
        if (synced) {
            pace.reset();
        }
    }

    private @Nullable Decimal worst(BookSide side) {
        int count = book.levels(side);
        return count == 0 ? null : book.price(side, count - 1);
    }

    /** See {@link OrderBook#invalidate}: what was kept back goes as well, and a snapshot under way will not count. */
    public void invalidate(StaleReason reason) {
        synced = false;
        noBook = false;
        buffer.clear();
        pace.forget();
        book.invalidate(reason);
    }

    /** See {@link OrderBook#writeTo}: the deltas that are kept back, too. */
    public void writeTo(StateWriter to) {
        book.writeTo(to);
        pace.writeTo(to);
        to.writeInt(buffer.size());
        buffer.forEach(delta -> BookUpdateCodec.write(delta, to));
        to.writeBoolean(synced).writeBoolean(noBook).writeLong(outOfOrder).writeLong(resyncs);
        write(bidsCompleteTo, to);
        write(asksCompleteTo, to);
    }

    /** See {@link OrderBook#restore}. */
    public void restore(StateReader from) {
        book.restore(from);
        pace.restore(from);
        buffer.clear();
        for (int i = from.readInt(); i > 0; i--) {
            buffer.addLast(BookUpdateCodec.read(book.topic(), book.symbol(), from));
        }
        synced = from.readBoolean();
        noBook = from.readBoolean();
        outOfOrder = from.readLong();
        resyncs = from.readLong();
        bidsCompleteTo = from.readBoolean() ? from.readDecimal() : null;
        asksCompleteTo = from.readBoolean() ? from.readDecimal() : null;
    }

    private static void write(@Nullable Decimal price, StateWriter to) {
        to.writeBoolean(price != null);
        if (price != null) {
            to.writeDecimal(price);
        }
    }

    private static boolean isEmpty(BookUpdate update) {
        return update.bids().count() == 0 && update.asks().count() == 0;
    }
}
