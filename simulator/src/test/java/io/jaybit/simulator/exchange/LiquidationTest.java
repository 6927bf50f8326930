package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to accounts that have no more than their maintenance margin. Prices are ticks of 0.1, sizes steps of 0.001 BTC. */
class LiquidationTest {
    private static final long START = 1_784_900_000_000L;

    private final Timeline timeline = new Timeline(START);
    private final Exchange exchange = new Exchange(
            timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
    private final Market linear = market(Category.LINEAR, "BTCUSDT");
    private final Market inverse = market(Category.INVERSE, "BTCUSD");
    private final Account alice = exchange.openAccount("alice");
    private final Account carol = exchange.openAccount("carol");
    private final Account maker = exchange.openAccount("maker");
    private final List<Liquidation> liquidations = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();

    @BeforeEach
    void prepare() {
        exchange.price(linear, 650_000, 650_000);
        exchange.price(inverse, 650_000, 650_000);
        exchange.deposit(alice, "USDT", new BigDecimal("1000"));
        exchange.deposit(carol, "USDT", new BigDecimal("1000"));
        exchange.deposit(maker, "USDT", new BigDecimal("10000000"));
        exchange.deposit(maker, "BTC", new BigDecimal("100"));
        exchange.listen(new ExchangeListener() {
            @Override
            public void onLiquidation(Liquidation liquidation) {
                liquidations.add(liquidation);
            }

            @Override
            public void onExecution(Execution execution) {
                executions.add(execution);
            }

            @Override
            public void onPosition(Position position) {
                statuses.add(position.account().name() + " " + position.size() + " " + position.status());
            }
        });
    }

    @AfterEach
    void nothingIsMadeOfNothing() {
        assertThat(exchange.imbalance()).isEmpty();
    }

    @Test
    void aLongIsTakenOverAtItsBankruptcyPrice() throws Refusal {
        // 6,500 USDT with 1,000: 0.1 BTC, bankrupt at 65,000 - 9,987 = 55,013
        open(alice, Side.BUY, 100);
        exchange.create(alice, limit(linear, Side.BUY, 1, 500_000));

        exchange.price(linear, 552_895, 552_895);
        assertThat(liquidations).isEmpty();
        exchange.price(linear, 552_894, 552_894);

        assertThat(liquidations).containsExactly(new Liquidation(linear, Side.BUY, 100, 550_130, START));
        assertThat(position(alice).size()).isZero();
        assertThat(alice.openOrders()).isEmpty();
        assertThat(alice.wallet("USDT")).isEqualByComparingTo("0");
        assertThat(statuses).containsSubsequence("alice 100 Liq", "alice 0 Normal", "house 100 Normal");
        Execution bust = executions.stream()
                .filter(execution -> execution.account() == alice && execution.type() == ExecType.BUST)
                .findFirst()
                .orElseThrow();
        assertThat(bust.price()).isEqualTo(550_130);
        assertThat(bust.order().request().createType()).isEqualTo(CreateType.TAKE_OVER);
        assertThat(linear.openInterest()).isEqualTo(100);
    }

    @Test
    void theCancelledOrdersOfTheLiquidatedSaySo() throws Refusal {
        open(alice, Side.BUY, 100);
        Order order = exchange.create(alice, limit(linear, Side.BUY, 1, 500_000));

        exchange.price(linear, 550_000, 550_000);

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelType()).isEqualTo(CancelType.BEFORE_LIQUIDATION);
    }

    @Test
    void theHouseSellsInPartsAndThePoolTakesTheDifference() throws Refusal {
        open(alice, Side.BUY, 100);
        exchange.create(maker, limit(linear, Side.BUY, 1_000, 552_000));
        exchange.price(linear, 552_000, 552_000);

        timeline.advanceTo(START);
        assertThat(house().size()).isEqualTo(80);
        timeline.advanceTo(START + 10 * Estate.STEP_MILLIS);

        assertThat(house().size()).isZero();
        // bought at 55,013, sold at 55,200, 0.1 BTC
        assertThat(exchange.insurance().pool(linear).balance()).isEqualByComparingTo("18.7");
    }

