package io.jaybit.orders;

import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What fills add up to. Immutable and exact.
 *
 * @param qty base coin; USD on inverse
 * @param value price × qty in quote coin; qty / price in base coin on inverse; null without fills
 * @param averagePrice value / qty; qty / value on inverse; null without fills
 * @param fees by currency, positive is cost; only of the fills that told theirs
 * @param count number of fills
 * @param withoutFee how many of them have not told their fees yet
 * @param provisional how many of them only the fast stream told
 * @param makerQty the part of {@code qty} that provided liquidity
 * @param lastEpochMillis venue time of the latest
 */
public record FillTotals(
        BigDecimal qty,
        @Nullable Quotient value,
        @Nullable Quotient averagePrice,
        Map<String, BigDecimal> fees,
        int count,
        int withoutFee,
        int provisional,
        BigDecimal makerQty,
        OptionalLong lastEpochMillis) {
    /** No fills. */
    public static final FillTotals NONE =
            new FillTotals(BigDecimal.ZERO, null, null, Map.of(), 0, 0, 0, BigDecimal.ZERO, OptionalLong.empty());

    public FillTotals {
        fees = Map.copyOf(fees);
    }
}
