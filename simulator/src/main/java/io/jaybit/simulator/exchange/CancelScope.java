package io.jaybit.simulator.exchange;

/**
 * Which of an account's open orders a cancel-all means. Immutable.
 *
 * <p>Of symbol, base coin and settle coin the first that is not empty counts. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/order/cancel-all">Cancel All Orders</a>.
 *
 * @param symbol empty = any
 * @param baseCoin empty = any
 * @param settleCoin empty = any
 * @param stopsOnly of conditional orders only those that are no take-profit, stop-loss or trailing stop
 */
public record CancelScope(
        Category category, String symbol, String baseCoin, String settleCoin, OrderFilter filter, boolean stopsOnly) {

    /** Every order of a category. */
    public static CancelScope of(Category category) {
        return new CancelScope(category, "", "", "", OrderFilter.ANY, false);
    }

    /** Every order on a market. */
    public static CancelScope of(Market market) {
        return new CancelScope(market.category(), market.symbol(), "", "", OrderFilter.ANY, false);
    }

    boolean takes(Order order) {
        Instrument instrument = order.market().instrument();
        if (instrument.category() != category || !filter.takes(order)) {
            return false;
        }
        if (stopsOnly && order.request().stopOrderType() != StopOrderType.STOP) {
            return false;
        }
        if (!symbol.isEmpty()) {
            return instrument.symbol().equals(symbol);
        }
        if (!baseCoin.isEmpty()) {
            return instrument.baseCoin().equals(baseCoin);
        }
        return settleCoin.isEmpty() || instrument.settleCoin().equals(settleCoin);
    }
}
