package io.jaybit.book;

import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A book as it was at one moment between two frames. Immutable; safe for any thread. */
public final class BookCopy implements BookView {
    private final Topic topic;
    private final Symbol symbol;
    private final BookStatus status;
    private final @Nullable StaleReason staleReason;
    private final boolean sequenceUnverified;
    private final boolean hasUpdateId;
    private final long updateId;
    private final OptionalLong seq;
    private final long exchangeEpochMillis;
    private final long receivedEpochNanos;
    private final int priceScale;
    private final Ladder bids;
    private final Ladder asks;

    /** @param bids of its own, as is {@code asks} */
    BookCopy(OrderBook book, long updateId, Ladder bids, Ladder asks) {
        this.topic = book.topic();
        this.symbol = book.symbol();
        this.status = book.status();
        this.staleReason = book.staleReason();
        this.sequenceUnverified = book.sequenceUnverified();
        this.hasUpdateId = book.hasUpdateId();
        this.updateId = updateId;
        this.seq = book.seq();
        this.exchangeEpochMillis = book.exchangeEpochMillis();
        this.receivedEpochNanos = book.receivedEpochNanos();
        this.priceScale = book.priceScale();
        this.bids = bids;
        this.asks = asks;
    }

    @Override
    public Topic topic() {
        return topic;
    }

    @Override
    public Symbol symbol() {
        return symbol;
    }

    @Override
    public BookStatus status() {
        return status;
    }

    @Override
    public @Nullable StaleReason staleReason() {
        return staleReason;
    }

    @Override
    public boolean sequenceUnverified() {
        return sequenceUnverified;
    }

    @Override
    public boolean hasUpdateId() {
        return hasUpdateId;
    }

    @Override
    public long updateId() {
        if (!hasUpdateId) {
            throw new IllegalStateException("no frame has been applied to " + topic);
        }
        return updateId;
    }

    @Override
    public OptionalLong seq() {
        return seq;
    }

    @Override
    public long exchangeEpochMillis() {
        return exchangeEpochMillis;
    }

    @Override
    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }

    @Override
    public int levels(BookSide side) {
        return ladder(side).count();
    }

    @Override
    public int priceScale() {
        return priceScale;
    }

    @Override
    public long priceMantissa(BookSide side, int level) {
        return ladder(side).price(level);
    }

    @Override
    public long sizeMantissa(BookSide side, int level) {
        return ladder(side).size(level);
    }

    @Override
    public int sizeScale(BookSide side, int level) {
        return ladder(side).sizeScale(level);
    }

    private Ladder ladder(BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }

    /** Status and best levels, for people. */
    @Override
    public String toString() {
        return BookText.describe(this);
    }
}
