package io.jaybit.account;

/**
 * How the account is set up. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/account/account-info">Get Account Info</a>.
 *
 * @param unifiedMarginStatus 1 classic, 3 and 4 unified 1.0, 5 and 6 unified 2.0
 * @param marginMode {@code ISOLATED_MARGIN}, {@code REGULAR_MARGIN} or {@code PORTFOLIO_MARGIN}
 */
public record AccountInfo(
        int unifiedMarginStatus,
        String marginMode,
        boolean masterTrader,
        boolean spotHedging,
        long updatedEpochMillis) {}
