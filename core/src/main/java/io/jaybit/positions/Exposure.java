package io.jaybit.positions;

import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All positions together, by currency; unlike currencies are never added. Immutable.
 *
 * @param longNotional of long positions, by the notional's currency
 * @param shortNotional of short positions, negative
 * @param unrealisedPnl by the currency of profit and loss
 * @param curRealisedPnl of the positions that are open
 * @param notCounted positions whose price is not known, so that the sums are without them
 * @param stale positions counted at a mark price that no live ticker confirms
 */
public record Exposure(
        Map<String, BigDecimal> longNotional,
        Map<String, BigDecimal> shortNotional,
        Map<String, Quotient> unrealisedPnl,
        Map<String, BigDecimal> curRealisedPnl,
        List<Position> notCounted,
        List<Position> stale) {
    public Exposure {
        longNotional = Map.copyOf(longNotional);
        shortNotional = Map.copyOf(shortNotional);
        unrealisedPnl = Map.copyOf(unrealisedPnl);
        curRealisedPnl = Map.copyOf(curRealisedPnl);
        notCounted = List.copyOf(notCounted);
        stale = List.copyOf(stale);
    }

    static Exposure of(Collection<Position> positions) {
        Map<String, BigDecimal> longs = new TreeMap<>();
        Map<String, BigDecimal> shorts = new TreeMap<>();
        Map<String, Quotient> unrealised = new TreeMap<>();
        Map<String, BigDecimal> realised = new TreeMap<>();
        List<Position> without = new ArrayList<>();
        List<Position> stale = new ArrayList<>();
        for (Position position : positions) {
            String currency = position.pnlCurrency();
            BigDecimal won = position.curRealisedPnl();
            if (currency != null && won != null) {
                realised.merge(currency, won, BigDecimal::add);
            }
            if (position.isFlat() && position.size().signum() == 0) {
                continue;
            }
            Notional notional = position.notional();
            Quotient profit = position.unrealisedPnl();
            if (notional == null || profit == null || currency == null) {
                without.add(position);
                continue;
            }
            (notional.amount().signum() >= 0 ? longs : shorts)
                    .merge(notional.currency(), notional.amount(), BigDecimal::add);
            unrealised.merge(currency, profit, Quotient::plus);
            Mark mark = position.mark();
            if (mark == null || !mark.live()) {
                stale.add(position);
            }
        }
        return new Exposure(longs, shorts, unrealised, realised, without, stale);
    }
}
