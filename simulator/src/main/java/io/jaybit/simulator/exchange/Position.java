package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an account holds of a derivative, or of one leg of it in hedge mode. Changed by the {@link Ledger} alone.
 */
public final class Position {
    private final Account account;
    private final Market market;
    private final int idx;

    long size;
    /** What the size was bought for, signed as the size: in the settle coin. */
    BigDecimal cost = Money.ZERO;

    /** The part of {@link #cost} that came with session settlements: profit that was paid out while the position stayed open. */
    BigDecimal settled = Money.ZERO;

    BigDecimal curRealisedPnl = Money.ZERO;
    BigDecimal cumRealisedPnl = Money.ZERO;
    /** Set aside for it in isolated margin; in the settle coin. */
    BigDecimal margin = Money.ZERO;
    /** Fees paid for what is open. */
    BigDecimal openFees = Money.ZERO;

    int leverage = 10;
    long createdEpochMillis;
    long updatedEpochMillis;
    long openedEpochMillis;
    long seq = -1;
    long takeProfit;
    long stopLoss;
    long trailingStop;
    String status = "Normal";

    Position(Account account, Market market, int idx, long nowEpochMillis) {
        this.account = account;
        this.market = market;
        this.idx = idx;
        this.createdEpochMillis = nowEpochMillis;
        this.updatedEpochMillis = nowEpochMillis;
    }

    public Account account() {
        return account;
    }

    public Market market() {
        return market;
    }

    /** 0 one-way, 1 the long leg of hedge mode, 2 its short leg. */
    public int idx() {
        return idx;
    }

    /** In steps: positive = long, negative = short, 0 = flat. */
    public long size() {
        return size;
    }

    /** What the size was bought for, or was worth at its last session settlement; signed as the size, in the settle coin. */
    public BigDecimal cost() {
        return cost;
    }

    /** What the size was bought for, whatever was settled since; signed as the size, in the settle coin. */
    BigDecimal entryCost() {
        return cost.subtract(settled);
    }

    /** Average price of entry as a number of the quote coin; 0 when flat. */
    public BigDecimal entryPrice() {
        return price(entryCost());
    }

    /** The price from which unrealised profit is counted: that of entry or of the last session settlement; 0 when flat. */
    public BigDecimal sessionPrice() {
        return price(cost);
    }

    private BigDecimal price(BigDecimal paid) {
        if (size == 0 || paid.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount = market.instrument().sizeOf(size);
        return market.instrument().isInverse()
                ? amount.divide(paid, MathContext.DECIMAL64)
                : paid.divide(amount, MathContext.DECIMAL64);
    }

    /** Worth at the mark price, positive; in the settle coin. */
    public BigDecimal value() {
        return market.instrument().value(Math.abs(size), market.markPrice());
    }

    /** Profit if it were closed at the mark price; in the settle coin. */
    public BigDecimal unrealisedPnl() {
        if (size == 0) {
            return Money.ZERO;
        }
        BigDecimal now = market.instrument().value(size, market.markPrice());
        return market.instrument().isInverse() ? cost.subtract(now) : now.subtract(cost);
    }

    /** Since it was last flat, with fees and funding. */
    public BigDecimal curRealisedPnl() {
        return curRealisedPnl;
    }

    /** Since ever, with fees and funding. */
    public BigDecimal cumRealisedPnl() {
        return cumRealisedPnl;
    }

    public int leverage() {
        return leverage;
    }

    /** Of which side the leverage counts: the one it is on, or was last meant for. */
    Side leverageSide() {
        return idx == 2 || (idx == 0 && size < 0) ? Side.SELL : Side.BUY;
    }

    public long createdEpochMillis() {
        return createdEpochMillis;
    }

    public long updatedEpochMillis() {
        return updatedEpochMillis;
    }

    /** When it last left 0; 0 when flat. */
    public long openedEpochMillis() {
        return openedEpochMillis;
    }

    /** Cross sequence of the last fill; -1 if it was never traded. */
    public long seq() {
        return seq;
    }

    /** In ticks; 0 = none. */
    public long takeProfit() {
        return takeProfit;
    }

    /** In ticks; 0 = none. */
    public long stopLoss() {
        return stopLoss;
    }

    /** Distance in ticks; 0 = none. */
    public long trailingStop() {
        return trailingStop;
    }

    /** The venue's word: {@code Normal}, {@code Liq}, {@code Adl}. */
    public String status() {
        return status;
    }
}
