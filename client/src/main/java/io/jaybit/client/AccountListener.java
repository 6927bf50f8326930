package io.jaybit.client;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.WalletUpdate;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.OrderListener;
import io.jaybit.orders.Reconciliation;
import io.jaybit.positions.PositionListener;
import java.util.List;

/**
 * Hears what becomes of the own account, on the delivery thread, in the order in which it happened. A listener that throws is reported as
 * {@link io.jaybit.feed.Notice.CallbackFailed}.
 */
public interface AccountListener extends OrderListener, PositionListener {
    /** How much what is known can be trusted has changed, and why. */
    default void onStatus(AccountStatus status, String reason, long epochNanos) {}

    /** The venue was asked for everything, and this is what had been missed. */
    default void onReconciled(Reconciliation report) {}

    /** Balances of these coins are others than were known. */
    default void onWallet(WalletUpdate update, List<String> changedCoins) {}

    /** Whether the venue would cancel the orders of a product if this process vanished has changed. */
    default void onDisconnectProtection(DisconnectProtection protection) {}

    /** The account's memory cannot be written: commands are refused until it can. */
    default void onMemoryFailed(String reason, long epochNanos) {}
}
