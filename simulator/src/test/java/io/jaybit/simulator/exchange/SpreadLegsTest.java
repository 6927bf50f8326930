package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A combination of a future and a pair: what trading it makes in the markets of its legs. */
class SpreadLegsTest {
    private static final long START = 1_784_900_000_000L;

    private final Timeline timeline = new Timeline(START);
    private final List<Listing> listings = new Catalogue(START).all();
    private final Exchange exchange = new Exchange(
            timeline, new Ids(1), listings.stream().map(Listing::instrument).toList());
    private final Auditor auditor = new Auditor(exchange);
    private final List<Execution> executions = new ArrayList<>();
    private final Market combination = market(Category.SPREAD, "SOLUSDT_SOL/USDT");
    private final Market future = market(Category.LINEAR, "SOLUSDT");
    private final Market pair = market(Category.SPOT, "SOLUSDT");
    private final Account alice = exchange.openAccount("alice");
    private final Account bob = exchange.openAccount("bob");

    @BeforeEach
    void open() {
        exchange.listen(auditor);
        exchange.listen(new ExchangeListener() {
            @Override
            public void onExecution(Execution execution) {
                executions.add(execution);
            }
        });
        for (Listing listing : listings) {
            Instrument instrument = listing.instrument();
            exchange.price(
                    market(instrument.category(), instrument.symbol()), listing.startPrice(), listing.startPrice());
        }
        for (Account account : List.of(alice, bob)) {
            exchange.deposit(account, "USDT", new BigDecimal("1000000"));
            exchange.deposit(account, "SOL", new BigDecimal("1000"));
        }
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol), symbol);
    }

    private Order limit(Account account, Market market, Side side, long qty, long price) throws Refusal {
        return exchange.create(
                account, OrderRequest.limit(market, side, qty, price).build());
    }

    @Test
    void whoBuysItBuysTheFutureAndSellsThePair() throws Refusal {
        limit(bob, combination, Side.SELL, 10, 1_204);
        limit(alice, combination, Side.BUY, 10, 1_204);

        assertThat(size(alice, 0)).isEqualTo(10);
        assertThat(size(bob, 0)).isEqualTo(-10);
        assertThat(alice.wallet("SOL")).isEqualByComparingTo("999");
        assertThat(bob.wallet("SOL")).isLessThan(new BigDecimal("1001")).isGreaterThan(new BigDecimal("1000.9"));
        assertThat(executions)
                .filteredOn(execution -> execution.type() == ExecType.FUTURE_SPREAD)
                .hasSize(4)
                .allSatisfy(leg -> assertThat(leg.price()).isEqualTo(leg.order().market() == future ? 15_628 : 15_616));
        assertThat(future.openInterest()).isEqualTo(10);
        auditor.check();
    }

    @Test
    void aCombinationBelowZeroHasTheFutureBelowThePair() throws Refusal {
        exchange.price(combination, -20_000, 15_617);
        limit(bob, combination, Side.BUY, 10, -20_000);
        limit(alice, combination, Side.SELL, 10, -20_000);

        assertThat(executions)
                .filteredOn(execution -> execution.order().market() == future)
                .extracting(Execution::price)
                .containsOnly(15_416L);
        assertThat(size(alice, 0)).isEqualTo(-10);
        auditor.check();
    }

    @Test
    void inHedgeModeTheFutureOpensItsOwnLeg() throws Refusal {
        exchange.switchMode(alice, future, true);
        limit(bob, combination, Side.SELL, 4, 1_204);
        limit(alice, combination, Side.BUY, 4, 1_204);
        limit(bob, combination, Side.BUY, 3, 1_204);
        limit(alice, combination, Side.SELL, 3, 1_204);

        assertThat(size(alice, 1)).isEqualTo(4);
        assertThat(size(alice, 2)).isEqualTo(-3);
        auditor.check();
    }

    @Test
    void aPositionThatALegClosesTakesItsStopsAndReducingOrdersWithIt() throws Refusal {
        limit(bob, future, Side.SELL, 10, 15_617);
        limit(alice, future, Side.BUY, 10, 15_617);
        exchange.tradingStop(alice, future, TradingStop.full(0).withTakeProfit(16_000, TriggerBy.LAST_PRICE, 0));
        Order reducing = exchange.create(
                alice,
                OrderRequest.limit(future, Side.SELL, 10, 15_900)
                        .reduceOnly(true)
                        .build());
        limit(bob, combination, Side.BUY, 10, 1_204);
        limit(alice, combination, Side.SELL, 10, 1_204);

        assertThat(size(alice, 0)).isZero();
        assertThat(reducing.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(alice.openOrders()).isEmpty();
        auditor.check();
    }

    @Test
    void nothingIsMadeFromNothingHoweverTheyTrade() throws Refusal {
        long seed = Long.getLong("jaybit.seed", 20_261_126);
        System.out.println("random combinations: seed " + seed);
        Random dice = new Random(seed);
        List<Order> made = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            timeline.advanceTo(timeline.now() + dice.nextInt(20));
            Account account = dice.nextBoolean() ? alice : bob;
            Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
            if (dice.nextInt(5) == 0 && !made.isEmpty()) {
                Order order = made.remove(dice.nextInt(made.size()));
                if (!order.status().isFinal()) {
                    exchange.cancel(order);
                }
            } else {
                made.add(limit(account, combination, side, 1 + dice.nextInt(30), 1_204 + dice.nextInt(9) - 4));
            }
            if (i % 20 == 0) {
                auditor.check();
            }
        }
        auditor.check();
        assertThat(executions)
                .filteredOn(execution -> execution.type() == ExecType.FUTURE_SPREAD)
                .hasSizeGreaterThan(1_000);
    }

    private long size(Account account, int idx) {
        Position position = account.position(future, idx);
        return position == null ? 0 : position.size();
    }
}
