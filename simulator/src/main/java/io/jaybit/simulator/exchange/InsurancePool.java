package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

/** What pays for positions that were closed at worse than their bankruptcy price. Changed by the exchange alone. */
public final class InsurancePool {
    private final String coin;
    private final String symbols;
    BigDecimal balance;
    /** Greatest balance of the last 8 hours, for the drawdown that starts deleveraging. */
    BigDecimal peak;

    long updatedEpochMillis;

    InsurancePool(String coin, String symbols, BigDecimal balance, long nowEpochMillis) {
        this.coin = coin;
        this.symbols = symbols;
        this.balance = balance;
        this.peak = balance;
        this.updatedEpochMillis = nowEpochMillis;
    }

    public String coin() {
        return coin;
    }

    /** The symbol, or symbols with commas, that it is for. */
    public String symbols() {
        return symbols;
    }

    public BigDecimal balance() {
        return balance;
    }

    public BigDecimal peak() {
        return peak;
    }

    public long updatedEpochMillis() {
        return updatedEpochMillis;
    }
}
