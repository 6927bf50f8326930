package io.jaybit.account;

import java.util.Map;

/**
 * What the venue told us about our own account, stamped by its clock and by ours. Immutable.
 *
 * <p>The same fact may come by several ways, late, twice or never, and the topics have no order among each other: an execution may
 * come before the order it fills is known. Numbers the venue left empty are null, never zero.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/websocket/private/order">Order</a> and those beside it.
 */
public sealed interface AccountEvent
        permits OrderUpdate,
                Execution,
                FastExecution,
                PositionUpdate,
                WalletUpdate,
                Greeks,
                DisconnectProtectionUpdate,
                SpreadOrderUpdate,
                SpreadExecution {
    Origin origin();

    /** Venue time of the event itself, epoch milliseconds. */
    long exchangeEpochMillis();

    /** Fields that have no name of their own here, deprecated or new, by the venue's names; objects and lists as JSON text. */
    Map<String, String> otherFields();
}
