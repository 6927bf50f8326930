package io.jaybit.positions;

import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One position, or one leg in hedge mode, as it is known now. Immutable.
 *
 * @param positionIdx 0 one-way, 1 long leg, 2 short leg
 * @param size what the venue says, negative for short; base coin, USD on inverse
 * @param ahead fills that the venue's position does not hold yet, signed; profit and prices do not count them
 * @param row the venue's last row; null if it told none
 * @param mark null if no mark price is known
 */
public record Position(
        Symbol symbol,
        int positionIdx,
        BigDecimal size,
        BigDecimal ahead,
        PositionStanding standing,
        @Nullable PositionUpdate row,
        @Nullable Mark mark) {

    static Position of(
            Symbol symbol,
            int positionIdx,
            @Nullable PositionUpdate row,
            BigDecimal ahead,
            PositionStanding standing,
            @Nullable Mark mark) {
        return new Position(
                symbol, positionIdx, row == null ? BigDecimal.ZERO : row.signedSize(), ahead, standing, row, mark);
    }

    /** The best that is known of now: the venue's size and the fills ahead of it. */
    public BigDecimal net() {
        return size.add(ahead);
    }

    public boolean isFlat() {
        return net().signum() == 0;
    }

    /** Null when flat. */
    public @Nullable BigDecimal entryPrice() {
        return row == null ? null : row.entryPrice();
    }

    public @Nullable BigDecimal breakEvenPrice() {
        return row == null ? null : row.breakEvenPrice();
    }

    /** The venue's estimate; null where it names none. */
    public @Nullable BigDecimal liquidationPrice() {
        BigDecimal price = row == null ? null : row.liquidationPrice();
        return price == null || price.signum() <= 0 ? null : price;
    }

    /** Of the position that is open, fees and funding included, in {@link #pnlCurrency}. */
    public @Nullable BigDecimal curRealisedPnl() {
        return row == null ? null : row.curRealisedPnl();
    }

    /** Of all that ever were on the symbol. */
    public @Nullable BigDecimal cumRealisedPnl() {
        return row == null ? null : row.cumRealisedPnl();
    }

    /** Null where the symbol's name does not tell. */
    public @Nullable String pnlCurrency() {
        return Currencies.pnlCurrency(symbol);
    }

    /**
     * Profit at the mark price that is not in the balance yet, in {@link #pnlCurrency}. Linear and option: {@code size × (mark − entry)};
     * inverse: {@code size × (1/entry − 1/mark)}. Contracts that settle each session count from the session's average price where
     * the venue names one.
     *
     * @return null without a mark or an entry price
     */
    public @Nullable Quotient unrealisedPnl() {
        if (size.signum() == 0) {
            return new Quotient(BigDecimal.ZERO, BigDecimal.ONE);
        }
        BigDecimal entry = pricedFrom();
        if (entry == null || mark == null) {
            return null;
        }
        BigDecimal gain = size.multiply(mark.price().subtract(entry));
        return symbol.category() == Category.INVERSE
                ? new Quotient(gain, entry.multiply(mark.price()))
                : new Quotient(gain, BigDecimal.ONE);
    }

    private @Nullable BigDecimal pricedFrom() {
        BigDecimal session = row == null ? null : row.sessionAveragePrice();
        BigDecimal entry = session != null && session.signum() > 0 ? session : entryPrice();
        return entry == null || entry.signum() <= 0 ? null : entry;
    }

    /**
     * How far the mark price is from the liquidation price, as a ratio of the mark price: 0.05 means that it may go five per cent the
     * wrong way. Negative beyond it.
     *
     * @return null without a mark, or without a liquidation price
     */
    public @Nullable Quotient distanceToLiquidation() {
        BigDecimal liquidation = liquidationPrice();
        if (liquidation == null || mark == null || size.signum() == 0) {
            return null;
        }
        BigDecimal room = mark.price().subtract(liquidation);
        return new Quotient(size.signum() > 0 ? room : room.negate(), mark.price());
    }

    /**
     * What is at stake, signed like {@link #net}: linear at the mark price in the settle coin, inverse in USD, option at the index price
     * in the settle coin.
     *
     * @return null where the price it needs is not known
     */
    public @Nullable Notional notional() {
        String currency = Currencies.notionalCurrency(symbol);
        if (currency == null) {
            return null;
        }
        if (isFlat() || symbol.category() == Category.INVERSE) {
            return new Notional(net(), currency);
        }
        BigDecimal price = notionalPrice();
        return price == null ? null : new Notional(net().multiply(price), currency);
    }

    private @Nullable BigDecimal notionalPrice() {
        if (mark == null) {
            return null;
        }
        if (symbol.category() != Category.OPTION) {
            return mark.price();
        }
        Decimal index = mark.indexPrice();
        return index == null ? null : index.toBigDecimal();
    }
}
