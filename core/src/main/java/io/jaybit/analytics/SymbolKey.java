package io.jaybit.analytics;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;

/** Symbols as keys: {@code linear:BTCUSDT}. */
final class SymbolKey {
    private SymbolKey() {}

    static String of(Symbol symbol) {
        return symbol.toString();
    }

    static Symbol parse(String key) {
        int colon = key.indexOf(':');
        if (colon > 0) {
            Category category = Category.parse(key.substring(0, colon)).orElse(null);
            if (category != null) {
                return new Symbol(category, key.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException("not a symbol's key: \"" + key + "\"");
    }
}
