package io.jaybit.positions;

import static io.jaybit.positions.RowCodec.readBig;

import io.jaybit.account.Origin;
import io.jaybit.account.WalletUpdate;
import io.jaybit.account.WalletUpdate.CoinBalance;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** News of a wallet as bytes. */
final class WalletCodec {
    private WalletCodec() {}

    static void write(WalletUpdate update, StateWriter to) {
        RowCodec.writeOrigin(update.origin(), to);
        RowCodec.write(update.totalEquity(), to);
        RowCodec.write(update.totalWalletBalance(), to);
        RowCodec.write(update.totalMarginBalance(), to);
        RowCodec.write(update.totalAvailableBalance(), to);
        RowCodec.write(update.totalUnrealisedPnl(), to);
        RowCodec.write(update.totalInitialMargin(), to);
        RowCodec.write(update.totalMaintenanceMargin(), to);
        RowCodec.write(update.initialMarginRate(), to);
        RowCodec.write(update.maintenanceMarginRate(), to);
        to.writeInt(update.coins().size());
        update.coins().forEach(coin -> write(coin, to));
        RowCodec.writeFields(update.otherFields(), to);
    }

    static WalletUpdate read(StateReader from, String accountType) {
        Origin origin = RowCodec.readOrigin(from);
        List<@Nullable BigDecimal> figures = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            figures.add(readBig(from));
        }
        List<CoinBalance> coins = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            coins.add(readCoin(from));
        }
        return new WalletUpdate(
                origin,
                accountType,
                figures.get(0),
                figures.get(1),
                figures.get(2),
                figures.get(3),
                figures.get(4),
                figures.get(5),
                figures.get(6),
                figures.get(7),
                figures.get(8),
                coins,
                RowCodec.readFields(from));
    }

    static void write(CoinBalance coin, StateWriter to) {
        to.writeText(coin.coin());
        RowCodec.write(coin.equity(), to);
        RowCodec.write(coin.usdValue(), to);
        to.writeBigDecimal(coin.walletBalance());
        RowCodec.write(coin.locked(), to);
        RowCodec.write(coin.spotHedgingQty(), to);
        RowCodec.write(coin.borrowAmount(), to);
        RowCodec.write(coin.spotBorrow(), to);
        RowCodec.write(coin.accruedInterest(), to);
        RowCodec.write(coin.orderInitialMargin(), to);
        RowCodec.write(coin.positionInitialMargin(), to);
        RowCodec.write(coin.positionMaintenanceMargin(), to);
        RowCodec.write(coin.unrealisedPnl(), to);
        RowCodec.write(coin.cumRealisedPnl(), to);
        RowCodec.write(coin.bonus(), to);
        to.writeBoolean(coin.collateralSwitch()).writeBoolean(coin.marginCollateral());
        RowCodec.writeFields(coin.otherFields(), to);
    }

    static CoinBalance readCoin(StateReader from) {
        return new CoinBalance(
                from.readText(),
                readBig(from),
                readBig(from),
                from.readBigDecimal(),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                from.readBoolean(),
                from.readBoolean(),
                RowCodec.readFields(from));
    }
}
