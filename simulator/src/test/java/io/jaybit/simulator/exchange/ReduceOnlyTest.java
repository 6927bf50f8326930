package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Orders that may only make a position smaller. */
class ReduceOnlyTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void withoutAPositionThereIsNothingToReduce() {
        assertThatThrownBy(() -> reduce(alice, Side.SELL, 10, 650_001)).hasFieldOrPropertyWithValue("code", 110017);
    }

    @Test
    void onTheSideOfThePositionThereIsNothingToReduce() throws Refusal {
        floor.hold(alice, 10);

        assertThatThrownBy(() -> reduce(alice, Side.BUY, 10, 649_999)).hasFieldOrPropertyWithValue("code", 110017);
    }

    @Test
    void anOrderForMoreThanThePositionIsCutToIt() throws Refusal {
        floor.hold(alice, 10);

        Order order = reduce(alice, Side.SELL, 50, 650_001);

        assertThat(order.qty()).isEqualTo(10);
        assertThat(floor.linear.asks().size(0)).isEqualTo(10);
    }

    @Test
    void aPositionThatShrinksCutsItsOrdersAndOneThatClosesCancelsThem() throws Refusal {
        floor.hold(alice, 10);
        Order order = reduce(alice, Side.SELL, 10, 650_001);

        floor.buy(bob, 4, 650_000);
        floor.sell(alice, 4, 650_000);
        assertThat(order.leaves()).isEqualTo(6);
        assertThat(order.qty()).isEqualTo(6);
        assertThat(order.status()).isEqualTo(OrderStatus.NEW);

        floor.buy(bob, 6, 650_000);
        floor.sell(alice, 6, 650_000);
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelType()).isEqualTo(CancelType.REDUCE_ONLY);
        assertThat(floor.linear.asks().size()).isZero();
    }

    @Test
    void twoOrdersTogetherNeverTurnThePosition() throws Refusal {
        floor.hold(alice, 10);
        Order first = reduce(alice, Side.SELL, 10, 650_001);
        Order second = reduce(alice, Side.SELL, 10, 650_002);

        Order taker = floor.buy(bob, 20, 650_010);

        assertThat(first.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(second.cancelType()).isEqualTo(CancelType.REDUCE_ONLY);
        assertThat(second.executed()).isZero();
        assertThat(taker.leaves()).isEqualTo(10);
        assertThat(Floor.size(alice, floor.linear)).isZero();
    }

    @Test
    void closeOnTriggerWithoutASizeClosesAll() throws Refusal {
        floor.hold(alice, 10);
        floor.buy(bob, 30, 650_000);

        Order order = floor.place(
                alice,
                OrderRequest.market(floor.linear, Side.SELL, 0).reduceOnly(true).closeOnTrigger(true));

        assertThat(order.executed()).isEqualTo(10);
        assertThat(Floor.size(alice, floor.linear)).isZero();
    }

    @Test
    void itHasNoTakeProfit() throws Refusal {
        floor.hold(alice, 10);

        assertThatThrownBy(() -> floor.place(
                        alice,
                        OrderRequest.limit(floor.linear, Side.SELL, 10, 650_001)
                                .reduceOnly(true)
                                .takeProfit(640_000, TriggerBy.LAST_PRICE, 0)))
                .hasFieldOrPropertyWithValue("code", 10001);
    }

    private Order reduce(Account account, Side side, long qty, long price) throws Refusal {
        return floor.place(
                account, OrderRequest.limit(floor.linear, side, qty, price).reduceOnly(true));
    }
}
