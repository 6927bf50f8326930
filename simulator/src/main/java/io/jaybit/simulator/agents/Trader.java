package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import org.jspecify.annotations.Nullable;

/** Hands and purse of an agent on one market. Confined to the exchange's thread. */
final class Trader {
    private final Exchange exchange;
    private final Market market;
    private final Account account;
    private final Worth coin;
    private final double tick;
    private final double step;
    private long refused;

    /** @param coin what one unit of the base coin is worth in USD */
    Trader(Exchange exchange, Market market, Account account, Worth coin) {
        this.exchange = exchange;
        this.market = market;
        this.account = account;
        this.coin = coin;
        this.tick = market.instrument().tickSize().toBigDecimal().doubleValue();
        this.step = market.instrument().qtyStep().toBigDecimal().doubleValue();
    }

    Exchange exchange() {
        return exchange;
    }

    Market market() {
        return market;
    }

    Account account() {
        return account;
    }

    long now() {
        return exchange.timeline().now();
    }

    /** How many of its wishes the venue did not take. */
    long refused() {
        return refused;
    }

    /** What one unit of the base coin is worth in USD. */
    double coinUsd() {
        return coin.price();
    }

    /** The price nearest to a number of the quote coin, within the venue's limits. */
    long ticks(double price) {
        return Math.max(market.instrument().minPrice(), Math.round(price / tick));
    }

    /** The size that is worth so much at about the present price, within the venue's limits. */
    long sizeWorth(double usd) {
        Instrument instrument = market.instrument();
        long least = Math.max(instrument.minQty(), (long)
                Math.ceil(steps(instrument.minNotional().doubleValue() * 1.2)));
        return Math.min(instrument.maxMarketQty(), Math.max(least, Math.round(steps(usd))));
    }

    private double steps(double usd) {
        return (market.instrument().isInverse() ? usd : usd / coin.price()) / step;
    }

    /** Takes what is there at once; null if the venue refuses. */
    @Nullable
    Order take(Side side, long size, CreateType createType) {
        return send(OrderRequest.market(market, side, size).createType(createType));
    }

    /** Takes what is there at once down or up to a price; null if the venue refuses. */
    @Nullable
    Order sweep(Side side, long size, long price) {
        return send(OrderRequest.limit(market, side, size, price).timeInForce(TimeInForce.IOC));
    }

    /** Offers at a price without ever taking; null if the venue refuses. */
    @Nullable
    Order offer(Side side, long size, long price, CreateType createType) {
        return send(OrderRequest.limit(market, side, size, price)
                .timeInForce(TimeInForce.POST_ONLY)
                .createType(createType));
    }

    /** Closes a position at what the market gives. */
    void close(Position position) {
        Side side = position.size() > 0 ? Side.SELL : Side.BUY;
        long size = Math.min(Math.abs(position.size()), market.instrument().maxMarketQty());
        send(OrderRequest.market(market, side, size).reduceOnly(true));
    }

    private @Nullable Order send(OrderRequest.Builder wish) {
        try {
            return exchange.create(account, wish.build());
        } catch (Refusal refusal) {
            refused++;
            return null;
        }
    }

    /** Takes an order back; one that has ended is none to take back. */
    void withdraw(Order order) {
        if (order.status().isFinal()) {
            return;
        }
        try {
            exchange.cancel(order);
        } catch (Refusal refusal) {
            refused++;
        }
    }

    /** Gives an order another size, which costs it its place if it grows. */
    void resize(Order order, long size) {
        if (order.status().isFinal() || size <= order.executed()) {
            return;
        }
        try {
            exchange.amend(order, size, 0);
        } catch (Refusal refusal) {
            refused++;
        }
    }
}
