package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Funding, delivery, and what closing brought. */
class SettlementTest {
    private static final long START = 1_784_900_000_000L;
    /** The next whole 8 hours of UTC. */
    private static final long FUNDING = 1_784_908_800_000L;

    private static final long DELIVERY = START + 3_600_000;
    private static final String CALL = "BTC-25JUL26-60000-C-USDT";

    private final Timeline timeline = new Timeline(START);
    private final Exchange exchange = new Exchange(
            timeline,
            new Ids(1),
            List.of(
                    Instruments.btcUsdt(),
                    Instruments.btcUsd(),
                    Instruments.of(
                            Category.LINEAR, "BTCPERP", "LinearPerpetual", "BTC", "USDC", "USDC", "0.1", "0.001"),
                    Instruments.dated(Instruments.btcUsd(), "BTCUSDU26", DELIVERY),
                    call()));
    private final Market linear = market(Category.LINEAR, "BTCUSDT");
    private final Market dated = market(Category.INVERSE, "BTCUSDU26");
    private final Market option = market(Category.OPTION, CALL);
    private final Account alice = exchange.openAccount("alice");
    private final Account bob = exchange.openAccount("bob");
    private final List<Execution> executions = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();

    @BeforeEach
    void prepare() {
        for (Account account : List.of(alice, bob)) {
            exchange.deposit(account, "USDT", new BigDecimal("100000"));
            exchange.deposit(account, "BTC", new BigDecimal("10"));
        }
        exchange.price(linear, 650_000, 650_000);
        exchange.price(dated, 650_000, 650_000);
        exchange.price(option, 500, 6_500);
    }

    @AfterEach
    void nothingIsMadeOfNothing() {
        assertThat(exchange.imbalance()).isEmpty();
    }

    @Test
    void longsPayFundingToShortsAtTheMark() throws Refusal {
        meet(linear, 100, 650_000);
        listen();

        // A mark at the index, then 0.2 % above it: 0.1 % on average, drawn 0.05 % towards the interest.
        timeline.advanceTo(START + 60_000);
        exchange.price(linear, 651_300, 650_000);
        timeline.advanceTo(FUNDING);

        assertThat(linear.nextFundingEpochMillis()).isEqualTo(FUNDING + 28_800_000);
        assertThat(executions).hasSize(2);
        Execution paid = of(alice);
        assertThat(paid.type()).isEqualTo(ExecType.FUNDING);
        assertThat(paid.feeRate()).isEqualByComparingTo("0.0005");
        assertThat(paid.qty()).isEqualTo(100);
        assertThat(paid.price()).isEqualTo(651_300);
        // 6,513 * 0.05 %
        assertThat(paid.fee()).isEqualByComparingTo("3.2565");
        assertThat(of(bob).fee()).isEqualByComparingTo("-3.2565");
        assertThat(position(alice, linear).size()).isEqualTo(100);
    }

    @Test
    void withoutPremiumTheRateIsTheInterest() {
        timeline.advanceTo(START + 60_000);
        exchange.price(linear, 650_000, 650_000);

        assertThat(linear.fundingRate()).isEqualByComparingTo("0.0001");
    }

    @Test
    void aRateIsNeverBeyondItsCap() {
        timeline.advanceTo(START + 60_000);
        exchange.price(linear, 600_000, 650_000);
        timeline.advanceTo(START + 120_000);
        exchange.price(linear, 600_000, 650_000);

        assertThat(linear.fundingRate()).isEqualByComparingTo("-0.005");
    }

