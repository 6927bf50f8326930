package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Take-profits, stop-losses and trailing stops. */
class PositionStopsTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void anOrdersStopsAreMadeWhenItIsFilled() throws Refusal {
        Order parent = floor.place(
                alice,
                OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000)
                        .orderLinkId("parent")
                        .takeProfit(660_000, TriggerBy.MARK_PRICE, 0)
                        .stopLoss(640_000, TriggerBy.LAST_PRICE, 0));
        assertThat(alice.openOrders()).containsExactly(parent);

        floor.sell(bob, 10, 650_000);

        Order profit = stop(StopOrderType.TAKE_PROFIT);
        Order loss = stop(StopOrderType.STOP_LOSS);
        assertThat(profit.side()).isEqualTo(Side.SELL);
        assertThat(profit.qty()).isEqualTo(10);
        assertThat(profit.isReduceOnly()).isTrue();
        assertThat(profit.request().createType()).isEqualTo(CreateType.TAKE_PROFIT);
        assertThat(profit.request().parentOrderLinkId()).isEqualTo("parent");
        assertThat(loss.triggerDirection()).isEqualTo(2);
        assertThat(position().takeProfit()).isEqualTo(660_000);
        assertThat(position().stopLoss()).isEqualTo(640_000);
    }

    @Test
    void theTakeProfitOfAPositionClosesAllOfItAndClearsTheStopLoss() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.full(0)
                .withTakeProfit(660_000, TriggerBy.MARK_PRICE, 0)
                .withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));
        Order profit = stop(StopOrderType.TAKE_PROFIT);
        Order loss = stop(StopOrderType.STOP_LOSS);
        floor.buy(bob, 30, 655_000);

        floor.exchange.price(floor.linear, 660_000, 660_000);

        assertThat(profit.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(profit.executed()).isEqualTo(10);
        assertThat(position().size()).isZero();
        assertThat(loss.status()).isEqualTo(OrderStatus.DEACTIVATED);
        assertThat(loss.cancelType()).isEqualTo(CancelType.TPSL_CLEAR);
        assertThat(position().takeProfit()).isZero();
        assertThat(position().stopLoss()).isZero();
    }

    @Test
    void stopsOfAPositionFollowItsSize() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.full(0).withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));

        floor.buy(bob, 4, 650_000);
        floor.sell(alice, 4, 650_000);
        assertThat(stop(StopOrderType.STOP_LOSS).qty()).isEqualTo(6);

        floor.sell(bob, 20, 650_000);
        floor.buy(alice, 20, 650_000);
        assertThat(stop(StopOrderType.STOP_LOSS).qty()).isEqualTo(26);
    }

    @Test
    void aPositionThatIsClosedOrTurnedLosesItsStops() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.full(0).withStopLoss(640_000, TriggerBy.MARK_PRICE, 0).withTrailingStop(5_000, 0));
        set(TradingStop.partial(0, 5).withTakeProfit(660_000, TriggerBy.MARK_PRICE, 0));
        List<Order> stops = alice.openOrders();
        assertThat(stops).hasSize(3);

        floor.buy(bob, 15, 650_000);
        floor.sell(alice, 15, 650_000);

        assertThat(stops).allSatisfy(stop -> {
            assertThat(stop.status()).isEqualTo(OrderStatus.DEACTIVATED);
            assertThat(stop.cancelType()).isEqualTo(CancelType.TPSL_CLEAR);
        });
        assertThat(alice.openOrders()).isEmpty();
        assertThat(position().stopLoss()).isZero();
        assertThat(position().trailingStop()).isZero();
    }

    @Test
    void ofAPartialPairOneEndsTheOther() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.partial(0, 4)
                .withTakeProfit(660_000, TriggerBy.MARK_PRICE, 661_000)
                .withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));
        Order profit = stop(StopOrderType.PARTIAL_TAKE_PROFIT);
        Order loss = stop(StopOrderType.PARTIAL_STOP_LOSS);

        floor.exchange.price(floor.linear, 660_000, 660_000);

        assertThat(profit.status()).isEqualTo(OrderStatus.NEW);
        assertThat(floor.linear.asks().price(0)).isEqualTo(661_000);
        assertThat(loss.status()).isEqualTo(OrderStatus.DEACTIVATED);
        assertThat(loss.cancelType()).isEqualTo(CancelType.OCO_SL_BY_TP);
    }

    @Test
    void aStopLossEndsItsTakeProfit() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.partial(0, 4)
                .withTakeProfit(660_000, TriggerBy.MARK_PRICE, 661_000)
                .withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));
        Order profit = stop(StopOrderType.PARTIAL_TAKE_PROFIT);

        floor.exchange.price(floor.linear, 640_000, 640_000);

        assertThat(profit.cancelType()).isEqualTo(CancelType.OCO_TP_BY_SL);
    }

    @Test
    void changingOneOfAPairUnbindsIt() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.partial(0, 4)
                .withTakeProfit(660_000, TriggerBy.MARK_PRICE, 0)
                .withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));
        Order profit = stop(StopOrderType.PARTIAL_TAKE_PROFIT);
        Order loss = stop(StopOrderType.PARTIAL_STOP_LOSS);

        floor.exchange.amend(profit, Amendment.NOTHING.withTrigger(659_000, TriggerBy.NONE));
        floor.exchange.price(floor.linear, 659_000, 659_000);

        assertThat(loss.status()).isEqualTo(OrderStatus.UNTRIGGERED);
    }

    @Test
    void anOrdersPartialPairGrowsWithItsFills() throws Refusal {
        floor.place(
                alice,
                OrderRequest.limit(floor.linear, Side.SELL, 10, 650_000)
                        .partialTpsl(true)
                        .takeProfit(640_000, TriggerBy.LAST_PRICE, 0)
                        .stopLoss(660_000, TriggerBy.LAST_PRICE, 0));

        floor.buy(bob, 4, 650_000);
        assertThat(stop(StopOrderType.PARTIAL_TAKE_PROFIT).qty()).isEqualTo(4);

        floor.buy(bob, 6, 650_000);
        assertThat(stop(StopOrderType.PARTIAL_TAKE_PROFIT).qty()).isEqualTo(10);
        assertThat(stop(StopOrderType.PARTIAL_STOP_LOSS).side()).isEqualTo(Side.BUY);
        assertThat(alice.openOrders()).hasSize(2);
    }

    @Test
    void aTrailingStopFollowsThePriceFromItsActivation() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.full(0).withTrailingStop(1_000, 655_000));
        Order trailing = stop(StopOrderType.TRAILING_STOP);
        assertThat(trailing.triggerPrice()).isEqualTo(655_000);
        assertThat(position().trailingStop()).isEqualTo(1_000);

        last(652_000);
        last(650_500);
        last(656_000);
        last(657_000);
        last(656_001);
        assertThat(trailing.status()).isEqualTo(OrderStatus.UNTRIGGERED);

        floor.buy(floor.carol, 10, 650_000);
        last(656_000);
        assertThat(trailing.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(position().trailingStop()).isZero();
    }

    @Test
    void settingTheSameAgainIsRefused() throws Refusal {
        floor.hold(alice, 10);
        TradingStop wish = TradingStop.full(0).withStopLoss(640_000, TriggerBy.MARK_PRICE, 0);
        set(wish);

        assertThatThrownBy(() -> set(wish)).hasFieldOrPropertyWithValue("code", 34040);
        set(TradingStop.full(0).withStopLoss(0, TriggerBy.MARK_PRICE, 0));
        assertThat(alice.openOrders()).isEmpty();
        assertThat(position().stopLoss()).isZero();
    }

    @Test
    void twentyPartialStopsAreTheMost() throws Refusal {
        floor.hold(alice, 10);
        TradingStop pair = TradingStop.partial(0, 1)
                .withTakeProfit(660_000, TriggerBy.MARK_PRICE, 0)
                .withStopLoss(640_000, TriggerBy.MARK_PRICE, 0);
        for (int i = 0; i < 10; i++) {
            set(pair);
        }

        assertThatThrownBy(() -> set(pair)).hasFieldOrPropertyWithValue("code", 110061);
    }

    @Test
    void stopsNeedAPositionAndTheRightSideOfThePrice() throws Refusal {
        TradingStop wish = TradingStop.full(0).withStopLoss(640_000, TriggerBy.MARK_PRICE, 0);
        assertThatThrownBy(() -> set(wish)).hasMessageContaining("zero position");

        floor.hold(alice, -10);
        assertThatThrownBy(() -> set(wish))
                .hasMessage(
                        "StopLoss:64000.00 set for Sell position should be higher than base_price:65000.00??LastPrice");
    }

    @Test
    void anAmendedOrderCarriesItsNewStops() throws Refusal {
        Order parent = floor.buy(alice, 10, 650_000);

        floor.exchange.amend(parent, Amendment.NOTHING.withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));
        floor.sell(bob, 10, 650_000);

        assertThat(stop(StopOrderType.STOP_LOSS).triggerPrice()).isEqualTo(640_000);
    }

    @Test
    void cancellingAStopTakesItOffThePosition() throws Refusal {
        floor.hold(alice, 10);
        set(TradingStop.full(0).withStopLoss(640_000, TriggerBy.MARK_PRICE, 0));

        floor.exchange.cancel(stop(StopOrderType.STOP_LOSS));

        assertThat(position().stopLoss()).isZero();
    }

    @Test
    void aSpotOrdersStopsSellWhatWasBoughtAndHoldItOnce() throws Refusal {
        floor.place(
                alice,
                OrderRequest.limit(floor.spot, Side.BUY, 1_000_000, 6_500_000)
                        .takeProfit(6_600_000, TriggerBy.LAST_PRICE, 6_600_000)
                        .stopLoss(6_400_000, TriggerBy.LAST_PRICE, 0));

        floor.place(bob, OrderRequest.limit(floor.spot, Side.SELL, 1_000_000, 6_500_000));

        List<Order> stops = alice.openOrders();
        assertThat(stops).hasSize(2).allSatisfy(stop -> assertThat(stop.qty()).isEqualTo(999_000));
        assertThat(alice.locked("BTC")).isEqualByComparingTo("0.999");
        floor.place(bob, OrderRequest.limit(floor.spot, Side.BUY, 2_000_000, 6_400_000));
        floor.place(bob, OrderRequest.limit(floor.spot, Side.SELL, 1_000, 6_400_000));
        assertThat(stops.get(0).cancelType()).isEqualTo(CancelType.OCO_TP_BY_SL);
        assertThat(stops.get(1).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(alice.locked("BTC")).isEqualByComparingTo("0");
    }

    /** Makes a trade at a price, within the band that the mark then allows. */
    private void last(long price) throws Refusal {
        Account dave = floor.exchange.openAccount("dave");
        floor.exchange.deposit(dave, "USDT", new java.math.BigDecimal("1000000"));
        floor.sell(dave, 1, price);
        floor.buy(dave, 1, price);
    }

    private void set(TradingStop wish) throws Refusal {
        floor.exchange.tradingStop(alice, floor.linear, wish);
    }

    private Order stop(StopOrderType type) {
        return alice.openOrders().stream()
                .filter(order -> order.request().stopOrderType() == type)
                .findFirst()
                .orElseThrow();
    }

    private Position position() {
        return Objects.requireNonNull(alice.position(floor.linear, 0));
    }
}
