package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a unified account is worth, as of one moment. Immutable.
 *
 * <p>All in USD, in the words of the venue's page <a
 * href="https://bybit-exchange.github.io/docs/v5/account/wallet-balance">Get Wallet Balance</a>. Every coin is collateral at its full
 * index price. Over all of the account in isolated margin too, where the venue says they mean nothing.
 *
 * @param totalMarginBalance wallets and unrealised profit of futures; without options
 * @param totalAvailableBalance what new orders may need; never negative
 * @param totalPerpUpl unrealised profit of perpetuals and futures
 * @param totalInitialMargin of orders and positions
 * @param accountImRate share of the margin balance that is initial margin; 0 without one
 * @param accountMmRate the same of maintenance margin: liquidation at 1
 * @param coins every coin the account ever had, by name
 */
public record AccountFigures(
        BigDecimal totalEquity,
        BigDecimal totalWalletBalance,
        BigDecimal totalMarginBalance,
        BigDecimal totalAvailableBalance,
        BigDecimal totalPerpUpl,
        BigDecimal totalInitialMargin,
        BigDecimal totalMaintenanceMargin,
        BigDecimal accountImRate,
        BigDecimal accountMmRate,
        List<CoinFigures> coins) {
    public AccountFigures {
        coins = List.copyOf(coins);
    }

    /** Those of one coin; of zeros if the account never had it. */
    public CoinFigures coin(String name) {
        return coins.stream()
                .filter(coin -> coin.coin().equals(name))
                .findFirst()
                .orElseGet(() -> CoinFigures.none(name));
    }
}
