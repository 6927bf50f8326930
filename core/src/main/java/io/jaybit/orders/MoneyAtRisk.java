package io.jaybit.orders;

import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What could stand at the venue on one symbol because of orders that are uncertain: whose creation is not confirmed, or that have an
 * amend or a cancel under way. The worst case: every such create succeeded, no such cancel did, and of amends the dearer side counts.
 * Immutable and exact.
 *
 * @param currency of the values; null where the symbol's name does not tell
 * @param orders how many are uncertain
 * @param buyQty base coin, USD on inverse; without orders sized in quote coin
 * @param buyValue price × qty in {@code currency}; USD on inverse
 * @param unpriced how many are missing in the values, since neither their limit nor a mid at sending is known
 * @param unsized how many are missing in all of it: orders known by id only
 */
public record MoneyAtRisk(
        Symbol symbol,
        @Nullable String currency,
        int orders,
        BigDecimal buyQty,
        BigDecimal sellQty,
        BigDecimal buyValue,
        BigDecimal sellValue,
        int unpriced,
        int unsized) {}
