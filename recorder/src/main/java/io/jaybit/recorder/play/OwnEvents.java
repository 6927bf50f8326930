package io.jaybit.recorder.play;

import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.feed.AccountSink;

/** Tells private events first as they came, then to the account that is made of them. */
record OwnEvents(AccountSink told, AccountPlayback account) implements AccountSink {
    @Override
    public void onOrder(OrderUpdate order) {
        told.onOrder(order);
        account.onEvent(order);
    }

    @Override
    public void onExecution(Execution execution) {
        told.onExecution(execution);
        account.onEvent(execution);
    }

    @Override
    public void onFastExecution(FastExecution execution) {
        told.onFastExecution(execution);
        account.onEvent(execution);
    }

    @Override
    public void onPosition(PositionUpdate position) {
        told.onPosition(position);
        account.onEvent(position);
    }

    @Override
    public void onWallet(WalletUpdate wallet) {
        told.onWallet(wallet);
        account.onEvent(wallet);
    }

    @Override
    public void onGreeks(Greeks greeks) {
        told.onGreeks(greeks);
        account.onEvent(greeks);
    }

    @Override
    public void onDisconnectProtection(DisconnectProtectionUpdate update) {
        told.onDisconnectProtection(update);
        account.onEvent(update);
    }

    @Override
    public void onSpreadOrder(SpreadOrderUpdate order) {
        told.onSpreadOrder(order);
        account.onEvent(order);
    }

    @Override
    public void onSpreadExecution(SpreadExecution execution) {
        told.onSpreadExecution(execution);
        account.onEvent(execution);
    }
}
