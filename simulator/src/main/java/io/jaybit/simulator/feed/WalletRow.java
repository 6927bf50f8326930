package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.AccountFigures;
import io.jaybit.simulator.exchange.CoinFigures;
import io.jaybit.simulator.exchange.Margin;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.wire.JsonText;
import java.util.Collection;

/**
 * An account's money as the private stream tells of it: all of the account, and the coins that have changed. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/wallet">Wallet</a>.
 */
final class WalletRow {
    private WalletRow() {}

    static String of(Margin margin, Account account, Collection<String> coins) {
        AccountFigures figures = margin.figures(account);
        String initialRate = Money.text(figures.accountImRate());
        String maintenanceRate = Money.text(figures.accountMmRate());
        String initial = Money.text(figures.totalInitialMargin());
        String maintenance = Money.text(figures.totalMaintenanceMargin());
        JsonText text = new JsonText()
                .begin()
                .text("accountIMRate", initialRate)
                .text("accountIMRateByMp", initialRate)
                .text("accountMMRate", maintenanceRate)
                .text("accountMMRateByMp", maintenanceRate)
                .text("totalEquity", Money.text(figures.totalEquity()))
                .text("totalWalletBalance", Money.text(figures.totalWalletBalance()))
                .text("totalMarginBalance", Money.text(figures.totalMarginBalance()))
                .text("totalAvailableBalance", Money.text(figures.totalAvailableBalance()))
                .text("totalPerpUPL", Money.text(figures.totalPerpUpl()))
                .text("totalInitialMargin", initial)
                .text("totalInitialMarginByMp", initial)
                .text("totalMaintenanceMargin", maintenance)
                .text("totalMaintenanceMarginByMp", maintenance)
                .array("coin");
        coins.forEach(coin -> coin(text, figures.coin(coin)));
        return text.endArray()
                .text("accountLTV", "0")
                .text("accountType", "UNIFIED")
                .end()
                .toString();
    }

    private static void coin(JsonText text, CoinFigures coin) {
        text.begin()
                .text("coin", coin.coin())
                .text("equity", Money.text(coin.equity()))
                .text("usdValue", Money.text(coin.usdValue()))
                .text("walletBalance", Money.text(coin.walletBalance()))
                .text("availableToWithdraw", "")
                .text("availableToBorrow", "")
                .text("borrowAmount", Money.text(coin.borrowAmount()))
                .text("accruedInterest", "0")
                .text("totalOrderIM", Money.text(coin.totalOrderIm()))
                .text("totalPositionIM", Money.text(coin.totalPositionIm()))
                .text("totalPositionMM", Money.text(coin.totalPositionMm()))
                .text("unrealisedPnl", Money.text(coin.unrealisedPnl()))
                .text("cumRealisedPnl", Money.text(coin.cumRealisedPnl()))
                .text("bonus", "0")
                .flag("collateralSwitch", true)
                .flag("marginCollateral", true)
                .text("locked", Money.text(coin.locked()))
                .text("spotHedgingQty", "0")
                .text("spotBorrow", Money.text(coin.borrowAmount()))
                .end();
    }
}
