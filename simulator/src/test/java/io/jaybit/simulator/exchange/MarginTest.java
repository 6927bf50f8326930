package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders and positions need, and what accounts have for it. Prices are ticks of 0.1, sizes steps of 0.001 BTC. */
class MarginTest {
    private final Timeline timeline = new Timeline(1_784_900_000_000L);
    private final Exchange exchange = new Exchange(
            timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
    private final Market linear = market(Category.LINEAR, "BTCUSDT");
    private final Market inverse = market(Category.INVERSE, "BTCUSD");
    private final Market spot = market(Category.SPOT, "BTCUSDT");
    private final Account alice = exchange.openAccount("alice");
    private final Account bob = exchange.openAccount("bob");

    @BeforeEach
    void pay() {
        exchange.price(linear, 650_000, 650_000);
        exchange.price(inverse, 650_000, 650_000);
        exchange.deposit(alice, "USDT", new BigDecimal("1000"));
        exchange.deposit(bob, "USDT", new BigDecimal("1000000"));
        exchange.deposit(bob, "BTC", new BigDecimal("100"));
    }

    @Test
    void anOrderNeedsItsValueByLeverageAndTheTakersFee() throws Refusal {
        exchange.create(alice, limit(linear, Side.BUY, 10, 600_000));

        AccountFigures figures = exchange.margin().figures(alice);

        // 600 USDT / 10 + 600 * 0.055 %
        assertThat(figures.coin("USDT").totalOrderIm()).isEqualByComparingTo("60.33");
        assertThat(figures.totalAvailableBalance()).isEqualByComparingTo("939.67");
    }

    @Test
    void anOrderBeyondTheAvailableBalanceIsRefused() throws Refusal {
        exchange.create(alice, limit(linear, Side.BUY, 100, 650_000));

        assertThatThrownBy(() -> exchange.create(alice, limit(linear, Side.BUY, 60, 650_000)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(110007));
        assertThat(alice.openOrders()).hasSize(1);
    }

    @Test
    void aCancelledOrderGivesItsMarginBack() throws Refusal {
        Order order = exchange.create(alice, limit(linear, Side.BUY, 100, 650_000));

        exchange.cancel(order);

        assertThat(exchange.margin().figures(alice).totalInitialMargin()).isZero();
    }

    @Test
    void onlyTheGreaterSideOfOpenOrdersNeedsMargin() throws Refusal {
        exchange.create(alice, limit(linear, Side.BUY, 100, 600_000));
        exchange.create(alice, limit(linear, Side.SELL, 100, 700_000));

        // 7,000 / 10 + 7,000 * 0.055 %
        assertThat(exchange.margin().figures(alice).totalInitialMargin()).isEqualByComparingTo("703.85");
    }

    @Test
    void anOrderThatClosesNeedsNoMargin() throws Refusal {
        open(alice, Side.BUY, 150);

        exchange.create(alice, limit(linear, Side.SELL, 150, 700_000));

        assertThat(exchange.margin().figures(alice).coin("USDT").totalOrderIm()).isZero();
    }

    @Test
    void anOrderWithReduceOnlyNeedsNoMargin() throws Refusal {
        open(alice, Side.BUY, 150);

        exchange.create(
                alice,
                OrderRequest.limit(linear, Side.SELL, 150, 700_000)
                        .reduceOnly(true)
                        .build());

        assertThat(exchange.margin().figures(alice).coin("USDT").totalOrderIm()).isZero();
    }

    @Test
    void aPositionNeedsItsValueAtTheMark() throws Refusal {
        open(alice, Side.BUY, 100);
        exchange.price(linear, 640_000, 640_000);

        PositionFigures position = exchange.margin().figures(position(alice, linear));
        AccountFigures account = exchange.margin().figures(alice);

        assertThat(position.value()).isEqualByComparingTo("6500");
        assertThat(position.initialMargin()).isEqualByComparingTo("640");
        assertThat(position.maintenanceMargin()).isEqualByComparingTo("32");
        // 1,000 - fee 1.3 (maker) - 100
        assertThat(account.totalEquity()).isEqualByComparingTo("898.7");
        assertThat(account.totalPerpUpl()).isEqualByComparingTo("-100");
        assertThat(account.accountMmRate()).isEqualByComparingTo("0.03560699");
        assertThat(account.totalAvailableBalance()).isEqualByComparingTo("258.7");
    }

    @Test
    void aLongEndsWhereItsEquityIsTheMaintenanceMargin() throws Refusal {
        open(alice, Side.BUY, 100);

        PositionFigures figures = exchange.margin().figures(position(alice, linear));

        // 998.7 - 0.1 (65,000 - p) = 0.1 p 0.005
        assertThat(figures.liquidationPrice()).isEqualByComparingTo("55289.5");
        assertThat(figures.bankruptcyPrice()).isEqualByComparingTo("55013");
        // (6,500 + 1.3) / (0.1 (1 - 0.00055))
        assertThat(figures.breakEvenPrice()).isBetween(new BigDecimal("65048.77"), new BigDecimal("65048.78"));
    }

    @Test
    void aShortEndsAboveItsEntry() throws Refusal {
        open(alice, Side.SELL, 100);

        PositionFigures figures = exchange.margin().figures(position(alice, linear));

        // 998.7 - 0.1 (p - 65,000) = 0.1 p 0.005
        assertThat(figures.liquidationPrice()).isEqualByComparingTo("74613.9");
        assertThat(figures.bankruptcyPrice()).isEqualByComparingTo("74987");
    }

    @Test
    void coinsAreCollateralAtTheirIndex() throws Refusal {
        exchange.deposit(alice, "BTC", new BigDecimal("0.1"));

        AccountFigures figures = exchange.margin().figures(alice);

        assertThat(figures.totalEquity()).isEqualByComparingTo("7500");
        assertThat(figures.coin("BTC").usdValue()).isEqualByComparingTo("6500");
    }

    @Test
    void anInversePositionIsMarginedInItsCoin() throws Refusal {
        exchange.deposit(alice, "BTC", new BigDecimal("0.1"));
        exchange.create(alice, limit(inverse, Side.BUY, 6_500, 650_000));
        exchange.create(bob, limit(inverse, Side.SELL, 6_500, 650_000));

        CoinFigures coin = exchange.margin().figures(alice).coin("BTC");

        assertThat(coin.totalPositionIm()).isEqualByComparingTo("0.01");
        assertThat(coin.totalPositionMm()).isEqualByComparingTo("0.0005");
        assertThat(coin.walletBalance()).isEqualByComparingTo("0.09998");
    }

    @Test
    void spotOrdersLockWhatTheyWouldPay() throws Refusal {
        exchange.create(alice, limit(spot, Side.BUY, 10_000, 6_000_000));

        assertThat(alice.locked("USDT")).isEqualByComparingTo("600");
        assertThatThrownBy(() -> exchange.create(alice, limit(spot, Side.BUY, 10_000, 6_000_000)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(170131));
        assertThatThrownBy(() -> exchange.create(alice, limit(spot, Side.SELL, 10_000, 6_000_000)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(170131));
    }

    @Test
    void aSpotFillLeavesOnlyTheRestLocked() throws Refusal {
        Order order = exchange.create(alice, limit(spot, Side.BUY, 10_000, 6_000_000));
        exchange.create(bob, limit(spot, Side.SELL, 4_000, 6_000_000));

        assertThat(alice.locked("USDT")).isEqualByComparingTo("360");
        assertThat(alice.wallet("USDT")).isEqualByComparingTo("760");

        exchange.cancel(order);

        assertThat(alice.locked("USDT")).isZero();
    }

    @Test
    void inIsolatedMarginTheMarginIsSetAside() throws Refusal {
        exchange.marginSettings().setMode(alice, MarginMode.ISOLATED);
        open(alice, Side.BUY, 100);
        exchange.price(linear, 640_000, 640_000);

        PositionFigures figures = exchange.margin().figures(position(alice, linear));

        assertThat(figures.initialMargin()).isEqualByComparingTo("650");
        assertThat(figures.balance()).isEqualByComparingTo("650");
        // 650 - 0.1 (65,000 - p) = 0.1 p 0.005, whatever else is in the wallet
        assertThat(figures.liquidationPrice()).isEqualByComparingTo("58794");
        assertThat(figures.bankruptcyPrice()).isEqualByComparingTo("58500");
    }

    @Test
    void closingAnIsolatedPositionGivesItsMarginBack() throws Refusal {
        exchange.marginSettings().setMode(alice, MarginMode.ISOLATED);
        open(alice, Side.BUY, 100);
        open(alice, Side.SELL, 40);

        assertThat(position(alice, linear).margin).isEqualByComparingTo("390");

        exchange.marginSettings().addMargin(position(alice, linear), new BigDecimal("10"));
        assertThat(position(alice, linear).margin).isEqualByComparingTo("400");
        assertThatThrownBy(() -> exchange.marginSettings().addMargin(position(alice, linear), new BigDecimal("10000")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(110045));
    }

    @Test
    void leverageIsCheckedAgainstMarketAndMoney() throws Refusal {
        exchange.marginSettings().setLeverage(alice, linear, 20, 20);
        open(alice, Side.BUY, 100);

        assertThat(exchange.margin().figures(position(alice, linear)).initialMargin())
                .isEqualByComparingTo("325");
        assertThat(code(() -> exchange.marginSettings().setLeverage(alice, linear, 20, 20)))
                .isEqualTo(110043);
        assertThat(code(() -> exchange.marginSettings().setLeverage(alice, linear, 101, 101)))
                .isEqualTo(110013);
        assertThat(code(() -> exchange.marginSettings().setLeverage(alice, linear, 2, 2)))
                .isEqualTo(110012);
        assertThat(exchange.margin().leverage(alice, linear, Side.BUY)).isEqualTo(20);
    }

    @Test
    void theLegsOfHedgeModeAreMarginedEachForItself() throws Refusal {
        exchange.deposit(alice, "USDT", new BigDecimal("9000"));
        exchange.switchMode(alice, linear, true);
        for (int idx = 1; idx <= 2; idx++) {
            Side side = idx == 1 ? Side.BUY : Side.SELL;
            exchange.create(
                    alice,
                    OrderRequest.limit(linear, side, 100, 650_000)
                            .positionIdx(idx)
                            .build());
            exchange.create(bob, limit(linear, side.opposite(), 100, 650_000));
        }

        assertThat(exchange.margin().figures(alice).totalInitialMargin()).isEqualByComparingTo("1300");
    }

    @Test
    void goingIsolatedSetsAsideWhatWasLostUntilThen() throws Refusal {
        open(alice, Side.BUY, 100);
        exchange.price(linear, 620_000, 620_000);

        exchange.marginSettings().setMode(alice, MarginMode.ISOLATED);

        // 6,200 / 10 + 300: with 650 alone it would be nearer to its end than its leverage says
        assertThat(position(alice, linear).margin).isEqualByComparingTo("920");
    }

    @Test
    void aRefusedLeverageLeavesWhatWasSetAside() throws Refusal {
        exchange.marginSettings().setMode(alice, MarginMode.ISOLATED);
        open(alice, Side.BUY, 100);
        exchange.marginSettings().addMargin(position(alice, linear), new BigDecimal("100"));

        assertThat(code(() -> exchange.marginSettings().setLeverage(alice, linear, 2, 2)))
                .isEqualTo(110012);

        assertThat(position(alice, linear).margin).isEqualByComparingTo("750");
    }

    @Test
    void theOpenInterestCountsBothLegsOfATradeWithOneself() throws Refusal {
        exchange.marginSettings().setLeverage(alice, linear, 50, 50);
        exchange.switchMode(alice, linear, true);
        exchange.create(
                alice,
                OrderRequest.limit(linear, Side.BUY, 10, 650_000).positionIdx(1).build());
        exchange.create(
                alice,
                OrderRequest.limit(linear, Side.SELL, 10, 650_000)
                        .positionIdx(2)
                        .build());

        assertThat(linear.openInterest()).isEqualTo(10);
    }

    private interface Attempt {
        void run() throws Refusal;
    }

    private static int code(Attempt attempt) {
        try {
            attempt.run();
            return 0;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private void open(Account account, Side side, long qty) throws Refusal {
        exchange.create(account, limit(linear, side, qty, 650_000));
        exchange.create(bob, limit(linear, side.opposite(), qty, 650_000));
    }

    private static OrderRequest limit(Market market, Side side, long qty, long price) {
        return OrderRequest.limit(market, side, qty, price).build();
    }

    private static Position position(Account account, Market market) {
        return Objects.requireNonNull(account.position(market, 0));
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }
}
