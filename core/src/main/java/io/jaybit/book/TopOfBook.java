package io.jaybit.book;

import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Best bid and best ask of one moment, with what they are worth. Mutable and reused: make one per thread, hand it to
 * {@link OrderBook#top}, read it.
 */
public final class TopOfBook {
    BookStatus status = BookStatus.AWAITING_SNAPSHOT;

    @Nullable
    StaleReason staleReason;

    boolean sequenceUnverified;
    boolean hasBid;
    boolean hasAsk;
    long bidPrice;
    long bidSize;
    int bidSizeScale;
    long askPrice;
    long askSize;
    int askSizeScale;
    int priceScale;
    long updateId;
    long exchangeEpochMillis;
    long receivedEpochNanos;

    public BookStatus status() {
        return status;
    }

    /** Why the book is stale; null when it is not. */
    public @Nullable StaleReason staleReason() {
        return staleReason;
    }

    /** See {@link BookView#sequenceUnverified}. */
    public boolean sequenceUnverified() {
        return sequenceUnverified;
    }

    public boolean isLive() {
        return status == BookStatus.LIVE;
    }

    public boolean hasBid() {
        return hasBid;
    }

    public boolean hasAsk() {
        return hasAsk;
    }

    /** Without its point; see {@link #priceScale}. Means nothing without {@link #hasBid}. */
    public long bidPriceMantissa() {
        return bidPrice;
    }

    public long bidSizeMantissa() {
        return bidSize;
    }

    public int bidSizeScale() {
        return bidSizeScale;
    }

    /** Without its point; see {@link #priceScale}. Means nothing without {@link #hasAsk}. */
    public long askPriceMantissa() {
        return askPrice;
    }

    public long askSizeMantissa() {
        return askSize;
    }

    public int askSizeScale() {
        return askSizeScale;
    }

    /** Digits after the point of both prices. */
    public int priceScale() {
        return priceScale;
    }

    /** Null if that side is empty. Allocates. */
    public @Nullable Decimal bidPrice() {
        return hasBid ? Decimal.of(bidPrice, priceScale) : null;
    }

    /** Null if that side is empty. Allocates. */
    public @Nullable Decimal bidSize() {
        return hasBid ? Decimal.of(bidSize, bidSizeScale) : null;
    }

    /** Null if that side is empty. Allocates. */
    public @Nullable Decimal askPrice() {
        return hasAsk ? Decimal.of(askPrice, priceScale) : null;
    }

    /** Null if that side is empty. Allocates. */
    public @Nullable Decimal askSize() {
        return hasAsk ? Decimal.of(askSize, askSizeScale) : null;
    }

    /** The venue's {@code u}; means nothing while {@link BookStatus#AWAITING_SNAPSHOT}. */
    public long updateId() {
        return updateId;
    }

    /** See {@link BookView#exchangeEpochMillis}. */
    public long exchangeEpochMillis() {
        return exchangeEpochMillis;
    }

    /** See {@link BookView#receivedEpochNanos}. */
    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }
}
