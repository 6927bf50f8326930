package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What each kind of order does when it meets the book. */
class MatchingTest {
    private final Floor floor = new Floor();
    private final Account alice = floor.alice;
    private final Account bob = floor.bob;

    @Test
    void aMarketOrderTakesWhatIsThereAndTheRestIsCancelled() throws Refusal {
        floor.sell(alice, 30, 650_000);

        Order order = floor.place(bob, OrderRequest.market(floor.linear, Side.BUY, 100));

        assertThat(floor.trades).containsExactly("Buy 30 @ 650000");
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.rejectReason()).isEqualTo(RejectReason.NO_IMMEDIATE_QTY);
        assertThat(order.executed()).isEqualTo(30);
        assertThat(order.leaves()).isZero();
    }

    @Test
    void aMarketOrderTradesNoFurtherThanItsProtection() throws Refusal {
        floor.sell(alice, 30, 682_500);
        floor.sell(alice, 30, 682_501);

        Order order = floor.place(bob, OrderRequest.market(floor.linear, Side.BUY, 60));

        assertThat(order.price()).isEqualTo(682_500);
        assertThat(floor.trades).containsExactly("Buy 30 @ 682500");
    }

    @Test
    void slippageToleranceBindsAMarketOrderToTheBestPrice() throws Refusal {
        floor.sell(alice, 30, 650_000);
        floor.sell(alice, 30, 650_010);
        floor.sell(alice, 30, 650_011);

        floor.place(
                bob, OrderRequest.market(floor.linear, Side.BUY, 90).slippage(SlippageType.TICK_SIZE, BigDecimal.TEN));

        assertThat(floor.trades).containsExactly("Buy 30 @ 650000", "Buy 30 @ 650010");
        assertThat(refusal(OrderRequest.market(floor.linear, Side.BUY, 90)
                        .slippage(SlippageType.PERCENT, new BigDecimal("10.1"))))
                .isEqualTo(110109);
    }

    @Test
    void anIocOrderNeverRests() throws Refusal {
        Order order = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000).timeInForce(TimeInForce.IOC));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(floor.linear.bids().size()).isZero();
    }

    @Test
    void aFokOrderIsFilledAsAWholeOrNotAtAll() throws Refusal {
        floor.sell(alice, 30, 650_000);
        floor.sell(alice, 30, 650_001);

        Order tooMuch = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 61, 650_001).timeInForce(TimeInForce.FOK));
        Order justRight = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 60, 650_001).timeInForce(TimeInForce.FOK));

        assertThat(tooMuch.rejectReason()).isEqualTo(RejectReason.NO_FULL_FILL);
        assertThat(tooMuch.executed()).isZero();
        assertThat(justRight.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aFokOrderDoesNotCountReduceOnlyOrdersBeyondTheirPosition() throws Refusal {
        floor.hold(alice, 10);
        floor.place(
                alice, OrderRequest.limit(floor.linear, Side.SELL, 10, 650_001).reduceOnly(true));
        floor.place(
                alice, OrderRequest.limit(floor.linear, Side.SELL, 10, 650_002).reduceOnly(true));

        Order order = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 20, 650_010).timeInForce(TimeInForce.FOK));

        assertThat(order.rejectReason()).isEqualTo(RejectReason.NO_FULL_FILL);
        assertThat(floor.trades).isEmpty();
    }

    @Test
    void rpiOrdersAreForApprovedMakers() {
        assertThat(refusal(
                        OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000).timeInForce(TimeInForce.RPI)))
                .isEqualTo(110119);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_500_000)
                        .timeInForce(TimeInForce.RPI)))
                .isEqualTo(170355);
    }

    @Test
    void aLimitBeyondTheBandIsCutOnDerivativesAndRefusedOnSpot() throws Refusal {
        Order order = floor.buy(bob, 10, 700_000);

        assertThat(order.price()).isEqualTo(682_500);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 7_000_000)))
                .isEqualTo(170193);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.SELL, 1000, 6_000_000)))
                .isEqualTo(170194);
    }

    @Test
    void aSpotMarketBuyCanBeCountedInTheQuoteCoin() throws Refusal {
        // 0.001 BTC at 65,000.00 cost 65 USDT, a step of 0.000001 BTC 0.065.
        floor.place(alice, OrderRequest.limit(floor.spot, Side.SELL, 1000, 6_500_000));
        floor.place(alice, OrderRequest.limit(floor.spot, Side.SELL, 100_000, 6_501_000));

        Order order =
                floor.place(bob, OrderRequest.market(floor.spot, Side.BUY, 0).quoteAmount(100_00000000L));

        assertThat(floor.trades).containsExactly("Buy 1000 @ 6500000", "Buy 538 @ 6501000");
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.executedValue()).isEqualByComparingTo("99.97538");
        assertThat(order.quoteLeft()).isEqualByComparingTo("0.02462");
        assertThat(bob.wallet("USDT")).isEqualByComparingTo("999900.02462");
    }

    @Test
    void aQuoteAmountTheBookCannotTakeEndsPartiallyFilledCanceled() throws Refusal {
        floor.place(alice, OrderRequest.limit(floor.spot, Side.SELL, 1000, 6_500_000));

        Order order =
                floor.place(bob, OrderRequest.market(floor.spot, Side.BUY, 0).quoteAmount(100_00000000L));

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED_CANCELED);
        assertThat(order.quoteLeft()).isEqualByComparingTo("35");
    }

    @Test
    void spotOrdersHoldTheirCoinsUntilTheyEnd() throws Refusal {
        Order order = floor.place(bob, OrderRequest.limit(floor.spot, Side.BUY, 100_000, 6_500_000));
        assertThat(bob.locked("USDT")).isEqualByComparingTo("6500");

        floor.place(alice, OrderRequest.limit(floor.spot, Side.SELL, 40_000, 6_500_000));
        assertThat(bob.locked("USDT")).isEqualByComparingTo("3900");

        floor.exchange.cancel(order);
        assertThat(bob.locked("USDT")).isEqualByComparingTo("0");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED_CANCELED);
    }

    @Test
    void ofAMatchTheMakerIsToldFirstAndEachIsToldOrderExecutionPositionWallet() throws Refusal {
        floor.sell(alice, 30, 650_000);
        floor.told.clear();

        floor.buy(bob, 50, 650_000);

        assertThat(floor.told)
                .containsExactly(
                        "alice order Filled",
                        "alice execution 30",
                        "alice position -30",
                        "alice wallet USDT",
                        "bob order PartiallyFilled",
                        "bob execution 30",
                        "bob position 30",
                        "bob wallet USDT");
    }

    @Test
    void aCancelThatComesTooLateTellsFilledASecondTime() throws Refusal {
        Order order = floor.sell(alice, 30, 650_000);
        floor.buy(bob, 30, 650_000);
        floor.told.clear();

        floor.exchange.cancelTooLate(order);

        assertThat(floor.told.get(0)).isEqualTo("alice order Filled");
        assertThat(order.cancelType()).isEqualTo(CancelType.USER);
        assertThat(order.rejectReason()).isEqualTo(RejectReason.ORIGINAL_DOES_NOT_EXIST);
        assertThat(alice.history().recentOrders(Category.LINEAR)).containsExactly(order);
    }

    @Test
    void openInterestCountsOneSide() throws Refusal {
        floor.sell(alice, 30, 650_000);
        floor.buy(bob, 30, 650_000);
        assertThat(floor.linear.openInterest()).isEqualTo(30);

        floor.sell(bob, 20, 650_000);
        floor.buy(floor.carol, 20, 650_000);
        assertThat(floor.linear.openInterest()).isEqualTo(30);

        floor.sell(floor.carol, 20, 650_000);
        floor.buy(alice, 20, 650_000);
        assertThat(floor.linear.openInterest()).isEqualTo(10);
    }

    @Test
    void aClosedMarketTakesNothing() {
        floor.exchange.open(floor.linear, false);
        floor.exchange.open(floor.spot, false);

        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000)))
                .isEqualTo(110074);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_500_000)))
                .isEqualTo(170151);
    }

    @Test
    void ordersWorthTooLittleAreRefused() {
        floor.exchange.price(floor.linear, 10_000, 10_000);

        // 0.001 at 1,000.0 is 1 USDT.
        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 1, 10_000)))
                .isEqualTo(110094);
        assertThat(refusal(OrderRequest.limit(floor.inverse, Side.BUY, 4, 650_000)))
                .isEqualTo(110094);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 76, 6_500_000)))
                .isEqualTo(170140);
    }

    @Test
    void aLinkIdIsUsedOnce() throws Refusal {
        Order first = floor.place(
                bob, OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000).orderLinkId("a"));
        floor.exchange.cancel(first);

        assertThat(refusal(
                        OrderRequest.limit(floor.linear, Side.BUY, 10, 650_000).orderLinkId("a")))
                .isEqualTo(110072);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_500_000)
                        .orderLinkId("a")))
                .isEqualTo(170141);
    }

    @Test
    void fiveHundredOrdersPerSymbolAreTheMost() throws Refusal {
        for (int i = 0; i < 500; i++) {
            floor.buy(bob, 10, 640_000);
        }
        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 10, 640_000)))
                .isEqualTo(110020);

        Account agent = floor.exchange.openSilentAccount("agent");
        floor.exchange.deposit(agent, "USDT", new BigDecimal("1000000"));
        for (int i = 0; i < 501; i++) {
            floor.buy(agent, 10, 640_000);
        }
        assertThat(agent.openOrders()).hasSize(501);
    }

    @Test
    void fiveHundredSpotOrdersOfAllSymbolsAreTheMost() throws Refusal {
        for (int i = 0; i < 500; i++) {
            floor.place(bob, OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_400_000));
        }
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 6_400_000)))
                .isEqualTo(170810);
    }

    @Test
    void pricesAndSizesHaveBounds() {
        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 0, 650_000)))
                .isEqualTo(10001);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 0, 6_500_000)))
                .isEqualTo(170136);
        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 1_000_000_001L, 650_000)))
                .isEqualTo(10001);
        assertThat(refusal(OrderRequest.limit(floor.linear, Side.BUY, 10, 0))).isEqualTo(110003);
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 1000, 100_000_001L)))
                .isEqualTo(170132);
    }

    @Test
    void aSpotOrderNeedsItsCoins() {
        assertThat(refusal(OrderRequest.limit(floor.spot, Side.BUY, 16_000_000, 6_500_000)))
                .isEqualTo(170131);
    }

    private int refusal(OrderRequest.Builder order) {
        try {
            floor.place(bob, order);
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void aRefusedOrderChangesNothing() throws Refusal {
        floor.told.clear();
        assertThatThrownBy(() -> floor.buy(bob, 0, 650_000)).isInstanceOf(Refusal.class);

        assertThat(floor.told).isEmpty();
        assertThat(bob.openOrders()).isEmpty();
    }
}
