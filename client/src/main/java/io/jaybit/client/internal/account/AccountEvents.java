package io.jaybit.client.internal.account;

import io.jaybit.account.AccountEvent;
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
import java.util.function.Consumer;

/** Brings every kind of private event to one place. Confined to the thread that decodes. */
public record AccountEvents(Consumer<AccountEvent> to) implements AccountSink {
    @Override
    public void onOrder(OrderUpdate order) {
        to.accept(order);
    }

    @Override
    public void onExecution(Execution execution) {
        to.accept(execution);
    }

    @Override
    public void onFastExecution(FastExecution execution) {
        to.accept(execution);
    }

    @Override
    public void onPosition(PositionUpdate position) {
        to.accept(position);
    }

    @Override
    public void onWallet(WalletUpdate wallet) {
        to.accept(wallet);
    }

    @Override
    public void onGreeks(Greeks greeks) {
        to.accept(greeks);
    }

    @Override
    public void onDisconnectProtection(DisconnectProtectionUpdate update) {
        to.accept(update);
    }

    @Override
    public void onSpreadOrder(SpreadOrderUpdate order) {
        to.accept(order);
    }

    @Override
    public void onSpreadExecution(SpreadExecution execution) {
        to.accept(execution);
    }
}
