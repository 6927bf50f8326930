package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What an account has at stake in one market: its positions, the orders that would enlarge them, its leverage. Confined to the
 * exchange's thread.
 *
 * <p>Only what could open something needs margin: of the buying orders of a leg the part above its short position, of the selling ones
 * that above its long position, and in one-way mode only the greater of the two, as they cannot both stay.
 */
final class Exposure {
    private static final int DEFAULT_LEVERAGE = 10;

    final Market market;
    final String coin;
    int buyLeverage;
    int sellLeverage;
    /** Rings when the mark endangers the account. */
    @Nullable
    Alarm alarm;

    private final Leg[] legs = {new Leg(0), new Leg(1), new Leg(2)};

    Exposure(Market market) {
        this.market = market;
        Instrument instrument = market.instrument();
        this.coin = instrument.settleCoin();
        int leverage = market.category() == Category.OPTION ? 1 : Math.min(DEFAULT_LEVERAGE, instrument.maxLeverage());
        this.buyLeverage = Math.max(1, leverage);
        this.sellLeverage = buyLeverage;
    }

    /** A position and the orders that belong to it. Values in the settle coin, sizes in steps. */
    final class Leg {
        final int idx;

        @Nullable
        Position position;

        long buyQty;
        long sellQty;
        BigDecimal buyValue = Money.ZERO;
        BigDecimal sellValue = Money.ZERO;

        private Leg(int idx) {
            this.idx = idx;
        }

        long size() {
            return position == null ? 0 : position.size;
        }

        boolean isIdle() {
            return size() == 0 && buyQty == 0 && sellQty == 0;
        }

        void reserve(Side side, long qty, BigDecimal value) {
            if (side == Side.BUY) {
                buyQty += qty;
                buyValue = buyValue.add(value);
            } else {
                sellQty += qty;
                sellValue = sellValue.add(value);
            }
        }

        /** Initial margin of the open orders. */
        BigDecimal orderMargin() {
            return buyQty == 0 && sellQty == 0 ? Money.ZERO : margin(buyQty, buyValue, sellQty, sellValue);
        }

        /** The same if there were one more. */
        BigDecimal orderMarginWith(Side side, long qty, BigDecimal value) {
            return side == Side.BUY
                    ? margin(buyQty + qty, buyValue.add(value), sellQty, sellValue)
                    : margin(buyQty, buyValue, sellQty + qty, sellValue.add(value));
        }

        private BigDecimal margin(long buys, BigDecimal bought, long sells, BigDecimal sold) {
            BigDecimal buying = idx == 2 ? Money.ZERO : initial(opening(buys, bought, -size()), Side.BUY);
            BigDecimal selling = idx == 1 ? Money.ZERO : initial(opening(sells, sold, size()), Side.SELL);
            return buying.max(selling);
        }

        private BigDecimal opening(long qty, BigDecimal value, long closable) {
            if (closable <= 0) {
                return value;
            }
            return qty <= closable ? Money.ZERO : Money.share(value, qty - closable, qty);
        }
    }

    Leg leg(int idx) {
        return legs[idx];
    }

    Leg[] legs() {
        return legs;
    }

    boolean isIdle() {
        return legs[0].isIdle() && legs[1].isIdle() && legs[2].isIdle();
    }

    boolean isFlat() {
        return legs[0].size() == 0 && legs[1].size() == 0 && legs[2].size() == 0;
    }

    int leverage(Side side) {
        return side == Side.BUY ? buyLeverage : sellLeverage;
    }

    /** An opened order needs its share by leverage, and the fee that a taker pays for it. */
    private BigDecimal initial(BigDecimal value, Side side) {
        return value.signum() == 0
                ? Money.ZERO
                : byLeverage(value, leverage(side))
                        .add(Money.round(value.multiply(market.instrument().takerFee())));
    }

    /** {@code value / leverage}, rounded up. */
    static BigDecimal byLeverage(BigDecimal value, int leverage) {
        return value.divide(BigDecimal.valueOf(leverage), Money.SCALE, RoundingMode.UP);
    }

    /** Sum of the orders' initial margin over the legs, in the settle coin. */
    BigDecimal orderMargin() {
        return legs[0].orderMargin().add(legs[1].orderMargin()).add(legs[2].orderMargin());
    }
}
