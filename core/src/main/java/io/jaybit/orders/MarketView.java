package io.jaybit.orders;

import io.jaybit.market.Decimal;
import io.jaybit.market.Ticker;
import java.math.BigDecimal;
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

    /** What a ticker tells. */
    public static MarketView of(Ticker ticker, Duration age) {
        return new MarketView(
                ticker.bidPrice(), ticker.askPrice(), ticker.lastPrice(), ticker.markPrice(), ticker.indexPrice(), age);
    }

    /** Half way between bid and ask; null where one is not known, or it has more than 18 digits. */
    public @Nullable Decimal mid() {
        if (bid == null || ask == null) {
            return null;
        }
        try {
            return Decimal.parse(bid.toBigDecimal()
                    .add(ask.toBigDecimal())
                    .divide(BigDecimal.valueOf(2))
                    .toPlainString());
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }

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
