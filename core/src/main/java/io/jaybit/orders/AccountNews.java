package io.jaybit.orders;

import io.jaybit.account.WalletUpdate;
import io.jaybit.positions.PositionListener;
import java.util.List;

/** Hears what becomes of an own account, in the middle of a call: must not call back. */
public interface AccountNews extends OrderListener, PositionListener {
    /** How much what is known can be trusted has changed, and why. */
    default void onStatus(AccountStatus status, String reason, long epochNanos) {}

    /** The venue was asked for everything, and this is what had been missed. */
    default void onReconciled(Reconciliation report) {}

    /** Balances of these coins are others than were known. */
    default void onWallet(WalletUpdate update, List<String> changedCoins) {}

    /** The account's memory cannot be written, and commands are refused until it can; it is tried again with each change. */
    default void onMemoryFailed(String reason, long epochNanos) {}
}
