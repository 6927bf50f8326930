package io.jaybit.analytics;

import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Symbol;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a liquidation total is over: one symbol, or all symbols of some categories whose notional is in one currency. Immutable.
 *
 * @param categories the categories that are added; one for a symbol
 * @param symbol the venue's name, or {@code *}
 * @param currency of the notional; null where a symbol's name does not tell it: then only events are counted
 */
public record LiquidationKey(
        List<Category> categories, String symbol, @Nullable String currency) {
    /** Stands for all symbols. */
    public static final String ALL = "*";

    public LiquidationKey {
        categories = List.copyOf(categories);
        if (categories.isEmpty() || symbol.isEmpty()) {
            throw new IllegalArgumentException("a key needs a category and a symbol: " + categories + " " + symbol);
        }
        if (symbol.equals(ALL) && currency == null) {
            throw new IllegalArgumentException("a total over all symbols needs a currency");
        }
    }

    public static LiquidationKey of(Symbol symbol) {
        return new LiquidationKey(List.of(symbol.category()), symbol.name(), Currencies.notionalCurrency(symbol));
    }

    /** All symbols whose notional is in {@code currency}, in those of {@code categories} that have such ones. */
    public static LiquidationKey all(String currency, Collection<Category> categories) {
        List<Category> fitting = categories.stream()
                .filter(category -> category == Category.INVERSE == currency.equals("USD"))
                .sorted()
                .toList();
        return new LiquidationKey(fitting, ALL, currency);
    }

    public boolean isAll() {
        return symbol.equals(ALL);
    }

    /** Whether events of {@code symbol} count. */
    public boolean covers(Symbol other) {
        return categories.contains(other.category())
                && (isAll()
                        ? currency != null && currency.equals(Currencies.notionalCurrency(other))
                        : symbol.equals(other.name()));
    }

    /** {@code linear:BTCUSDT} or {@code *:USDT}. */
    public String text() {
        return isAll() ? ALL + ":" + currency : categories.get(0).text() + ":" + symbol;
    }

    /** The categories that are added, as one word: {@code linear}, {@code linear+inverse}. */
    public String categoryText() {
        StringBuilder text = new StringBuilder();
        for (Category category : categories) {
            text.append(text.isEmpty() ? "" : "+").append(category.text());
        }
        return text.toString();
    }
}
