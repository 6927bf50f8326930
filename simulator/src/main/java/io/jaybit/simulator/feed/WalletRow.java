package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.wire.JsonText;
import java.util.Collection;

/**
 * An account's money as the private stream tells of it: all of the account, and the coins that have changed. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/wallet">Wallet</a>.
 */
final class WalletRow {
    private WalletRow() {}

    static String of(Account account, Collection<String> coins) {
        JsonText text = new JsonText()
                .begin()
                .text("accountIMRate", "0")
                .text("accountIMRateByMp", "0")
                .text("accountMMRate", "0")
                .text("accountMMRateByMp", "0")
                .text("totalEquity", "0")
                .text("totalWalletBalance", "0")
                .text("totalMarginBalance", "0")
                .text("totalAvailableBalance", "0")
                .text("totalPerpUPL", "0")
                .text("totalInitialMargin", "0")
                .text("totalInitialMarginByMp", "0")
                .text("totalMaintenanceMargin", "0")
                .text("totalMaintenanceMarginByMp", "0")
                .array("coin");
        coins.forEach(coin -> coin(text, account, coin));
        return text.endArray()
                .text("accountLTV", "0")
                .text("accountType", "UNIFIED")
                .end()
                .toString();
    }

    private static void coin(JsonText text, Account account, String coin) {
        text.begin()
                .text("coin", coin)
                .text("equity", Money.text(account.wallet(coin)))
                .text("usdValue", Money.text(account.wallet(coin)))
                .text("walletBalance", Money.text(account.wallet(coin)))
                .text("availableToWithdraw", "")
                .text("availableToBorrow", "")
                .text("borrowAmount", "0")
                .text("accruedInterest", "0")
                .text("totalOrderIM", "0")
                .text("totalPositionIM", "0")
                .text("totalPositionMM", "0")
                .text("unrealisedPnl", "0")
                .text("cumRealisedPnl", "0")
                .text("bonus", "0")
                .flag("collateralSwitch", true)
                .flag("marginCollateral", true)
                .text("locked", Money.text(account.locked(coin)))
                .text("spotHedgingQty", "0")
                .text("spotBorrow", "0")
                .end();
    }
}
