package io.jaybit.feed;

import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;

/** Internal dispatch of what a decoder read of the own account: the counterpart of {@link MarketSink}. */
public interface AccountSink {
    void onOrder(OrderUpdate order);

    void onExecution(Execution execution);

    void onFastExecution(FastExecution execution);

    void onPosition(PositionUpdate position);

    void onWallet(WalletUpdate wallet);

    void onGreeks(Greeks greeks);

    void onDisconnectProtection(DisconnectProtectionUpdate update);

    void onSpreadOrder(SpreadOrderUpdate order);

    void onSpreadExecution(SpreadExecution execution);
}
