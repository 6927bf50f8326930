package io.jaybit.station.pipeline;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the account's events are wanted. Immutable.
 *
 * @param category null = all
 * @param symbols the venue's names; empty = all
 * @param group how the orders' own ids begin; empty = all
 */
public record AccountFilter(@Nullable Category category, Set<String> symbols, String group) {
    /** Everything. */
    public static final AccountFilter ALL = new AccountFilter(null, Set.of(), "");

    public AccountFilter {
        symbols = Set.copyOf(symbols);
    }

    boolean wants(Symbol symbol) {
        return (category == null || category == symbol.category())
                && (symbols.isEmpty() || symbols.contains(symbol.name()));
    }

    boolean wants(Symbol symbol, String orderLinkId) {
        return wants(symbol) && orderLinkId.startsWith(group);
    }
}
