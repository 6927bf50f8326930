package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the markets that a query names. */
final class MarketFinder {
    private final Exchange exchange;

    MarketFinder(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The market of a category that the field {@code symbol} names. */
    Market required(Fields fields, Category category) throws Refusal {
        return named(fields.required("symbol"), category);
    }

    Market named(String symbol, Category category) throws Refusal {
        Market market = exchange.market(category, symbol);
        if (market == null) {
            throw Fields.invalid("symbol");
        }
        return market;
    }

    boolean has(Category category, String symbol) {
        return exchange.market(category, symbol) != null;
    }

    /** The markets that a condition holds for, in the order in which they were listed. */
    List<Market> all(Predicate<Market> wanted) {
        List<Market> found = new ArrayList<>();
        for (Market market : exchange.markets()) {
            if (wanted.test(market)) {
                found.add(market);
            }
        }
        return found;
    }

    /** The field {@code category}; {@code ifMissing} where it is missing. */
    static Category category(Fields fields, Category ifMissing, Category... allowed) throws Refusal {
        return fields.has("category") ? fields.category(allowed) : ifMissing;
    }
}
