package io.jaybit.client.internal.session;

import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/** Two accounts that offer, take and take back at random, a few times a second, in one market. */
public final class Bustle {
    private static final int MOST_OFFERS = 80;
    private static final long PRICES = 60;

    private final SimulatedExchange exchange;
    private final Market market;
    private final SplittableRandom dice;
    private final long middle;
    private final long least;
    private final ArrayDeque<Order> offers = new ArrayDeque<>();
    private boolean over;

    public Bustle(SimulatedExchange exchange, Market market, long seed, long everyMillis) {
        this.exchange = exchange;
        this.market = market;
        this.dice = new SplittableRandom(seed);
        this.middle = market.markPrice();
        long enough = market.instrument().minQty();
        while (market.instrument()
                        .value(enough, middle - PRICES)
                        .compareTo(market.instrument().minNotional())
                < 0) {
            enough *= 2;
        }
        this.least = enough;
        for (int i = 0; i < MOST_OFFERS; i++) {
            act();
        }
        exchange.timeline().every(exchange.timeline().now() + everyMillis, everyMillis, this::act);
    }

    public void end() {
        over = true;
    }

    private void act() {
        if (over) {
            return;
        }
        Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
        Account account = exchange.keys().get(dice.nextInt(2)).account();
        long size = least * (1 + dice.nextInt(3));
        try {
            if (dice.nextInt(6) == 0) {
                long price = side == Side.BUY ? middle + PRICES : middle - PRICES;
                exchange.exchange()
                        .create(
                                account,
                                OrderRequest.limit(market, side, size, price)
                                        .timeInForce(TimeInForce.IOC)
                                        .build());
                return;
            }
            long away = 1 + dice.nextLong(PRICES);
            long price = side == Side.BUY ? middle - away : middle + away;
            offers.add(exchange.exchange()
                    .create(
                            account,
                            OrderRequest.limit(market, side, size, price).build()));
            if (offers.size() > MOST_OFFERS) {
                Order oldest = offers.removeFirst();
                if (!oldest.status().isFinal()) {
                    exchange.exchange().cancel(oldest);
                }
            }
        } catch (Refusal refusal) {
            // Out of money, or too late: another one then.
        }
    }
}
