package io.jaybit.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.SilentLineListener;
import io.jaybit.market.BookUpdate;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class BookAllocationTest {
    private static final int FRAMES = 50_000;

    private final BookUpdate update = new BookUpdate(Frames.TOPIC, Frames.SYMBOL);
    private long u = 10;

    @Test
    void aWarmBookAllocatesNothingPerFrame() {
        OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);
        TopOfBook top = new TopOfBook();

        assertThat(allocatedPerFrame(() -> {
                    book.apply(update);
                    book.top(top);
                }))
                .isLessThan(1);
        assertThat(book.isLive()).isTrue();
    }

    @Test
    void aWarmLineAllocatesNothingPerBookFrame() {
        MarketLine line = new MarketLine(new SilentLineListener());

        assertThat(allocatedPerFrame(() -> line.onBook(update))).isLessThan(1);
        assertThat(line.book(Frames.TOPIC).isLive()).isTrue();
    }

    private long allocatedPerFrame(Runnable take) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        run(take);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        run(take);
        return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / FRAMES;
    }

    /** Deltas with inserts, overwrites, deletes and coarser prices; now and then a snapshot. */
    private void run(Runnable take) {
        for (int i = 0; i < FRAMES; i++) {
            u++;
            boolean snapshot = i % 500 == 0;
            update.begin(Frames.TOPIC, Frames.SYMBOL, u);
            update.setUpdateId(u);
            update.setSnapshot(snapshot);
            for (int level = 0; level < (snapshot ? 50 : 7); level++) {
                long distance = snapshot ? level : (u * 31 + level * 17) % 50;
                update.bids().add(100_000 - distance * 10, 1, snapshot ? 1 : (u + level) % 3, 3);
                update.asks().add(10_001 + distance, 0, snapshot ? 1 : (u + level) % 3, 2);
            }
            take.run();
        }
    }
}
