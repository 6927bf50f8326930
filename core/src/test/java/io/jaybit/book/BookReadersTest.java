package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One thread writes without a pause, others read. In the frame with update id {@code u} every level gets the size {@code u} and all
 * prices move, so that whatever mixes two frames shows.
 */
@Timeout(120)
class BookReadersTest {
    private static final int READS = Boolean.getBoolean("jaybit.long") ? 500_000 : 5_000;
    private static final int WRITES = READS;
    private static final int LEVELS = 25;

    private final OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);
    private final BookUpdate update = new BookUpdate(Frames.TOPIC, Frames.SYMBOL);
    private final AtomicLong written = new AtomicLong();
    private long u = 1_000_000_000L;

    @Test
    void whateverAReaderSeesIsOfOneMoment() throws Exception {
        whileWriting(List.of(tops(), tops(), this::checkCopy, this::checkCopy));
    }

    @Test
    void aCopyIsNotOlderThanTheCallThatAskedForIt() throws Exception {
        TopOfBook top = new TopOfBook();

        whileWriting(List.of(() -> {
            book.top(top);
            if (book.copy().updateId() < top.updateId()) {
                throw new AssertionError("older than u=" + top.updateId());
            }
        }));
    }

    /** Each reads on its own thread until it has read, and the writer has written, often enough. */
    private void whileWriting(List<Runnable> reads) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            write(true);
            Future<?> writer = threads.submit(() -> {
                while (!enough.get()) {
                    write(written.get() % 100 == 0);
                    written.incrementAndGet();
                }
            });
            List<Future<?>> readers = new ArrayList<>();
            for (Runnable read : reads) {
                readers.add(threads.submit(() -> {
                    for (int i = 0; i < READS || written.get() < WRITES; i++) {
                        read.run();
                    }
                }));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
            enough.set(true);
            writer.get();
        } finally {
            enough.set(true);
            threads.shutdownNow();
        }
    }

    /** Moves every price, by deletes and inserts, or by a snapshot at another scale. */
    private void write(boolean snapshot) {
        long before = u;
        u++;
        update.begin(Frames.TOPIC, Frames.SYMBOL, u);
        update.setUpdateId(u);
        update.setSnapshot(snapshot);
        update.setPushedEpochMillis(u);
        int scale = snapshot ? (int) (u % 3) : 0;
        for (int i = 0; i < LEVELS; i++) {
            if (!snapshot) {
                update.bids().add(bidPrice(before, i), 0, 0, 0);
                update.asks().add(askPrice(before, i), 0, 0, 0);
            }
        }
        long factor = scale == 0 ? 1 : scale == 1 ? 10 : 100;
        for (int i = 0; i < LEVELS; i++) {
            update.bids().add(bidPrice(u, i) * factor, scale, u, 0);
            update.asks().add(askPrice(u, i) * factor, scale, u, 0);
        }
        if (!book.apply(update).isApplied()) {
            throw new AssertionError(book.toString());
        }
    }

    private static long bidPrice(long u, int level) {
        return 10_000 + u % 97 - 3L * level;
    }

    private static long askPrice(long u, int level) {
        return 10_001 + u % 97 + 3L * level;
    }

    private Runnable tops() {
        TopOfBook top = new TopOfBook();
        return () -> {
            boolean live = book.top(top);
            long id = top.updateId();
            boolean right = live
                    && top.hasBid()
                    && top.hasAsk()
                    && top.bidSizeMantissa() == id
                    && top.askSizeMantissa() == id
                    && top.exchangeEpochMillis() == id
                    && top.receivedEpochNanos() == id
                    && top.bidPriceMantissa() == bidPrice(id, 0) * factor(top.priceScale())
                    && top.askPriceMantissa() == askPrice(id, 0) * factor(top.priceScale());
            if (!right) {
                throw new AssertionError("u=" + id + " " + top.bidPrice() + " x " + top.bidSize() + ", "
                        + top.askPrice() + " x " + top.askSize());
            }
        };
    }

    private void checkCopy() {
        BookCopy copy = book.copy();
        long id = copy.updateId();
        boolean right = copy.isLive() && copy.bidCount() == LEVELS && copy.askCount() == LEVELS;
        right &= copy.receivedEpochNanos() == id && copy.exchangeEpochMillis() == id;
        for (int i = 0; right && i < LEVELS; i++) {
            right = copy.bidSizeMantissa(i) == id
                    && copy.askSizeMantissa(i) == id
                    && copy.bidPriceMantissa(i) == bidPrice(id, i) * factor(copy.priceScale())
                    && copy.askPriceMantissa(i) == askPrice(id, i) * factor(copy.priceScale());
        }
        if (!right) {
            throw new AssertionError(copy + "\n" + Frames.picture(copy));
        }
    }

    private static long factor(int scale) {
        return scale == 0 ? 1 : scale == 1 ? 10 : 100;
    }
}
