package io.jaybit.client;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.orders.AccountNews;

/**
 * Hears what becomes of the own account, on the delivery thread, in the order in which it happened. A listener that throws is reported as
 * {@link io.jaybit.feed.Notice.CallbackFailed}.
 */
public interface AccountListener extends AccountNews {
    /** Whether the venue would cancel the orders of a product if this process vanished has changed. */
    default void onDisconnectProtection(DisconnectProtection protection) {}
}
