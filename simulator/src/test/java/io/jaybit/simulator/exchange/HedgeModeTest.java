package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two legs of one market, one long and one short. */
class HedgeModeTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void thePositionIndexMustFitTheMode() throws Refusal {
        assertThatThrownBy(() -> order(Side.BUY, 1, 10)).hasMessage("position idx not match position mode");

        hedge();
        assertThatThrownBy(() -> order(Side.BUY, 0, 10)).hasFieldOrPropertyWithValue("code", 10001);
    }

    @Test
    void aLegIsOpenedByItsSideAndOnlyReducedByTheOther() throws Refusal {
        hedge();
        floor.sell(bob, 10, 650_000);
        order(Side.BUY, 1, 10);
        floor.buy(bob, 10, 650_000);
        order(Side.SELL, 2, 10);
        assertThat(size(1)).isEqualTo(10);
        assertThat(size(2)).isEqualTo(-10);

        floor.buy(bob, 50, 650_000);
        Order closing = order(Side.SELL, 1, 50);

        assertThat(closing.isReduceOnly()).isTrue();
        assertThat(closing.executed()).isEqualTo(10);
        assertThat(size(1)).isZero();
        assertThat(size(2)).isEqualTo(-10);
    }

    @Test
    void whatOpensALegCannotBeReduceOnly() throws Refusal {
        hedge();

        assertThatThrownBy(() -> floor.place(
                        alice,
                        OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000)
                                .positionIdx(1)
                                .reduceOnly(true)))
                .hasFieldOrPropertyWithValue("code", 110017);
        assertThatThrownBy(() -> order(Side.SELL, 1, 10)).hasFieldOrPropertyWithValue("code", 110017);
    }

    @Test
    void tradingBetweenOnesLegsOpensInterest() throws Refusal {
        hedge();
        order(Side.BUY, 1, 10);
        order(Side.SELL, 2, 10);

        assertThat(floor.linear.openInterest()).isEqualTo(10);
    }

    @Test
    void theModeIsSwitchedOnlyOnAnEmptyMarket() throws Refusal {
        Order order = floor.buy(alice, 10, 640_000);
        assertThatThrownBy(this::hedge).hasFieldOrPropertyWithValue("code", 110028);

        floor.exchange.cancel(order);
        floor.hold(alice, 10);
        assertThatThrownBy(this::hedge).hasFieldOrPropertyWithValue("code", 110024);

        assertThatThrownBy(() -> floor.exchange.switchMode(alice, floor.linear, false))
                .hasFieldOrPropertyWithValue("code", 110025);
        assertThatThrownBy(() -> floor.exchange.switchMode(alice, floor.inverse, true))
                .hasFieldOrPropertyWithValue("code", 110029);
    }

    private void hedge() throws Refusal {
        floor.exchange.switchMode(alice, floor.linear, true);
    }

    private Order order(Side side, int idx, long qty) throws Refusal {
        return floor.place(
                alice, OrderRequest.limit(floor.linear, side, qty, 650_000).positionIdx(idx));
    }

    private long size(int idx) {
        return Objects.requireNonNull(alice.position(floor.linear, idx)).size();
    }
}
