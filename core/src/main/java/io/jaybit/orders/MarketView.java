package io.jaybit.orders;

import io.jaybit.market.Decimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol's market looks like when an order is about to be sent. Immutable; null where not known.
 *
 * @param bid best bid
 * @param ask best ask
 * @param last price of the last trade
 * @param mark mark price
 * @param index index price; options need it for their notional
 * @param age since the oldest of these was received
 */
public record MarketView(
        @Nullable Decimal bid,
        @Nullable Decimal ask,
        @Nullable Decimal last,
        @Nullable Decimal mark,
        @Nullable Decimal index,
        Duration age) {
    /** Nothing is known. */
    public static final MarketView UNKNOWN = new MarketView(null, null, null, null, null, Duration.ZERO);

    /** The price to measure others by: mark, else last, else the side of the book an order of that side meets. */
    @Nullable
    Decimal reference(boolean buys) {
        if (mark != null) {
            return mark;
        }
        return last != null ? last : touch(buys);
    }

    /** What a buy pays at least, or a sell gets at most. */
    @Nullable
    Decimal touch(boolean buys) {
        return buys ? ask : bid;
    }
}
