package io.jaybit.station.pipeline;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.WalletUpdate;

/** One row for every coin whose balance was told. */
public final class WalletWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private long seen;

    public WalletWatcher(TextStyle style, RowSink sink) {
        this.style = style;
        this.sink = sink;
    }

    @Override
    public void onAccount(AccountEvent event) {
        if (event instanceof WalletUpdate wallet) {
            seen++;
            for (WalletUpdate.CoinBalance coin : wallet.coins()) {
                sink.row(AccountRows.coin(wallet, coin).build(text(wallet, coin, style)));
            }
        }
    }

    static String text(WalletUpdate wallet, WalletUpdate.CoinBalance coin, TextStyle style) {
        return style.head(wallet.exchangeEpochMillis(), coin.coin(), 8)
                + "balance " + TextStyle.left(coin.walletBalance().toPlainString(), 20)
                + "  equity " + TextStyle.left(PositionWatcher.plain(coin.equity()), 20)
                + "  unrealised " + PositionWatcher.plain(coin.unrealisedPnl());
    }

    @Override
    public long seen() {
        return seen;
    }
}
