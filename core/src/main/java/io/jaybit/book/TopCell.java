package io.jaybit.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The top of a book where any thread may read it. One thread publishes; a reader that meets it at that looks again.
 *
 * <p>Design note: apart from the levels' own version, because the few stores here are over in nanoseconds, so that readers get
 * through however busy the writer is.
 */
final class TopCell {
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(TopCell.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd while being written. */
    @SuppressWarnings("UnusedVariable")
    private long version;

    private BookStatus status = BookStatus.AWAITING_SNAPSHOT;
    private @Nullable StaleReason staleReason;
    private boolean sequenceUnverified;
    private boolean hasBid;
    private boolean hasAsk;
    private long bidPrice;
    private long bidSize;
    private int bidSizeScale;
    private long askPrice;
    private long askSize;
    private int askSizeScale;
    private int priceScale;
    private long updateId;
    private long exchangeEpochMillis;
    private long receivedEpochNanos;

    void publish(OrderBook book, Ladder bids, Ladder asks) {
        long before = version;
        VERSION.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        if (status != book.status() || staleReason != book.staleReason()) {
            status = book.status();
            staleReason = book.staleReason();
        }
        sequenceUnverified = book.sequenceUnverified();
        priceScale = book.priceScale();
        hasBid = bids.count() > 0;
        if (hasBid) {
            bidPrice = bids.price(0);
            bidSize = bids.size(0);
            bidSizeScale = bids.sizeScale(0);
        }
        hasAsk = asks.count() > 0;
        if (hasAsk) {
            askPrice = asks.price(0);
            askSize = asks.size(0);
            askSizeScale = asks.sizeScale(0);
        }
        updateId = book.hasUpdateId() ? book.updateId() : 0;
        exchangeEpochMillis = book.exchangeEpochMillis();
        receivedEpochNanos = book.receivedEpochNanos();
        VERSION.setRelease(this, before + 2);
    }

    void read(TopOfBook into) {
        while (true) {
            long before = (long) VERSION.getAcquire(this);
            if ((before & 1) == 0) {
                into.status = status;
                into.staleReason = staleReason;
                into.sequenceUnverified = sequenceUnverified;
                into.hasBid = hasBid;
                into.hasAsk = hasAsk;
                into.bidPrice = bidPrice;
                into.bidSize = bidSize;
                into.bidSizeScale = bidSizeScale;
                into.askPrice = askPrice;
                into.askSize = askSize;
                into.askSizeScale = askSizeScale;
                into.priceScale = priceScale;
                into.updateId = updateId;
                into.exchangeEpochMillis = exchangeEpochMillis;
                into.receivedEpochNanos = receivedEpochNanos;
                VarHandle.acquireFence();
                if ((long) VERSION.getOpaque(this) == before) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }
}
