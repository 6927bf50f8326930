package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.function.LongSupplier;

/**
 * Changes of positions that no book has made: take-overs, deleveraging, delivery, funding. Each is told as an execution of an order that
 * the exchange makes up for it. Confined to the exchange's thread.
 */
final class OffBook {
    private final Timeline timeline;
    private final Ids ids;
    private final Ledger ledger;
    private final ExchangeListener audience;
    private final LongSupplier numbers;

    /** @param numbers gives each order its number, later ones a greater one */
    OffBook(Timeline timeline, Ids ids, Ledger ledger, ExchangeListener audience, LongSupplier numbers) {
        this.numbers = numbers;
        this.timeline = timeline;
        this.ids = ids;
        this.ledger = ledger;
        this.audience = audience;
    }

    /**
     * Closes some of a position at a price. Somebody else must take the other side of it.
     *
     * @param price in ticks
     */
    void close(Position position, long qty, long price, ExecType type, CreateType made) {
        Side side = position.size > 0 ? Side.SELL : Side.BUY;
        trade(position.account(), position.market(), position.idx(), side, qty, price, type, made);
    }

    /** Closes some of a position against the house, at a price in ticks. */
    void passToHouse(Position position, Account house, long qty, long price, ExecType type, CreateType made) {
        Market market = position.market();
        Side side = position.size > 0 ? Side.BUY : Side.SELL;
        close(position, qty, price, type, made);
        trade(house, market, 0, side, qty, price, type, made);
        audience.onPrices(market);
    }

    private void trade(
            Account account, Market market, int idx, Side side, long qty, long price, ExecType type, CreateType made) {
        Order order = order(account, market, idx, side, qty, price, made);
        market.seq++;
        Ledger.Entry entry = ledger.fillOffBook(order, type, price, qty, BigDecimal.ZERO, market.seq, timeline.now());
        order.executedValue = entry.value();
        order.fee = entry.fee();
        order.feeCoin = entry.feeCoin();
        order.closedPnl = entry.pnl();
        // Settlements are no orders; the venue shows them among executions alone.
        if (made != CreateType.SETTLE) {
            audience.onOrder(order);
        }
        tell(order, type, qty, price, entry);
        audience.onPosition(Ledger.position(account, market, idx, timeline.now()));
    }

    /** Pays ({@code amount} positive) or receives funding for a position. */
    void fund(Position position, BigDecimal amount, BigDecimal rate) {
        Market market = position.market();
        Account account = position.account();
        long qty = Math.abs(position.size);
        Side side = position.size > 0 ? Side.BUY : Side.SELL;
        Order order = order(account, market, position.idx(), side, qty, market.markPrice(), CreateType.USER);
        String coin = market.instrument().settleCoin();
        ledger.fund(position, amount, timeline.now());
        BigDecimal value = market.instrument().value(qty, market.markPrice());
        tell(
                order,
                ExecType.FUNDING,
                qty,
                market.markPrice(),
                new Ledger.Entry(value, amount, rate, coin, 0, Money.ZERO));
        audience.onPosition(position);
    }

    private Order order(Account account, Market market, int idx, Side side, long qty, long price, CreateType made) {
        OrderRequest request = OrderRequest.market(market, side, qty)
                .positionIdx(idx)
                .reduceOnly(!account.isHouse())
                .createType(made)
                .build();
        Order order = new Order(account, request, ids.next(market.category()), numbers.getAsLong(), timeline.now());
        order.price = price;
        order.executed = qty;
        order.leaves = 0;
        order.status = OrderStatus.FILLED;
        order.lastPriceOnCreated = market.lastPrice();
        return order;
    }

    private void tell(Order order, ExecType type, long qty, long price, Ledger.Entry entry) {
        Market market = order.market();
        audience.onExecution(new Execution(
                ids.next(market.category()),
                order.account(),
                order,
                type,
                timeline.now(),
                price,
                qty,
                entry.value(),
                entry.fee(),
                entry.feeRate(),
                entry.feeCoin(),
                false,
                entry.closedQty(),
                entry.pnl(),
                0,
                market.markPrice(),
                market.seq,
                ""));
        audience.onWallet(order.account(), entry.feeCoin());
    }
}
