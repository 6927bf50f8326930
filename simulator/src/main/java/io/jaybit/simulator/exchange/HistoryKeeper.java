package io.jaybit.simulator.exchange;

/** Keeps in each account's history what its queries ask for. Confined to the exchange's thread. */
final class HistoryKeeper implements ExchangeListener {
    @Override
    public void onOrder(Order order) {
        if (!order.status().isFinal()) {
            return;
        }
        Account account = order.account();
        Order forgotten = account.isSilent() ? order : account.history.add(order);
        if (forgotten != null && !forgotten.request().orderLinkId().isEmpty()) {
            // From now on another order may have this link id.
            account.byLinkId.remove(forgotten.request().orderLinkId(), forgotten);
        }
    }

    @Override
    public void onExecution(Execution execution) {
        if (!execution.account().isSilent()) {
            execution.account().history.add(execution);
        }
    }
}
