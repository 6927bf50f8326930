package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/**
 * The book of an {@code orderbook.rpi} topic, whose levels have two sizes: that of ordinary orders and that of retail price
 * improvement orders. Shows it three ways; each is a book of its own, to be read as {@link OrderBook} says. One thread writes.
 *
 * <p>A level is in a view while its size there is not zero. RPI orders may stand beyond the other side's best price, so crossing
 * makes none of these books stale.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook-rpi">Orderbook RPI</a>, with levels
 * such as {@code ["121960.5","0","0.163986"]}: price, ordinary size, RPI size.
 */
public final class RpiBook {
    private final OrderBook total;
    private final OrderBook ordinary;
    private final OrderBook rpi;
    private final BookUpdate part;

    public RpiBook(Topic topic, Symbol symbol) {
        total = new OrderBook(topic, symbol);
        ordinary = new OrderBook(topic, symbol);
        rpi = new OrderBook(topic, symbol);
        part = new BookUpdate(topic, symbol);
        total.setMayCross(true);
        ordinary.setMayCross(true);
        rpi.setMayCross(true);
    }

    /** Both sizes added up. Its status is the topic's. */
    public OrderBook total() {
        return total;
    }

    /** What an API order can trade with: RPI orders left out. */
    public OrderBook ordinary() {
        return ordinary;
    }

    /** RPI orders alone. */
    public OrderBook rpi() {
        return rpi;
    }

    /**
     * Takes one frame. Called by the writer.
     *
     * @return what became of it in {@link #total}
     */
    public OrderBook.Outcome apply(BookUpdate update) {
        begin(update);
        copyOrdinary(update.bids(), part.bids());
        copyOrdinary(update.asks(), part.asks());
        ordinary.apply(part);
        begin(update);
        copyRpi(update.bids(), part.bids());
        copyRpi(update.asks(), part.asks());
        rpi.apply(part);
        begin(update);
        if (!copyTotal(update.bids(), part.bids()) || !copyTotal(update.asks(), part.asks())) {
            part.setUnrepresentable();
        }
        return total.apply(part);
    }

    /** See {@link OrderBook#invalidate}. Called by the writer. */
    public void invalidate(StaleReason reason) {
        total.invalidate(reason);
        ordinary.invalidate(reason);
        rpi.invalidate(reason);
    }

    /** See {@link OrderBook#writeTo}. */
    public void writeTo(StateWriter to) {
        total.writeTo(to);
        ordinary.writeTo(to);
        rpi.writeTo(to);
    }

    /** See {@link OrderBook#restore}. */
    public void restore(StateReader from) {
        total.restore(from);
        ordinary.restore(from);
        rpi.restore(from);
    }

    private void begin(BookUpdate update) {
        part.begin(update.topic(), update.symbol(), update.receivedEpochNanos());
        part.setSnapshot(update.isSnapshot());
        part.setUpdateId(update.updateId());
        part.setPushedEpochMillis(update.pushedEpochMillis());
        if (update.hasSeq()) {
            part.setSeq(update.seq());
        }
        if (update.hasMatchedTime()) {
            part.setMatchedEpochMillis(update.matchedEpochMillis());
        }
        if (update.isUnrepresentable()) {
            part.setUnrepresentable();
        }
    }

    private static void copyOrdinary(BookUpdate.Levels from, BookUpdate.Levels to) {
        for (int i = 0; i < from.count(); i++) {
            to.add(from.price(i), from.priceScale(i), from.size(i), from.sizeScale(i));
        }
    }

    private static void copyRpi(BookUpdate.Levels from, BookUpdate.Levels to) {
        for (int i = 0; i < from.count(); i++) {
            to.add(from.price(i), from.priceScale(i), from.rpiSize(i), from.rpiSizeScale(i));
        }
    }

    private static boolean copyTotal(BookUpdate.Levels from, BookUpdate.Levels to) {
        for (int i = 0; i < from.count(); i++) {
            int scale = Math.max(from.sizeScale(i), from.rpiSizeScale(i));
            int missing = scale - from.sizeScale(i);
            int rpiMissing = scale - from.rpiSizeScale(i);
            if (!Prices.fits(from.size(i), missing) || !Prices.fits(from.rpiSize(i), rpiMissing)) {
                return false;
            }
            long sum = Prices.raised(from.size(i), missing) + Prices.raised(from.rpiSize(i), rpiMissing);
            if (!Prices.fits(sum, 0)) {
                return false;
            }
            to.add(from.price(i), from.priceScale(i), sum, scale);
        }
        return true;
    }
}
