package io.jaybit.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money with the currency it is in. Immutable. Unlike currencies are never added.
 *
 * @param amount exact
 * @param currency a coin, or {@code USD} for inverse contracts
 */
public record Notional(BigDecimal amount, String currency) {

    /**
     * The notional of a size at a price: linear = size × price in the settle coin; inverse = the size, in USD; spot and spread = size
     * × price in the quote coin; option = size × index price in the settle coin.
     *
     * @param indexPrice needed for options only
     * @return null where the currency cannot be read from the symbol, or an option has no index price
     */
    public static @Nullable Notional of(Symbol symbol, Decimal price, Decimal size, @Nullable Decimal indexPrice) {
        String currency = Currencies.notionalCurrency(symbol);
        if (currency == null) {
            return null;
        }
        return switch (symbol.category()) {
            case LINEAR, SPOT, SPREAD -> new Notional(price.times(size), currency);
            case INVERSE -> new Notional(size.toBigDecimal(), currency);
            case OPTION -> indexPrice == null ? null : new Notional(indexPrice.times(size), currency);
        };
    }

    /** The notional of a print; see {@link #of(Symbol, Decimal, Decimal, Decimal)}. */
    public static @Nullable Notional of(Trade trade) {
        Trade.OptionPrint option = trade.option();
        return of(trade.symbol(), trade.price(), trade.size(), option == null ? null : option.indexPrice());
    }

    /** The notional of a liquidation at its bankruptcy price. */
    public static @Nullable Notional of(Liquidation liquidation) {
        return of(liquidation.symbol(), liquidation.bankruptcyPrice(), liquidation.size(), null);
    }

    /** Whether the currency counts as a dollar: USD, USDT and USDC, one for one. */
    public boolean isDollar() {
        return Currencies.isDollar(currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Notional plus(Notional other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Notional(amount.add(other.amount), currency);
    }
}
