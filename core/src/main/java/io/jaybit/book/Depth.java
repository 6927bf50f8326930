package io.jaybit.book;

import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What lies on one side of a book down to some level, added up. Immutable.
 *
 * @param status whether the book could be believed at that moment
 * @param levels how many were added up
 * @param size their sum: base coin on spot, linear and option; USD on inverse
 * @param sizeTimesPrice the sum of each level's size times its price
 * @param worstPrice of the last of them; null if there are none
 */
public record Depth(
        Symbol symbol,
        BookStatus status,
        BookSide side,
        int levels,
        BigDecimal size,
        BigDecimal sizeTimesPrice,
        @Nullable Decimal worstPrice) {

    /**
     * What it is worth: on linear, spot and spread size × price, on inverse the size, in USD. Null on options, whose notional
     * needs the index price ({@link #sizeTimesPrice} is their premium), and where the symbol's name does not tell its currency.
     */
    public @Nullable Notional notional() {
        String currency = Currencies.notionalCurrency(symbol);
        if (currency == null || symbol.category() == Category.OPTION) {
            return null;
        }
        return new Notional(symbol.category() == Category.INVERSE ? size : sizeTimesPrice, currency);
    }
}