    @Test
    void aPoolThatIsUsedUpLetsTheOtherSideBearTheRest() throws Refusal {
        exchange.insure(linear, new BigDecimal("10"));
        open(alice, Side.BUY, 100);
        exchange.create(maker, limit(linear, Side.BUY, 20, 530_000));
        exchange.create(maker, limit(linear, Side.BUY, 1_000, 100_000));
        exchange.price(linear, 550_130, 550_130);

        timeline.advanceTo(START + 10 * Estate.REST_MILLIS);

        // 0.02 BTC sold 2,013 below: 40.26 lost
        assertThat(exchange.insurance().pool(linear).balance()).isEqualByComparingTo("-30.26");
        assertThat(executions.stream().filter(execution -> execution.type() == ExecType.ADL))
                .anySatisfy(execution -> {
                    assertThat(execution.account()).isSameAs(maker);
                    assertThat(execution.price()).isEqualTo(550_130);
                    assertThat(execution.qty()).isEqualTo(80);
                });
        assertThat(house().size()).isZero();
        assertThat(linear.openInterest()).isZero();
    }

    @Test
    void aFallThroughTheBankruptcyPriceCostsThePoolAndNotTheAccount() throws Refusal {
        exchange.insure(linear, new BigDecimal("100000"));
        open(alice, Side.BUY, 100);

        exchange.price(linear, 500_000, 500_000);

        assertThat(alice.wallet("USDT").signum()).isNotNegative();
        assertThat(liquidations.get(0).bankruptcyPrice()).isEqualTo(550_130);
    }

    @Test
    void otherCoinsPayForWhatIsMissing() throws Refusal {
        exchange.deposit(alice, "USDT", new BigDecimal("-900"));
        exchange.deposit(alice, "BTC", new BigDecimal("0.1"));
        open(alice, Side.BUY, 500);

        exchange.price(inverse, 500_000, 500_000);
        exchange.price(linear, 520_000, 520_000);

        assertThat(liquidations).hasSize(1);
        assertThat(alice.wallet("BTC").signum()).isNotNegative();
        assertThat(alice.wallet("USDT").signum()).isNotNegative();
    }

    @Test
    void aFallingCoinEndangersWhatItStandsFor() throws Refusal {
        exchange.deposit(alice, "USDT", new BigDecimal("-998"));
        exchange.deposit(alice, "BTC", new BigDecimal("0.1"));
        open(alice, Side.SELL, 400);
        exchange.marginSettings().setLeverage(alice, linear, 50, 50);

        // The position stands still; its collateral, priced by the linear market's index, falls.
        exchange.price(linear, 650_000, 10_000);

        assertThat(liquidations).hasSize(1);
    }

    @Test
    void anIsolatedPositionGoesAlone() throws Refusal {
        exchange.marginSettings().setMode(alice, MarginMode.ISOLATED);
        exchange.marginSettings().setLeverage(alice, linear, 50, 50);
        open(alice, Side.BUY, 100);

        // 130 set aside for 6,500: bankrupt at 63,700
        exchange.price(linear, 640_202, 640_202);
        assertThat(liquidations).isEmpty();
        exchange.price(linear, 640_201, 640_201);

        assertThat(liquidations).containsExactly(new Liquidation(linear, Side.BUY, 100, 637_000, START));
        assertThat(alice.wallet("USDT")).isEqualByComparingTo("868.7");
    }

