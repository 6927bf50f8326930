package io.jaybit.account;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Balances. A pushed update needs to hold only the coins that changed: merge by coin. Account-wide figures are in USD and mean nothing in
 * isolated margin. Unrealised profit alone pushes nothing.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/wallet">Wallet</a>.
 *
 * @param initialMarginRate a ratio, like {@code maintenanceMarginRate}
 */
public record WalletUpdate(
        Origin origin,
        String accountType,
        @Nullable BigDecimal totalEquity,
        @Nullable BigDecimal totalWalletBalance,
        @Nullable BigDecimal totalMarginBalance,
        @Nullable BigDecimal totalAvailableBalance,
        @Nullable BigDecimal totalUnrealisedPnl,
        @Nullable BigDecimal totalInitialMargin,
        @Nullable BigDecimal totalMaintenanceMargin,
        @Nullable BigDecimal initialMarginRate,
        @Nullable BigDecimal maintenanceMarginRate,
        List<CoinBalance> coins,
        Map<String, String> otherFields)
        implements AccountEvent {
    public WalletUpdate {
        coins = List.copyOf(coins);
        otherFields = Map.copyOf(otherFields);
    }

    /** The wallet has no time of its own: when it was pushed. */
    @Override
    public long exchangeEpochMillis() {
        return origin.pushedEpochMillis();
    }

    /**
     * One coin, everything in that coin unless said otherwise.
     *
     * @param locked held by open spot orders
     * @param usdValue in USD
     * @param positionMaintenanceMargin null in portfolio margin
     */
    public record CoinBalance(
            String coin,
            @Nullable BigDecimal equity,
            @Nullable BigDecimal usdValue,
            BigDecimal walletBalance,
            @Nullable BigDecimal locked,
            @Nullable BigDecimal spotHedgingQty,
            @Nullable BigDecimal borrowAmount,
            @Nullable BigDecimal spotBorrow,
            @Nullable BigDecimal accruedInterest,
            @Nullable BigDecimal orderInitialMargin,
            @Nullable BigDecimal positionInitialMargin,
            @Nullable BigDecimal positionMaintenanceMargin,
            @Nullable BigDecimal unrealisedPnl,
            @Nullable BigDecimal cumRealisedPnl,
            @Nullable BigDecimal bonus,
            boolean collateralSwitch,
            boolean marginCollateral,
            Map<String, String> otherFields) {
        public CoinBalance {
            otherFields = Map.copyOf(otherFields);
        }
    }
}
