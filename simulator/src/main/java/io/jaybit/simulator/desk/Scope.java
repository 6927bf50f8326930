package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Refusal;

/**
 * Which markets a query means. Immutable.
 *
 * @param symbol empty = any; counts before the coins
 * @param baseCoin empty = any; counts before the settle coin
 * @param settleCoin empty = any
 */
record Scope(Category category, String symbol, String baseCoin, String settleCoin) {
    static Scope read(Exchange exchange, Category category, Fields fields) throws Refusal {
        if (fields.has("symbol")) {
            OrderForm.market(exchange, category, fields);
        }
        return new Scope(category, fields.text("symbol"), fields.text("baseCoin"), fields.text("settleCoin"));
    }

    boolean isEverything() {
        return symbol.isEmpty() && baseCoin.isEmpty() && settleCoin.isEmpty();
    }

    boolean takes(Market market) {
        Instrument instrument = market.instrument();
        if (instrument.category() != category) {
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
