package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.AccountFigures;
import io.jaybit.simulator.exchange.CoinFigures;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An account's wallet as the query shows it: in the fields of the private stream. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/account/wallet-balance">Get Wallet Balance</a>.
 */
final class WalletRow {
    private WalletRow() {}

    static void append(AccountFigures account, List<CoinFigures> coins, JsonText to) {
        String initialRate = rate(account.accountImRate());
        String maintenanceRate = rate(account.accountMmRate());
        String initial = Texts.plain(account.totalInitialMargin());
        String maintenance = Texts.plain(account.totalMaintenanceMargin());
        to.begin()
                .text("accountIMRate", initialRate)
                .text("accountIMRateByMp", initialRate)
                .text("accountMMRate", maintenanceRate)
                .text("accountMMRateByMp", maintenanceRate)
                .text("totalEquity", Texts.plain(account.totalEquity()))
                .text("totalWalletBalance", Texts.plain(account.totalWalletBalance()))
                .text("totalMarginBalance", Texts.plain(account.totalMarginBalance()))
                .text("totalAvailableBalance", Texts.plain(account.totalAvailableBalance()))
                .text("totalPerpUPL", Texts.plain(account.totalPerpUpl()))
                .text("totalInitialMargin", initial)
                .text("totalInitialMarginByMp", initial)
                .text("totalMaintenanceMargin", maintenance)
                .text("totalMaintenanceMarginByMp", maintenance)
                .array("coin");
        coins.forEach(coin -> append(coin, to));
        to.endArray().text("accountLTV", "0").text("accountType", "UNIFIED").end();
    }

    private static void append(CoinFigures coin, JsonText to) {
        to.begin()
                .text("coin", coin.coin())
                .text("equity", Texts.plain(coin.equity()))
                .text("usdValue", Texts.plain(coin.usdValue()))
                .text("walletBalance", Texts.plain(coin.walletBalance()))
                .text("availableToWithdraw", "")
                .text("availableToBorrow", "")
                .text("borrowAmount", Texts.plain(coin.borrowAmount()))
                .text("accruedInterest", "0")
                .text("totalOrderIM", Texts.plain(coin.totalOrderIm()))
                .text("totalPositionIM", Texts.plain(coin.totalPositionIm()))
                .text("totalPositionMM", Texts.plain(coin.totalPositionMm()))
                .text("unrealisedPnl", Texts.plain(coin.unrealisedPnl()))
                .text("cumRealisedPnl", Texts.plain(coin.cumRealisedPnl()))
                .text("bonus", "0")
                .flag("collateralSwitch", true)
                .flag("marginCollateral", true)
                .text("locked", Texts.plain(coin.locked()))
                .text("spotHedgingQty", "0")
                .text("spotBorrow", Texts.plain(coin.borrowAmount()))
                .end();
    }

    private static String rate(BigDecimal rate) {
        return Texts.plain(rate.setScale(8, RoundingMode.HALF_UP));
    }
}
