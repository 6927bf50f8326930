package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Orders that wait for a price. */
class ConditionalOrdersTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void itGoesFromUntriggeredOverTriggeredToNewUnderOneId() throws Refusal {
        Order order = floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE));
        String id = order.id();
        floor.exchange.price(floor.linear, 650_099, 650_099);
        assertThat(order.status()).isEqualTo(OrderStatus.UNTRIGGERED);

        floor.exchange.price(floor.linear, 650_100, 650_100);

        assertThat(floor.told)
                .filteredOn(line -> line.contains("order"))
                .containsExactly("alice order Untriggered", "alice order Triggered", "alice order New");
        assertThat(order.id()).isEqualTo(id);
        assertThat(floor.linear.bids().price(0)).isEqualTo(650_100);
    }

    @Test
    void theLastPriceTriggersItWithinTheCommandThatMovesIt() throws Refusal {
        Order order = floor.place(
                alice, OrderRequest.market(floor.linear, Side.SELL, 10).trigger(649_900, 2, TriggerBy.LAST_PRICE));
        floor.buy(bob, 5, 649_900);
        floor.buy(bob, 50, 649_800);

        floor.sell(floor.carol, 5, 649_900);

        assertThat(floor.trades).containsExactly("Sell 5 @ 649900", "Sell 10 @ 649800");
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aPriceThatWasReachedTriggersAllItsOrdersEvenIfTheFirstOfThemMovesItBack() throws Refusal {
        Order first = floor.place(
                alice, OrderRequest.market(floor.linear, Side.SELL, 10).trigger(650_100, 1, TriggerBy.LAST_PRICE));
        Order second = floor.place(
                alice, OrderRequest.market(floor.linear, Side.SELL, 5).trigger(650_100, 1, TriggerBy.LAST_PRICE));
        Order third = floor.place(
                alice,
                OrderRequest.limit(floor.linear, Side.BUY, 5, 640_000).trigger(650_050, 1, TriggerBy.LAST_PRICE));
        Order higher = floor.place(
                alice, OrderRequest.market(floor.linear, Side.SELL, 5).trigger(650_200, 1, TriggerBy.LAST_PRICE));
        floor.buy(bob, 50, 649_800);
        floor.sell(bob, 5, 650_100);

        floor.buy(floor.carol, 5, 650_100);

        assertThat(floor.trades).containsExactly("Buy 5 @ 650100", "Sell 10 @ 649800", "Sell 5 @ 649800");
        assertThat(first.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(second.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(third.status()).isEqualTo(OrderStatus.NEW);
        assertThat(higher.status()).isEqualTo(OrderStatus.UNTRIGGERED);
    }

    @Test
    void theTriggerMustBeOnTheSideThatItsDirectionSays() {
        assertThat(code(buyAbove(650_000, TriggerBy.MARK_PRICE))).isEqualTo(110092);
        assertThat(code(OrderRequest.market(floor.linear, Side.SELL, 10).trigger(650_000, 2, TriggerBy.INDEX_PRICE)))
                .isEqualTo(110093);
    }

    @Test
    void withoutADirectionTheTriggerIsReachedFromWhereThePriceIs() throws Refusal {
        Order order = floor.place(
                alice, OrderRequest.market(floor.linear, Side.SELL, 10).trigger(640_000, 0, TriggerBy.INDEX_PRICE));

        assertThat(order.triggerDirection()).isEqualTo(2);
    }

    @Test
    void whenCancelledItIsDeactivated() throws Refusal {
        Order order = floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE));

        floor.exchange.cancel(order);
        floor.exchange.price(floor.linear, 650_100, 650_100);

        assertThat(order.status()).isEqualTo(OrderStatus.DEACTIVATED);
        assertThat(order.cancelType()).isEqualTo(CancelType.USER);
        assertThat(floor.linear.bids().size()).isZero();
    }

    @Test
    void anAmendedTriggerCounts() throws Refusal {
        Order order = floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE));

        floor.exchange.amend(order, Amendment.toQty(7).withTrigger(650_200, TriggerBy.NONE));
        floor.exchange.price(floor.linear, 650_150, 650_150);
        assertThat(order.status()).isEqualTo(OrderStatus.UNTRIGGERED);

        floor.exchange.price(floor.linear, 650_200, 650_200);
        assertThat(order.leaves()).isEqualTo(7);
        assertThat(order.isResting()).isTrue();
    }

    @Test
    void aReduceOnlyOrderThatFiresWithoutAPositionIsCancelled() throws Refusal {
        Order order = floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE).reduceOnly(true));

        floor.exchange.price(floor.linear, 650_100, 650_100);

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelType()).isEqualTo(CancelType.REDUCE_ONLY);
    }

    @Test
    void aSpotStopHoldsNoCoinsAndIsRejectedWhenTheyAreMissing() throws Refusal {
        Order order = floor.place(
                alice,
                OrderRequest.limit(floor.spot, Side.BUY, 15_000_000, 6_600_000).trigger(6_600_000, 0, TriggerBy.NONE));
        assertThat(alice.locked("USDT")).isEqualByComparingTo("0");
        floor.exchange.deposit(alice, "USDT", new java.math.BigDecimal("-900000"));

        floor.exchange.price(floor.spot, 6_600_000, 6_600_000);
        floor.place(bob, OrderRequest.limit(floor.spot, Side.SELL, 1000, 6_600_000));
        floor.place(bob, OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_600_000));

        assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void aSpotTakeProfitHoldsItsCoinsWhileItWaits() throws Refusal {
        Order order = floor.place(
                alice,
                OrderRequest.market(floor.spot, Side.SELL, 1_000_000)
                        .stopOrderType(StopOrderType.TPSL)
                        .trigger(6_600_000, 0, TriggerBy.NONE));

        assertThat(alice.locked("BTC")).isEqualByComparingTo("1");
        floor.exchange.cancelAll(
                alice, new CancelScope(Category.SPOT, "", "", "", OrderFilter.TPSL, false), CancelType.USER);
        assertThat(alice.locked("BTC")).isEqualByComparingTo("0");
        assertThat(order.status()).isEqualTo(OrderStatus.DEACTIVATED);
    }

    @Test
    void tenConditionalOrdersPerSymbolAreTheMost() throws Refusal {
        for (int i = 0; i < 10; i++) {
            floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE));
        }

        assertThat(code(buyAbove(650_100, TriggerBy.MARK_PRICE))).isEqualTo(110009);
    }

    @Test
    void itHasNoTakeProfit() {
        assertThat(code(buyAbove(650_100, TriggerBy.MARK_PRICE).takeProfit(700_000, TriggerBy.LAST_PRICE, 0)))
                .isEqualTo(110057);
    }

    @Test
    void filtersTellConditionalOrdersFromPlainOnes() throws Refusal {
        Order plain = floor.buy(alice, 10, 640_000);
        Order waiting = floor.place(alice, buyAbove(650_100, TriggerBy.MARK_PRICE));

        assertThat(OrderFilter.ORDER.takes(plain)).isTrue();
        assertThat(OrderFilter.ORDER.takes(waiting)).isFalse();
        assertThat(OrderFilter.STOP_ORDER.takes(waiting)).isTrue();
        assertThat(OrderFilter.STOP_ORDER.takes(plain)).isFalse();
    }

    private OrderRequest.Builder buyAbove(long trigger, TriggerBy by) {
        return OrderRequest.limit(floor.linear, Side.BUY, 10, trigger).trigger(trigger, 1, by);
    }

    private int code(OrderRequest.Builder order) {
        try {
            floor.place(alice, order);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void aRefusedTriggerLeavesNothingBehind() {
        assertThatThrownBy(() -> floor.place(alice, buyAbove(0, TriggerBy.MARK_PRICE)))
                .isInstanceOf(Refusal.class);
        assertThat(alice.openOrders()).isEmpty();
    }
}
