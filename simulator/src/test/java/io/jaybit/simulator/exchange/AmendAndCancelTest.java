package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Changing and ending orders, and orders that meet those of their own account. */
class AmendAndCancelTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void aLargerSizeLosesThePlaceInTheQueue() throws Refusal {
        Order first = floor.sell(alice, 5, 650_000);
        Order second = floor.sell(bob, 5, 650_000);

        floor.exchange.amend(first, 6, 0);
        floor.buy(floor.carol, 5, 650_000);

        assertThat(second.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(first.leaves()).isEqualTo(6);
    }

    @Test
    void anAmendedPriceMayMatchAtOnce() throws Refusal {
        floor.sell(alice, 5, 650_000);
        Order order = floor.buy(bob, 8, 649_000);

        floor.exchange.amend(order, Amendment.toPrice(650_000));

        assertThat(floor.trades).containsExactly("Buy 5 @ 650000");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(floor.linear.bids().price(0)).isEqualTo(650_000);
        assertThat(floor.linear.bids().size(0)).isEqualTo(3);
    }

    @Test
    void anAmendedPostOnlyOrderStillDoesNotTake() throws Refusal {
        floor.sell(alice, 5, 650_000);
        Order order = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 5, 649_000).timeInForce(TimeInForce.POST_ONLY));

        floor.exchange.amend(order, Amendment.toPrice(650_000));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.rejectReason()).isEqualTo(RejectReason.POST_ONLY_WOULD_TAKE);
        assertThat(floor.trades).isEmpty();
    }

    @Test
    void theNewTotalMustExceedWhatWasFilled() throws Refusal {
        Order order = floor.sell(alice, 5, 650_000);
        floor.buy(bob, 3, 650_000);

        assertThatThrownBy(() -> floor.exchange.amend(order, 3, 0)).hasFieldOrPropertyWithValue("code", 110064);
        floor.exchange.amend(order, 4, 0);
        assertThat(order.leaves()).isEqualTo(1);
    }

    @Test
    void aChangeMustChangeSomething() throws Refusal {
        Order order = floor.sell(alice, 5, 650_000);

        assertThatThrownBy(() -> floor.exchange.amend(order, 5, 650_000)).hasFieldOrPropertyWithValue("code", 10001);
    }

    @Test
    void whatHasEndedCannotBeChanged() throws Refusal {
        Order order = floor.sell(alice, 5, 650_000);
        Order spot = floor.place(alice, OrderRequest.limit(floor.spot, Side.SELL, 1000, 6_500_000));
        floor.exchange.cancel(order);
        floor.exchange.cancel(spot);

        assertThatThrownBy(() -> floor.exchange.amend(order, 4, 0)).hasFieldOrPropertyWithValue("code", 110001);
        assertThatThrownBy(() -> floor.exchange.amend(spot, 900, 0)).hasFieldOrPropertyWithValue("code", 170213);
        assertThatThrownBy(() -> floor.exchange.cancel(spot)).hasFieldOrPropertyWithValue("code", 170213);
    }

    @Test
    void aUsersCancelCarriesItsReason() throws Refusal {
        Order order = floor.sell(alice, 5, 650_000);

        floor.exchange.cancel(order);

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelType()).isEqualTo(CancelType.USER);
        assertThat(order.rejectReason()).isEqualTo(RejectReason.PER_CANCEL_REQUEST);
        assertThat(order.leaves()).isZero();
    }

    @Test
    void cancelAllTakesItsScopeOldestFirst() throws Refusal {
        Order linear = floor.sell(alice, 5, 650_000);
        Order inverse = floor.place(alice, OrderRequest.limit(floor.inverse, Side.SELL, 500, 650_000));
        Order second = floor.sell(alice, 5, 650_001);
        floor.sell(bob, 5, 650_002);

        List<Order> ended = floor.exchange.cancelAll(
                alice, new CancelScope(Category.LINEAR, "", "BTC", "", OrderFilter.ORDER, false), CancelType.USER);

        assertThat(ended).containsExactly(linear, second);
        assertThat(alice.openOrders()).containsExactly(inverse);
        assertThat(floor.linear.asks().size()).isEqualTo(1);
    }

    @Test
    void cancelAllEndsFiveHundredDerivativesAtATime() throws Refusal {
        Account agent = floor.exchange.openSilentAccount("agent");
        floor.exchange.deposit(agent, "USDT", new java.math.BigDecimal("1000000"));
        for (int i = 0; i < 501; i++) {
            floor.buy(agent, 10, 640_000);
        }

        assertThat(floor.exchange.cancelAll(agent, CancelScope.of(floor.linear), CancelType.USER))
                .hasSize(500);
        assertThat(floor.exchange.cancelAll(agent, CancelScope.of(floor.linear), CancelType.USER))
                .hasSize(1);
    }

    @Test
    void withoutSelfMatchPreventionAnAccountTradesWithItself() throws Refusal {
        floor.sell(alice, 5, 650_000);

        Order order = floor.buy(alice, 5, 650_000);

        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(Floor.size(alice, floor.linear)).isZero();
        assertThat(floor.linear.openInterest()).isZero();
    }

    @Test
    void cancelMakerEndsOwnOrdersAndGoesOn() throws Refusal {
        Order own = floor.sell(alice, 5, 650_000);
        floor.sell(bob, 5, 650_001);

        Order order = smp(SmpType.CANCEL_MAKER);

        assertThat(own.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(own.cancelType()).isEqualTo(CancelType.SMP);
        assertThat(own.smpOrderId()).isEqualTo(order.id());
        assertThat(order.smpOrderId()).isEqualTo(own.id());
        assertThat(floor.trades).containsExactly("Buy 5 @ 650001");
    }

    @Test
    void cancelTakerEndsTheIncomingOrderWhereItMeetsItsOwn() throws Refusal {
        floor.sell(bob, 2, 649_999);
        Order own = floor.sell(alice, 5, 650_000);

        Order order = smp(SmpType.CANCEL_TAKER);

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelType()).isEqualTo(CancelType.SMP);
        assertThat(order.executed()).isEqualTo(2);
        assertThat(own.isResting()).isTrue();
        assertThat(own.smpOrderId()).isEqualTo(order.id());
    }

    @Test
    void cancelBothEndsBoth() throws Refusal {
        Order own = floor.sell(alice, 5, 650_000);

        Order order = smp(SmpType.CANCEL_BOTH);

        assertThat(List.of(own.cancelType(), order.cancelType())).containsOnly(CancelType.SMP);
        assertThat(floor.linear.asks().size()).isZero();
        assertThat(floor.linear.bids().size()).isZero();
    }

    private Order smp(SmpType type) throws Refusal {
        return floor.place(
                alice, OrderRequest.limit(floor.linear, Side.BUY, 5, 650_002).smpType(type));
    }
}
