package io.jaybit.simulator.exchange;

import java.util.Arrays;

/** Passes everything on to each listener, in the order in which they came. Confined to the exchange's thread. */
final class Listeners implements ExchangeListener {
    private ExchangeListener[] all = {};

    void add(ExchangeListener listener) {
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = listener;
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        for (ExchangeListener listener : all) {
            listener.onLevel(market, side, price, size);
        }
    }

    @Override
    public void onTrade(Trade trade) {
        for (ExchangeListener listener : all) {
            listener.onTrade(trade);
        }
    }

    @Override
    public void onSettled(Market market) {
        for (ExchangeListener listener : all) {
            listener.onSettled(market);
        }
    }

    @Override
    public void onPrices(Market market) {
        for (ExchangeListener listener : all) {
            listener.onPrices(market);
        }
    }

    @Override
    public void onOrder(Order order) {
        for (ExchangeListener listener : all) {
            listener.onOrder(order);
        }
    }

    @Override
    public void onExecution(Execution execution) {
        for (ExchangeListener listener : all) {
            listener.onExecution(execution);
        }
    }

    @Override
    public void onPosition(Position position) {
        for (ExchangeListener listener : all) {
            listener.onPosition(position);
        }
    }

    @Override
    public void onWallet(Account account, String coin) {
        for (ExchangeListener listener : all) {
            listener.onWallet(account, coin);
        }
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        for (ExchangeListener listener : all) {
            listener.onLiquidation(liquidation);
        }
    }

    @Override
    public void onInsurance(InsurancePool pool) {
        for (ExchangeListener listener : all) {
            listener.onInsurance(pool);
        }
    }
}
