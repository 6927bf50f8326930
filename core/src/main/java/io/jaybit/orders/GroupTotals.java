package io.jaybit.orders;

import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the orders of one group came to on one symbol. Immutable and exact. Orders that were let go are in the fills, not in the counts.
 *
 * @param group what their {@code orderLinkId} begins with
 * @param bought fills of buys
 * @param sold fills of sells
 * @param orders how many are held
 * @param open how many of them have not ended
 * @param unsure how many of those the venue has not told of yet
 * @param openQty what may still be filled of them, without those of unknown quantity or sized in quote coin
 */
public record GroupTotals(
        String group,
        Symbol symbol,
        FillTotals bought,
        FillTotals sold,
        int orders,
        int open,
        int unsure,
        BigDecimal openQty) {

    /** Filled of both sides, base coin; USD on inverse. */
    public BigDecimal filled() {
        return bought.qty().add(sold.qty());
    }

    /** The filled part of what is filled or may still be, between 0 and 1; null where there is neither. */
    public @Nullable Quotient progress() {
        BigDecimal whole = filled().add(openQty);
        return whole.signum() == 0 ? null : new Quotient(filled(), whole);
    }

    /** By currency, of both sides; positive is cost. */
    public Map<String, BigDecimal> fees() {
        Map<String, BigDecimal> fees = new HashMap<>(bought.fees());
        sold.fees().forEach((coin, fee) -> fees.merge(coin, fee, BigDecimal::add));
        return fees;
    }
}
