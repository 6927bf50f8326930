package io.jaybit.book;

/** One half of a book. What a market buy order takes is the {@link #ASK} side, what a market sell order takes the {@link #BID} side. */
public enum BookSide {
    /** Buyers; the best is the highest price. */
    BID,
    /** Sellers; the best is the lowest price. */
    ASK;

    /** The half on the other side of the spread. */
    public BookSide opposite() {
        return this == BID ? ASK : BID;
    }
}
