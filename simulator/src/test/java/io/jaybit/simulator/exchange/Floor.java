package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An exchange with three markets and some rich accounts, which writes down what is told. For tests. */
final class Floor {
    final Timeline timeline = new Timeline(1_784_900_000_000L);
    final Exchange exchange = new Exchange(
            timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
    /** Mark 65,000.0: tick 650,000. */
    final Market linear = market(Category.LINEAR, "BTCUSDT");

    final Market inverse = market(Category.INVERSE, "BTCUSD");
    /** Last price 65,000.00: tick 6,500,000. */
    final Market spot = market(Category.SPOT, "BTCUSDT");

    final Account alice = rich("alice");
    final Account bob = rich("bob");
    final Account carol = rich("carol");

    /** {@code Buy 5 @ 650000}, oldest first. */
    final List<String> trades = new ArrayList<>();
    /** {@code order New}, {@code execution 5}, {@code position 5}, {@code wallet USDT}, of all accounts. */
    final List<String> told = new ArrayList<>();

    Floor() {
        exchange.price(linear, 650_000, 650_000);
        exchange.price(inverse, 650_000, 650_000);
        exchange.price(spot, 6_500_000, 6_500_000);
        exchange.listen(new ExchangeListener() {
            @Override
            public void onTrade(Trade trade) {
                trades.add(trade.takerSide().text() + " " + trade.size() + " @ " + trade.price());
            }

            @Override
            public void onOrder(Order order) {
                told.add(order.account() + " order " + order.status().text());
            }

            @Override
            public void onExecution(Execution execution) {
                told.add(execution.account() + " execution " + execution.qty());
            }

            @Override
            public void onPosition(Position position) {
                told.add(position.account() + " position " + position.size());
            }

            @Override
            public void onWallet(Account account, String coin) {
                told.add(account + " wallet " + coin);
            }
        });
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }

    private Account rich(String name) {
        Account account = exchange.openAccount(name);
        exchange.deposit(account, "USDT", new BigDecimal("1000000"));
        exchange.deposit(account, "BTC", new BigDecimal("100"));
        return account;
    }

    Order buy(Account account, long qty, long price) throws Refusal {
        return exchange.create(
                account, OrderRequest.limit(linear, Side.BUY, qty, price).build());
    }

    Order sell(Account account, long qty, long price) throws Refusal {
        return exchange.create(
                account, OrderRequest.limit(linear, Side.SELL, qty, price).build());
    }

    Order place(Account account, OrderRequest.Builder order) throws Refusal {
        return exchange.create(account, order.build());
    }

    /** Gives an account a position by a trade with carol at the mark price; the book must be empty there. */
    void hold(Account account, long signedQty) throws Refusal {
        Side side = signedQty > 0 ? Side.BUY : Side.SELL;
        place(carol, OrderRequest.limit(linear, side.opposite(), Math.abs(signedQty), 650_000));
        place(account, OrderRequest.limit(linear, side, Math.abs(signedQty), 650_000));
        trades.clear();
        told.clear();
    }

    static long size(Account account, Market market) {
        Position position = account.position(market, 0);
        return position == null ? 0 : position.size();
    }
}
