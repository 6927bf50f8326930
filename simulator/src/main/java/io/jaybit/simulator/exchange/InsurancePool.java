package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What pays for positions that were closed at worse than their bankruptcy price, and takes what those closed at better leave. One for
 * each market. Changed by the exchange alone.
 *
 * <p>It starts deleveraging when it is used up, or has lost 30 % of its greatest balance of the last 8 hours while it is above {@link
 * #THRESHOLD}; it stops when it has something again, or the loss is less than 25 %.
 */
public final class InsurancePool {
    /** {@code adl_tt}: below this balance a drawdown alone starts nothing. */
    public static final BigDecimal THRESHOLD = new BigDecimal("10000");
    /** {@code i_pr}. */
    public static final BigDecimal TRIGGER_RATIO = new BigDecimal("-0.3");
    /** {@code adl_sr}. */
    public static final BigDecimal STOP_RATIO = new BigDecimal("-0.25");

    private static final long WINDOW_MILLIS = 8 * 3_600_000L;
    private static final long GRAIN_MILLIS = 60_000;

    private final String coin;
    private final String symbols;
    private BigDecimal balance = Money.ZERO;
    /** Balances that may still be the greatest of the window, falling; at most one a minute. */
    private final Deque<Peak> peaks = new ArrayDeque<>();

    private long updatedEpochMillis;
    private boolean deleveraging;

    private record Peak(long epochMillis, BigDecimal balance) {}

    InsurancePool(String coin, String symbols, long nowEpochMillis) {
        this.coin = coin;
        this.symbols = symbols;
        this.updatedEpochMillis = nowEpochMillis;
    }

    void add(BigDecimal amount, long nowEpochMillis) {
        balance = balance.add(amount);
        updatedEpochMillis = nowEpochMillis;
        long minute = nowEpochMillis - nowEpochMillis % GRAIN_MILLIS;
        while (!peaks.isEmpty() && peaks.getLast().balance.compareTo(balance) <= 0) {
            peaks.removeLast();
        }
        if (peaks.isEmpty() || peaks.getLast().epochMillis != minute) {
            peaks.addLast(new Peak(minute, balance));
        }
        while (peaks.getFirst().epochMillis < nowEpochMillis - WINDOW_MILLIS && peaks.size() > 1) {
            peaks.removeFirst();
        }
        boolean empty = balance.signum() <= 0;
        BigDecimal drawdown = drawdown();
        if (deleveraging) {
            deleveraging = empty || drawdown.compareTo(STOP_RATIO) <= 0;
        } else {
            deleveraging = (empty && amount.signum() < 0)
                    || (balance.compareTo(THRESHOLD) > 0 && drawdown.compareTo(TRIGGER_RATIO) < 0);
        }
    }

    public String coin() {
        return coin;
    }

    /** The symbol that it is for. */
    public String symbols() {
        return symbols;
    }

    /** Negative where more was lost than it had. */
    public BigDecimal balance() {
        return balance;
    }

    /** Greatest balance of the last 8 hours. */
    public BigDecimal peak() {
        return peaks.isEmpty() ? balance : peaks.getFirst().balance.max(balance);
    }

    /** {@code pr}: what it has lost since its peak, as a share of it; 0 or negative. */
    public BigDecimal drawdown() {
        BigDecimal peak = peak();
        return peak.signum() <= 0 ? BigDecimal.ZERO : balance.subtract(peak).divide(peak, 6, RoundingMode.HALF_UP);
    }

    /** Whether what is taken over now goes to the opposite traders instead of the market. */
    public boolean isDeleveraging() {
        return deleveraging;
    }

    public long updatedEpochMillis() {
        return updatedEpochMillis;
    }
}