    @Test
    void bothLegsOfHedgeModeAreTakenOver() throws Refusal {
        exchange.switchMode(alice, linear, true);
        for (int idx = 1; idx <= 2; idx++) {
            Side side = idx == 1 ? Side.BUY : Side.SELL;
            exchange.create(
                    alice,
                    OrderRequest.limit(linear, side, idx == 1 ? 80 : 20, 650_000)
                            .positionIdx(idx)
                            .build());
            exchange.create(maker, limit(linear, side.opposite(), idx == 1 ? 80 : 20, 650_000));
        }

        for (long price = 650_000; liquidations.isEmpty(); price -= 1_000) {
            exchange.price(linear, price, price);
        }

        assertThat(liquidations)
                .extracting(Liquidation::liquidated, Liquidation::size)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Side.BUY, 80L),
                        org.assertj.core.groups.Tuple.tuple(Side.SELL, 20L));
        assertThat(alice.wallet("USDT")).isBetween(BigDecimal.ZERO, new BigDecimal("0.02"));
        assertThat(house().size()).isEqualTo(60);
    }

    @Test
    void aPositionBesideAHealthyOneInAnotherMarketGoesWithIt() throws Refusal {
        exchange.deposit(alice, "BTC", new BigDecimal("0.01"));
        open(alice, Side.BUY, 100);
        exchange.create(alice, limit(inverse, Side.SELL, 650, 650_000));
        exchange.create(maker, limit(inverse, Side.BUY, 650, 650_000));

        for (long price = 650_000; liquidations.isEmpty(); price -= 1_000) {
            exchange.price(linear, price, price);
        }

        assertThat(liquidations).extracting(Liquidation::market).containsExactly(linear, inverse);
        assertThat(exchange.margin().figures(alice).totalEquity()).isBetween(BigDecimal.ZERO, new BigDecimal("1"));
    }

    @Test
    void anInverseShortIsTakenOverAbove() throws Refusal {
        exchange.deposit(alice, "USDT", new BigDecimal("-1000"));
        exchange.deposit(alice, "BTC", new BigDecimal("0.02"));
        exchange.create(alice, limit(inverse, Side.SELL, 6_500, 650_000));
        exchange.create(maker, limit(inverse, Side.BUY, 6_500, 650_000));

        for (long price = 650_000; liquidations.isEmpty() && price < 900_000; price += 500) {
            exchange.price(inverse, price, price);
        }

        assertThat(liquidations).hasSize(1);
        assertThat(liquidations.get(0).liquidated()).isEqualTo(Side.SELL);
        // 0.1 - 0.01998 = 6,500 / p
        assertThat(liquidations.get(0).bankruptcyPrice()).isEqualTo(812_296);
        assertThat(alice.wallet("BTC")).isBetween(BigDecimal.ZERO, new BigDecimal("0.0000002"));
    }

    @Test
    void aForcedSalePushesThePriceIntoTheNextLiquidation() throws Refusal {
        exchange.deposit(alice, "USDT", new BigDecimal("9000"));
        exchange.deposit(carol, "USDT", new BigDecimal("9200"));
        exchange.marginSettings().setLeverage(alice, linear, 50, 50);
        exchange.marginSettings().setLeverage(carol, linear, 50, 50);
        open(alice, Side.BUY, 4_000);
        open(carol, Side.BUY, 4_000);
        // A thin book: each 10 USDT down take 0.1 BTC.
        for (int i = 0; i < 90; i++) {
            exchange.create(maker, limit(linear, Side.BUY, 100, 628_600 - i * 100L));
        }
        exchange.create(maker, limit(linear, Side.SELL, 100_000, 629_000));
        exchange.index(linear, 628_700);
        timeline.advanceTo(START + 1_000);
        assertThat(liquidations).isEmpty();

        // Alice ends at 62,827.1, Carol at 62,776.9
        exchange.index(linear, 628_100);
        timeline.advanceTo(START + 60_000);

        assertThat(liquidations).hasSize(2);
        assertThat(position(alice).size()).isZero();
        assertThat(position(carol).size()).isZero();
        assertThat(liquidations.get(1).epochMillis())
                .isGreaterThan(liquidations.get(0).epochMillis());
        assertThat(linear.indexPrice()).isEqualTo(628_100);
        assertThat(linear.markPrice()).isLessThan(627_769);
    }

    private void open(Account account, Side side, long qty) throws Refusal {
        exchange.create(account, limit(linear, side, qty, 650_000));
        exchange.create(maker, limit(linear, side.opposite(), qty, 650_000));
    }

    private Position position(Account account) {
        return Objects.requireNonNull(account.position(linear, 0));
    }

    private Position house() {
        return position(exchange.house());
    }

    private static OrderRequest limit(Market market, Side side, long qty, long price) {
        return OrderRequest.limit(market, side, qty, price).build();
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }
}
