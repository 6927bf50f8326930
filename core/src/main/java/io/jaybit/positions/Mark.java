package io.jaybit.positions;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A mark price and how old it is. Immutable.
 *
 * @param indexPrice for the notional of options; null where not told
 * @param venueEpochMillis venue time of it
 * @param ageNanos since it was received, by our monotonic clock; {@link Long#MAX_VALUE} for one that came with an answer: of nobody knows when
 * @param live whether it comes from a ticker that lives; false for one that died and for the price a position came with
 */
public record Mark(
        BigDecimal price, @Nullable Decimal indexPrice, long venueEpochMillis, long ageNanos, boolean live) {}
