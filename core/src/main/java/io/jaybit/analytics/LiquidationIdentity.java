package io.jaybit.analytics;

import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;

/** What makes two deliveries the same liquidation: frame and place in it, and everything said there. Immutable. */
record LiquidationIdentity(
        long pushedMillis,
        Symbol symbol,
        int indexInFrame,
        long millis,
        PositionSide side,
        Decimal size,
        Decimal price) {

    static LiquidationIdentity of(Liquidation liquidation) {
        return new LiquidationIdentity(
                liquidation.pushedEpochMillis(),
                liquidation.symbol(),
                liquidation.indexInFrame(),
                liquidation.exchangeEpochMillis(),
                liquidation.liquidated(),
                liquidation.size(),
                liquidation.bankruptcyPrice());
    }
}
