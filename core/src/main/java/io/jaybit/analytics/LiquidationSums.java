package io.jaybit.analytics;

import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.PositionSide;
import java.math.BigDecimal;

/** Sums over some liquidations; exact, so what was added can be taken out again. Confined to its operator's thread. */
final class LiquidationSums {
    private BigDecimal longNotional = BigDecimal.ZERO;
    private BigDecimal shortNotional = BigDecimal.ZERO;
    private long longCount;
    private long shortCount;
    private long sampledCount;

    void add(Liquidation liquidation) {
        change(liquidation, 1);
    }

    void remove(Liquidation liquidation) {
        change(liquidation, -1);
    }

    private void change(Liquidation liquidation, int by) {
        Notional notional = Notional.of(liquidation);
        BigDecimal amount = notional == null ? BigDecimal.ZERO : notional.amount();
        BigDecimal signed = by < 0 ? amount.negate() : amount;
        if (liquidation.liquidated() == PositionSide.LONG) {
            longNotional = longNotional.add(signed);
            longCount += by;
        } else {
            shortNotional = shortNotional.add(signed);
            shortCount += by;
        }
        sampledCount += liquidation.sampled() ? by : 0;
    }

    BigDecimal longNotional() {
        return plain(longNotional);
    }

    BigDecimal shortNotional() {
        return plain(shortNotional);
    }

    long longCount() {
        return longCount;
    }

    long shortCount() {
        return shortCount;
    }

    long sampledCount() {
        return sampledCount;
    }

    boolean isEmpty() {
        return longCount == 0 && shortCount == 0;
    }

    private static BigDecimal plain(BigDecimal sum) {
        BigDecimal stripped = sum.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
