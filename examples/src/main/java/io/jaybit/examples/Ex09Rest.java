package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.client.Rest;
import io.jaybit.market.Category;
import io.jaybit.market.Instrument;

/**
 * The perpetuals that trade, with the step of their prices.
 *
 * <p>The naive version takes the first page for the whole list, and is locked out when its parts ask too
 * often. Here a list is all of its pages, and every request of a client comes out of one budget.
 */
public final class Ex09Rest {
    public static void main(String[] args) {
        try (Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"))) {
            Rest rest = bybit.rest();
            System.out.println("the venue's clock: " + rest.serverTime().join());
            for (Instrument instrument : rest.instruments(Category.LINEAR).join()) {
                System.out.println(instrument.symbol().name() + " tick " + instrument.tickSize());
            }
        }
    }
}
