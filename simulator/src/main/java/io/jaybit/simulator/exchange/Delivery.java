package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Ends dated futures and options: at their time every order is cancelled and every position closed, futures at the index, options at
 * what they are worth then. Confined to the exchange's thread.
 *
 * <p>No delivery fee is taken. The venue takes the average index of the last half hour; here it is that of the moment.
 */
final class Delivery {
    private final Exchange exchange;
    private final Ledger ledger;
    private final OffBook offBook;
    private final ExchangeListener audience;

    Delivery(Exchange exchange, Ledger ledger, OffBook offBook, ExchangeListener audience) {
        this.exchange = exchange;
        this.ledger = ledger;
        this.offBook = offBook;
        this.audience = audience;
    }

    void list(Market market) {
        long time = market.instrument().deliveryEpochMillis();
        if (time > 0 && market.category().hasPositions()) {
            exchange.timeline().at(time, () -> deliver(market));
        }
    }

    private void deliver(Market market) {
        market.open = false;
        for (Account account : List.copyOf(exchange.accounts())) {
            exchange.cancelAll(account, CancelScope.of(market), CancelType.SETTLE);
        }
        Instrument instrument = market.instrument();
        long price = price(market);
        BigDecimal residue = Money.ZERO;
        for (Position position : List.copyOf(market.holders)) {
            residue = residue.add(instrument.value(position.size, price));
            offBook.close(position, Math.abs(position.size), price, ExecType.DELIVERY, CreateType.SETTLE);
        }
        // Of an inverse market each value was rounded for itself.
        ledger.toFees(instrument.settleCoin(), instrument.isInverse() ? residue : residue.negate());
        audience.onPrices(market);
        exchange.checkRisk();
    }

    /** In ticks; may be 0 for an option. */
    static long price(Market market) {
        if (market.category() != Category.OPTION) {
            return market.indexPrice();
        }
        // BASE-DMMMYY-STRIKE-C|P[-COIN]
        List<String> parts = List.of(market.symbol().split("-"));
        BigDecimal strike = new BigDecimal(parts.get(2));
        BigDecimal index = market.instrument().priceOf(market.indexPrice());
        BigDecimal worth = parts.get(3).equals("C") ? index.subtract(strike) : strike.subtract(index);
        return worth.max(BigDecimal.ZERO)
                .divide(market.instrument().tickSize().toBigDecimal(), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
