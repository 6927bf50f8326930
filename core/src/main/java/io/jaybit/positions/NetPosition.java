package io.jaybit.positions;

import io.jaybit.market.Currencies;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The legs of one symbol together; in one-way mode the one position there is. Immutable.
 *
 * @param net signed, with fills ahead of the venue's rows
 * @param standing the worst of the legs'
 * @param legs what it is made of
 */
public record NetPosition(Symbol symbol, BigDecimal net, PositionStanding standing, List<Position> legs) {
    public NetPosition {
        legs = List.copyOf(legs);
    }

    /** @param unplaced fills whose leg is not known yet */
    static NetPosition of(Symbol symbol, List<Position> legs, BigDecimal unplaced, PositionStanding atBest) {
        BigDecimal net = unplaced;
        PositionStanding standing = unplaced.signum() == 0 ? atBest : atBest.worse(PositionStanding.FILLS_AHEAD);
        for (Position leg : legs) {
            net = net.add(leg.net());
            standing = standing.worse(leg.standing());
        }
        return new NetPosition(symbol, net, standing, legs);
    }

    /** The legs' profit added up; null if one's is not known. */
    public @Nullable Quotient unrealisedPnl() {
        Quotient sum = new Quotient(BigDecimal.ZERO, BigDecimal.ONE);
        for (Position leg : legs) {
            Quotient one = leg.unrealisedPnl();
            if (one == null) {
                return null;
            }
            sum = sum.plus(one);
        }
        return sum;
    }

    /** What is at stake when long and short legs cancel out, signed; null if one's is not known. */
    public @Nullable Notional notional() {
        String currency = Currencies.notionalCurrency(symbol);
        if (currency == null) {
            return null;
        }
        Notional sum = new Notional(BigDecimal.ZERO, currency);
        for (Position leg : legs) {
            Notional one = leg.notional();
            if (one == null) {
                return null;
            }
            sum = sum.plus(one);
        }
        return sum;
    }
}
