package io.jaybit.book;

import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An order book to look at. Level 0 is the best of its side.
 *
 * <p>What one gets in an inline callback is the book itself: valid during the call, on its thread. A {@link BookCopy} is
 * immutable and may be kept.
 *
 * <p>A book that is not {@link BookStatus#LIVE} still shows its last levels, so ask {@link #status} before believing them. The
 * measures (mid, spread, imbalance, …) are null while it is not live; sums and fills carry the status. All of them are exact.
 */
public interface BookView {
    Topic topic();

    Symbol symbol();

    BookStatus status();

    /** Why the book is stale; null when it is not. */
    @Nullable
    StaleReason staleReason();

    /**
     * The venue skips update ids of this topic even right after snapshots: the levels are consistent, but that nothing is missing
     * is not proven.
     */
    boolean sequenceUnverified();

    /** Whether a snapshot ever came, so that there is an {@link #updateId}. */
    boolean hasUpdateId();

    /**
     * The venue's {@code u} of the last frame applied.
     *
     * @throws IllegalStateException if there is none
     */
    long updateId();

    /** Cross sequence of the matching engine of the last frame applied, comparable between depths; empty where it had none. */
    OptionalLong seq();

    /** Venue time of the last frame applied: of its matching engine, else of its push. 0 before the first. */
    long exchangeEpochMillis();

    /** Our wall clock at receipt of the last frame applied. 0 before the first. */
    long receivedEpochNanos();

    /** How many levels a side has. */
    int levels(BookSide side);

    /** Digits after the point of every price of this book. */
    int priceScale();

    /** A level's price without its point; see {@link #priceScale}. */
    long priceMantissa(BookSide side, int level);

    /** A level's size without its point; see {@link #sizeScale}. */
    long sizeMantissa(BookSide side, int level);

    /** Digits after the point of a level's size; each has its own. */
    int sizeScale(BookSide side, int level);

    /** Whether the book may be believed. */
    default boolean isLive() {
        return status() == BookStatus.LIVE;
    }

    default int bidCount() {
        return levels(BookSide.BID);
    }

    default int askCount() {
        return levels(BookSide.ASK);
    }

    default long bidPriceMantissa(int level) {
        return priceMantissa(BookSide.BID, level);
    }

    default long askPriceMantissa(int level) {
        return priceMantissa(BookSide.ASK, level);
    }

    default long bidSizeMantissa(int level) {
        return sizeMantissa(BookSide.BID, level);
    }

    default long askSizeMantissa(int level) {
        return sizeMantissa(BookSide.ASK, level);
    }

    default int bidSizeScale(int level) {
        return sizeScale(BookSide.BID, level);
    }

    default int askSizeScale(int level) {
        return sizeScale(BookSide.ASK, level);
    }

    /** A level's price. Allocates. */
    default Decimal price(BookSide side, int level) {
        return Decimal.of(priceMantissa(side, level), priceScale());
    }

    /** A level's size as sent. Allocates. */
    default Decimal size(BookSide side, int level) {
        return Decimal.of(sizeMantissa(side, level), sizeScale(side, level));
    }

    default Decimal bidPrice(int level) {
        return price(BookSide.BID, level);
    }

    default Decimal askPrice(int level) {
        return price(BookSide.ASK, level);
    }

    default Decimal bidSize(int level) {
        return size(BookSide.BID, level);
    }

    default Decimal askSize(int level) {
        return size(BookSide.ASK, level);
    }

    /** Halfway between best bid and best ask; null without both, or while the book is not live. */
    default @Nullable Quotient mid() {
        return BookMeasures.mid(this);
    }

    /**
     * Best bid and best ask, each weighted by the size on the other side; null without both, or while the book is not live.
     */
    default @Nullable Quotient microprice() {
        return BookMeasures.microprice(this);
    }

    /** Best ask minus best bid; null without both, or while the book is not live. */
    default @Nullable BigDecimal spread() {
        return BookMeasures.spread(this);
    }

    /**
     * The spread in ticks; null without both sides, or while the book is not live.
     *
     * @param tick the instrument's price step
     * @throws IllegalArgumentException if {@code tick} is not positive
     */
    default @Nullable Quotient spreadTicks(Decimal tick) {
        return BookMeasures.spreadTicks(this, tick);
    }

    /** The spread in hundredths of a percent of {@link #mid}; null without both sides, with a mid not above zero, or while not live. */
    default @Nullable Quotient spreadBps() {
        return BookMeasures.spreadBps(this);
    }

    /**
     * How much heavier the bids are, from -1 (only asks) to 1 (only bids): {@code (bids - asks) / (bids + asks)} of the sizes of the
     * best levels; null if there are none, or while the book is not live.
     *
     * @param levels how many on either side
     * @throws IllegalArgumentException if {@code levels} is not positive
     */
    default @Nullable Quotient imbalance(int levels) {
        return BookMeasures.imbalance(this, levels);
    }

    /**
     * The best levels of a side added up.
     *
     * @param levels how many at most
     */
    default Depth depth(BookSide side, int levels) {
        return BookMeasures.depth(this, side, levels);
    }

    /** Everything on a side at {@code price} or better, added up. */
    default Depth depthTo(BookSide side, Decimal price) {
        return BookMeasures.depthTo(this, side, price);
    }

    /**
     * What a market order would take: a buy order from {@link BookSide#ASK}.
     *
     * @throws IllegalArgumentException if {@code quantity} is negative
     */
    default Fill fill(BookSide side, Decimal quantity) {
        return BookMeasures.fill(this, side, quantity);
    }

    /**
     * The average price of all of {@code quantity}; null if this side has not got that much, or while the book is not live. See {@link #fill} for
     * the part that could be filled.
     *
     * @throws IllegalArgumentException if {@code quantity} is negative
     */
    default @Nullable Quotient vwap(BookSide side, Decimal quantity) {
        Fill fill = fill(side, quantity);
        return isLive() && fill.isComplete() ? fill.averagePrice() : null;
    }
}
