package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Listens to an exchange and checks, when asked, that all it holds and all it told agrees to the last unit. For tests. */
final class Auditor implements ExchangeListener {
    private final Exchange exchange;
    private final Map<Market, List<TreeMap<Long, Long>>> books = new LinkedHashMap<>();
    private final Map<String, Long> positions = new LinkedHashMap<>();
    private final Map<Market, Long> net = new LinkedHashMap<>();
    private final Map<Order, Long> filled = new LinkedHashMap<>();
    private final Map<Order, OrderStatus> orders = new LinkedHashMap<>();
    private final Map<Market, Long> seqs = new LinkedHashMap<>();
    private final Set<String> executionIds = new LinkedHashSet<>();

    Auditor(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        assertThat(size).as("size of a level").isNotNegative();
        TreeMap<Long, Long> levels = book(market, side);
        if (size == 0) {
            assertThat(levels.remove(price)).as("a level that goes was there").isNotNull();
        } else {
            levels.put(price, size);
        }
        long before = seqs.getOrDefault(market, 0L);
        assertThat(market.seq()).as("seq rises with each change").isGreaterThan(before);
        seqs.put(market, market.seq());
    }

    private TreeMap<Long, Long> book(Market market, Side side) {
        return books.computeIfAbsent(market, key -> List.of(new TreeMap<>(), new TreeMap<>()))
                .get(side.ordinal());
    }

    @Override
    public void onExecution(Execution execution) {
        if (execution.type() == ExecType.FUNDING) {
            return;
        }
        Order order = execution.order();
        Market market = order.market();
        assertThat(execution.qty()).isPositive();
        assertThat(executionIds.add(execution.id()))
                .as("execution ids are unique")
                .isTrue();
        long signed = order.side().sign() * execution.qty();
        net.merge(market, signed, Long::sum);
        filled.merge(order, execution.qty(), Long::sum);
        if (market.category() != Category.SPOT) {
            positions.merge(key(order), signed, Long::sum);
        }
    }

    private static String key(Order order) {
        return order.account() + "/"
                + Account.key(order.market(), order.request().positionIdx());
    }

    @Override
    public void onOrder(Order order) {
        OrderStatus before = orders.put(order, order.status());
        assertThat(before != null && before.isFinal())
                .as("told after it ended: %s", order)
                .isFalse();
    }

    /** Fails if anything does not add up. */
    void check() {
        exchange.markets().forEach(this::checkBook);
        exchange.markets().forEach(this::checkPositions);
        orders.forEach(this::checkOrder);
        checkMoney();
    }

    private void checkBook(Market market) {
        BookSide bids = market.bids();
        BookSide asks = market.asks();
        if (bids.size() > 0 && asks.size() > 0) {
            assertThat(bids.price(0))
                    .as("best bid below best ask of %s", market)
                    .isLessThan(asks.price(0));
        }
        int resting = 0;
        for (Side side : Side.values()) {
            BookSide levels = market.side(side);
            TreeMap<Long, Long> truth = new TreeMap<>();
            for (int depth = 0; depth < levels.size(); depth++) {
                Level level = levels.at(depth);
                if (depth > 0) {
                    assertThat(levels.isBetter(levels.price(depth - 1), level.price))
                            .isTrue();
                }
                long sum = 0;
                for (Order order = level.first; order != null; order = order.behind) {
                    assertThat(order.level).isSameAs(level);
                    assertThat(order.price()).isEqualTo(level.price);
                    assertThat(order.side()).isEqualTo(side);
                    assertThat(order.leaves()).isPositive();
                    assertThat(order.status()).isIn(OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED);
                    assertThat(order.account().openOrder(order.id())).isSameAs(order);
                    sum += order.leaves();
                    resting++;
                }
                assertThat(level.size)
                        .as("size of a level is that of its orders")
                        .isEqualTo(sum)
                        .isPositive();
                truth.put(level.price, level.size);
            }
            assertThat(book(market, side))
                    .as("what was told makes the true book")
                    .isEqualTo(truth);
        }
        long open = Stream.concat(exchange.accounts().stream(), Stream.of(exchange.house()))
                .flatMap(account -> account.openOrders().stream())
                .filter(order -> order.market() == market && order.isResting())
                .count();
        assertThat(resting).isEqualTo((int) open);
        assertThat(market.waiting.due())
                .as("nothing waits whose price has come")
                .isNull();
    }

    private void checkPositions(Market market) {
        assertThat(net.getOrDefault(market, 0L))
                .as("bought = sold on %s", market)
                .isZero();
        long sum = 0;
        long held = 0;
        List<Account> all = new ArrayList<>(exchange.accounts());
        all.add(exchange.house());
        for (Account account : all) {
            for (Position position : account.positions()) {
                if (position.market() == market) {
                    sum += position.size();
                    held += Math.abs(position.size());
                    assertThat(position.size())
                            .as("position of %s on %s", account, market)
                            .isEqualTo(positions.getOrDefault(account + "/" + Account.key(market, position.idx()), 0L));
                    assertThat(position.cost().signum()).isEqualTo(Long.signum(position.size()));
                    assertThat(position.idx() == 1 && position.size() < 0).isFalse();
                    assertThat(position.idx() == 2 && position.size() > 0).isFalse();
                }
            }
        }
        assertThat(sum).isZero();
        assertThat(market.openInterest()).as("open interest").isEqualTo(held / 2);
    }

    private void checkOrder(Order order, OrderStatus told) {
        assertThat(order.status()).as("every change is told").isEqualTo(told);
        assertThat(order.executed()).isEqualTo(filled.getOrDefault(order, 0L));
        assertThat(order.executed()).isLessThanOrEqualTo(order.qty());
        if (told.isFinal()) {
            assertThat(order.isResting())
                    .as("ended, but in the book: %s", order)
                    .isFalse();
            assertThat(order.account().openOrder(order.id())).isNull();
            assertThat(order.leaves()).isZero();
            assertThat(order.account().stops).doesNotContain(order);
            assertThat(order.account().reducing).doesNotContain(order);
        } else {
            Order combination = order.combination();
            assertThat(order.isResting()
                            || order.isWaiting()
                            || (combination != null && !combination.status().isFinal()))
                    .isTrue();
            assertThat(order.leaves()).isEqualTo(order.qty() - order.executed());
            if (order.isReduceOnly() && order.isResting()) {
                assertThat(order.leaves()).as("reduce-only").isLessThanOrEqualTo(order.closable());
            }
        }
    }

    private void checkMoney() {
        assertThat(exchange.imbalance()).as("made from nothing, or lost").isEmpty();
        for (Account account : exchange.accounts()) {
            for (String coin : account.coins()) {
                assertThat(account.locked(coin))
                        .as("%s locked of %s", coin, account)
                        .isNotNegative();
            }
        }
    }
}
