package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The exchange and a naive book get the same commands: they make the same trades and end with the same queues. */
class MatcherProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int STEPS = 200;

    private final NaiveBook naive = new NaiveBook();
    private final List<String> trades = new ArrayList<>();
    private final Map<Order, Integer> numbers = new LinkedHashMap<>();
    private final List<Order> orders = new ArrayList<>();

    @Test
    void theBookMatchesAsTheNaiveOneDoes() throws Refusal {
        for (long seed = 0; seed < SEEDS; seed++) {
            new MatcherProperties().run(seed);
        }
    }

    private void run(long seed) throws Refusal {
        Random dice = new Random(seed);
        Floor floor = new Floor();
        List<Account> accounts = List.of(floor.alice, floor.bob, floor.carol);
        floor.exchange.listen(new ExchangeListener() {
            @Override
            public void onExecution(Execution execution) {
                if (execution.maker()) {
                    trades.add(numbers.get(execution.order()) + " " + execution.qty() + " @ " + execution.price());
                }
            }

            @Override
            public void onOrder(Order order) {
                numbers.putIfAbsent(order, numbers.size());
            }
        });
        for (int step = 0; step < STEPS; step++) {
            int kind = dice.nextInt(10);
            if (kind < 2 && !orders.isEmpty()) {
                cancel(floor, orders.get(dice.nextInt(orders.size())));
            } else if (kind < 4 && !orders.isEmpty()) {
                amend(floor, orders.get(dice.nextInt(orders.size())), price(dice), 1 + dice.nextInt(60));
            } else {
                create(floor, accounts.get(dice.nextInt(3)), dice);
            }
            compare(floor, "seed " + seed + ", step " + step);
        }
    }

    private static long price(Random dice) {
        return 650_000 + dice.nextInt(11) - 5;
    }

    private void create(Floor floor, Account account, Random dice) throws Refusal {
        Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
        long price = price(dice);
        long qty = 1 + dice.nextInt(50);
        TimeInForce timeInForce = List.of(
                        TimeInForce.GTC, TimeInForce.GTC, TimeInForce.POST_ONLY, TimeInForce.IOC, TimeInForce.FOK)
                .get(dice.nextInt(5));
        SmpType smp = Objects.requireNonNull(SmpType.values()[dice.nextInt(4)]);
        Order order = floor.place(
                account,
                OrderRequest.limit(floor.linear, side, qty, price)
                        .timeInForce(timeInForce)
                        .smpType(smp));
        orders.add(order);
        naive.create(number(order), account.name(), side, price, qty, timeInForce, smp);
    }

    private int number(Order order) {
        return Objects.requireNonNull(numbers.get(order));
    }

    private void amend(Floor floor, Order order, long price, long leaves) {
        try {
            floor.exchange.amend(order, order.executed() + leaves, price);
        } catch (Refusal refusal) {
            return;
        }
        naive.amend(
                number(order),
                price,
                leaves,
                order.request().timeInForce(),
                order.request().smpType());
    }

    private void cancel(Floor floor, Order order) {
        try {
            floor.exchange.cancel(order);
        } catch (Refusal refusal) {
            return;
        }
        naive.cancel(number(order));
    }

    private void compare(Floor floor, String where) {
        List<String> expected = naive.trades.stream()
                .map(trade -> trade.replaceAll("<-\\d+", ""))
                .toList();
        assertThat(trades).as(where).isEqualTo(expected);
        for (Side side : Side.values()) {
            assertThat(picture(floor.linear.side(side))).as(where).isEqualTo(naive.picture(side));
        }
    }

    private List<String> picture(BookSide side) {
        List<String> lines = new ArrayList<>();
        for (int depth = 0; depth < side.size(); depth++) {
            for (Order order = side.at(depth).first; order != null; order = order.behind) {
                lines.add(number(order) + " " + order.leaves() + " @ " + order.price());
            }
        }
        return lines;
    }
}
