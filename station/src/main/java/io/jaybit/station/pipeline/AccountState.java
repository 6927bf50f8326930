package io.jaybit.station.pipeline;

import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Quotient;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.OrderRecord;
import io.jaybit.positions.Position;
import io.jaybit.positions.WalletTracker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of an own account at one moment, as rows: orders that are open or uncertain, positions, balances. Stateless. */
public final class AccountState {
    private static final int SCALE = 8;

    private AccountState() {}

    /** @param nanos the monotonic clock of the account then */
    public static List<Row> rows(AccountLine line, long nanos, TextStyle style, AccountFilter filter) {
        List<Row> rows = new ArrayList<>();
        for (OrderRecord order : line.orders().open()) {
            if (filter.wants(order.symbol(), order.ref().orderLinkId())) {
                rows.add(order(order, style));
            }
        }
        PositionWatcher positions = new PositionWatcher(style, rows::add, filter);
        for (Position position : line.positions().positions(nanos)) {
            if (!position.isFlat()) {
                positions.onPosition(position);
            }
        }
        for (WalletTracker.Wallet wallet : line.wallet().wallets()) {
            wallet.coins().values().forEach(coin -> rows.add(coin(wallet.latest(), coin.balance(), style)));
        }
        return rows;
    }

    private static Row order(OrderRecord order, TextStyle style) {
        String text = style.head(
                        order.sinceEpochNanos() / 1_000_000, order.symbol().name(), 12)
                + (order.side() == null ? "" : order.side().text() + " ")
                + (order.qty() == null ? "" : order.qty())
                + (order.price() == null || order.price().isZero() ? "" : " at " + order.price())
                + "  " + order.state().text()
                + (order.filled().signum() == 0
                        ? ""
                        : ", " + order.filled().toPlainString() + " filled at " + PositionWatcher.plain(average(order)))
                + "  "
                + style.faint(
                        order.ref().orderLinkId().isEmpty()
                                ? order.ref().orderId()
                                : order.ref().orderLinkId());
        return AccountRows.order(order, average(order)).build(text);
    }

    private static @Nullable BigDecimal average(OrderRecord order) {
        Quotient average = order.averagePrice();
        if (average == null) {
            return null;
        }
        BigDecimal rounded = average.round(SCALE).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static Row coin(WalletUpdate wallet, WalletUpdate.CoinBalance coin, TextStyle style) {
        return AccountRows.coin(wallet, coin).build(WalletWatcher.text(wallet, coin, style));
    }
}
