package io.jaybit.analytics;

import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prints of one symbol that followed each other on one taker side with no opposite print between and no pause longer than the join. Immutable.
 *
 * <p>Public data does not say whose orders they were: one order, or many that were set off together.
 *
 * @param fromEpochMillis match time of the first print
 * @param toEpochMillis match time of the last print
 * @param prints how many, at least 1
 * @param rpiPrints how many of them matched a retail price improvement order
 * @param size sum of the sizes: base coin; USD on inverse
 * @param notional sum of the notionals; null where a print's could not be told
 * @param averagePrice exact: notional over size; on inverse size over coin value, as the venue averages entries. Null when nothing was
 *     traded, or at a price not above zero on inverse
 * @param levels distinct prices
 * @param evidence what ties the prints together
 * @param cut a gap of the feed touches it: prints may be missing before, behind or in between
 * @param late a print that came after its time had been reported; it stands alone
 */
public record Sweep(
        Symbol symbol,
        TakerSide takerSide,
        long fromEpochMillis,
        long toEpochMillis,
        int prints,
        int rpiPrints,
        BigDecimal size,
        @Nullable Notional notional,
        @Nullable Quotient averagePrice,
        Decimal firstPrice,
        Decimal lastPrice,
        int levels,
        Evidence evidence,
        boolean cut,
        boolean late) {

    /** What ties the prints of a sweep together. */
    public enum Evidence {
        /** One print, or prints of one cross sequence: the matching engine made them in one step. */
        SAME_MATCH("sameMatch"),
        /** Nothing but their closeness. */
        BURST("burst");

        private final String text;

        Evidence(String text) {
            this.text = text;
        }

        /** The word for output. */
        public String text() {
            return text;
        }
    }
}