    @Test
    void aDatedFutureEndsAtTheIndex() throws Refusal {
        meet(dated, 6_500, 650_000);
        exchange.create(alice, OrderRequest.limit(dated, Side.BUY, 10, 600_000).build());
        exchange.price(dated, 640_000, 641_234);
        listen();

        timeline.advanceTo(DELIVERY);

        assertThat(dated.isOpen()).isFalse();
        assertThat(alice.openOrders()).isEmpty();
        assertThat(executions)
                .extracting(Execution::type, Execution::price, Execution::qty)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(ExecType.DELIVERY, 641_234L, 6_500L));
        assertThat(dated.openInterest()).isZero();
        // 0.1 - 6,500 / 64,123.4
        assertThat(of(alice).pnl()).isEqualByComparingTo("-0.00136705");
        // Only the cancelled order is told; the delivery itself is none.
        assertThat(orders).containsExactly("alice Cancelled CancelBySettle");
    }

    @Test
    void anOptionEndsAtWhatItIsWorth() throws Refusal {
        meet(option, 10, 500);
        listen();

        timeline.advanceTo(DELIVERY);

        // Tick 10: 65,000 - 60,000 = 500 ticks
        assertThat(of(alice).price()).isEqualTo(500);
        assertThat(of(alice).pnl()).isEqualByComparingTo("0");
    }

    @Test
    void anOptionOutOfTheMoneyEndsAtNothing() throws Refusal {
        meet(option, 10, 500);
        exchange.price(option, 1, 5_900);
        listen();

        timeline.advanceTo(DELIVERY);

        assertThat(of(alice).price()).isZero();
        // 0.1 BTC bought at 5,000
        assertThat(of(alice).pnl()).isEqualByComparingTo("-500");
    }

    @Test
    void contractsInUsdcAreSettledEveryEightHours() throws Refusal {
        Market perp = market(Category.LINEAR, "BTCPERP");
        exchange.price(perp, 650_000, 650_000);
        meet(perp, 100, 650_000);
        BigDecimal before = alice.wallet("USDC");
        exchange.price(perp, 660_000, 660_000);

        timeline.advanceTo(FUNDING);

        Position position = position(alice, perp);
        assertThat(position.unrealisedPnl()).isZero();
        assertThat(position.entryPrice()).isEqualByComparingTo("65000");
        assertThat(position.sessionPrice()).isEqualByComparingTo("66000");
        // 0.1 * 1,000, less funding of 6,600 * 0.01 %
        assertThat(alice.wallet("USDC").subtract(before)).isEqualByComparingTo("99.34");

        exchange.create(bob, OrderRequest.limit(perp, Side.BUY, 50, 660_000).build());
        exchange.create(alice, OrderRequest.limit(perp, Side.SELL, 50, 660_000).build());
        assertThat(position.entryPrice()).isEqualByComparingTo("65000");
        assertThat(position.sessionPrice()).isEqualByComparingTo("66000");
    }

    @Test
    void closingIsRememberedOnceForEachOrder() throws Refusal {
        meet(linear, 100, 650_000);
        exchange.create(bob, OrderRequest.limit(linear, Side.BUY, 30, 660_000).build());
        exchange.create(bob, OrderRequest.limit(linear, Side.BUY, 30, 659_000).build());

        exchange.create(
                alice, OrderRequest.limit(linear, Side.SELL, 60, 659_000).build());

        assertThat(alice.closedPnls()).hasSize(1);
        ClosedPnl closed = alice.closedPnls().get(0);
        assertThat(closed.closedSize()).isEqualTo(60);
        assertThat(closed.fills()).isEqualTo(2);
        assertThat(closed.entryValue()).isEqualByComparingTo("3900");
        assertThat(closed.exitValue()).isEqualByComparingTo("3957");
        // 6,500 * 0.02 % * 60 / 100 as maker, 3,957 * 0.055 % as taker
        assertThat(closed.openFee()).isEqualByComparingTo("0.78");
        assertThat(closed.closeFee()).isEqualByComparingTo("2.17635");
        assertThat(closed.closedPnl()).isEqualByComparingTo("54.04365");
    }

    /** Alice buys from Bob, she resting. */
    private void meet(Market market, long qty, long price) throws Refusal {
        exchange.create(alice, OrderRequest.limit(market, Side.BUY, qty, price).build());
        exchange.create(bob, OrderRequest.limit(market, Side.SELL, qty, price).build());
    }

    private void listen() {
        exchange.listen(new ExchangeListener() {
            @Override
            public void onExecution(Execution execution) {
                executions.add(execution);
            }

            @Override
            public void onOrder(Order order) {
                orders.add(order.account().name() + " " + order.status().text() + " "
                        + order.cancelType().text());
            }
        });
    }

    private Execution of(Account account) {
        return executions.stream()
                .filter(execution -> execution.account() == account)
                .findFirst()
                .orElseThrow();
    }

    private static Position position(Account account, Market market) {
        return Objects.requireNonNull(account.position(market, 0));
    }

    private static Instrument call() {
        Instrument like = Instruments.of(Category.OPTION, CALL, "", "BTC", "USDT", "USDT", "10", "0.01");
        return new Instrument(
                Category.OPTION,
                CALL,
                "",
                "BTC",
                "USDT",
                "USDT",
                Decimal.parse("10"),
                Decimal.parse("0.01"),
                like.minQty(),
                like.maxQty(),
                like.maxMarketQty(),
                like.minNotional(),
                like.minPrice(),
                like.maxPrice(),
                1,
                like.maintenanceRate(),
                like.takerFee(),
                like.makerFee(),
                new BigDecimal("0.5"),
                0,
                like.launchEpochMillis(),
                DELIVERY);
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }
}
