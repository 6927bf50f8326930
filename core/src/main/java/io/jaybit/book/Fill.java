package io.jaybit.book;

import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a market order for some quantity would take from one side of a book, if nothing changed meanwhile. Immutable. A book of N
 * levels knows nothing of what lies behind them.
 *
 * @param wanted the quantity asked for, in the symbol's unit of size
 * @param taken the part the book has; its last level counted only as far as it is needed
 * @param averagePrice of the part taken; null if that is nothing. Size-weighted; on inverse contracts, where sizes are USD, the
 *     USD taken over the coin it is worth, as the venue averages
 */
public record Fill(Decimal wanted, Depth taken, @Nullable Quotient averagePrice) {
    /** Whether the book could be believed at that moment. */
    public BookStatus status() {
        return taken.status();
    }

    /** Whether the book has all of it. */
    public boolean isComplete() {
        return taken.size().compareTo(wanted.toBigDecimal()) >= 0;
    }

    /** What the book has not got. */
    public BigDecimal missing() {
        return wanted.toBigDecimal().subtract(taken.size());
    }
}
