package io.jaybit.station.pipeline;

import io.jaybit.market.Symbol;
import java.util.Set;

/**
 * Which of the account's events are wanted. Immutable.
 *
 * @param symbols the venue's names; empty = all
 * @param group how the orders' own ids begin; empty = all
 */
public record AccountFilter(Set<String> symbols, String group) {
    /** Everything. */
    public static final AccountFilter ALL = new AccountFilter(Set.of(), "");

    public AccountFilter {
        symbols = Set.copyOf(symbols);
    }

    boolean wants(Symbol symbol) {
        return symbols.isEmpty() || symbols.contains(symbol.name());
    }

    boolean wants(Symbol symbol, String orderLinkId) {
        return wants(symbol) && orderLinkId.startsWith(group);
    }
}
