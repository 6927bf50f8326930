package io.jaybit.simulator.exchange;

import java.util.List;

/** All listeners of an exchange as one, those who were there first first. */
final class Audience implements ExchangeListener {
    private final List<ExchangeListener> listeners;

    /** @param listeners which may grow later */
    Audience(List<ExchangeListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        listeners.forEach(listener -> listener.onLevel(market, side, price, size));
    }

    @Override
    public void onTrade(Trade trade) {
        listeners.forEach(listener -> listener.onTrade(trade));
    }

    @Override
    public void onSettled(Market market) {
        listeners.forEach(listener -> listener.onSettled(market));
    }

    @Override
    public void onPrices(Market market) {
        listeners.forEach(listener -> listener.onPrices(market));
    }

    @Override
    public void onOrder(Order order) {
        listeners.forEach(listener -> listener.onOrder(order));
    }

    @Override
    public void onExecution(Execution execution) {
        listeners.forEach(listener -> listener.onExecution(execution));
    }

    @Override
    public void onPosition(Position position) {
        listeners.forEach(listener -> listener.onPosition(position));
    }

    @Override
    public void onWallet(Account account, String coin) {
        listeners.forEach(listener -> listener.onWallet(account, coin));
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        listeners.forEach(listener -> listener.onLiquidation(liquidation));
    }

    @Override
    public void onInsurance(InsurancePool pool) {
        listeners.forEach(listener -> listener.onInsurance(pool));
    }
}
