package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.ClosedPnl;
import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.client.testing.SimulatedRest;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.TradingStop;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Settings made at the simulated exchange, and what it says of them. */
class SettingsApiTest {
    private static final long START = 1_784_900_000_000L;
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    private final SimulatedExchange exchange =
            SimulatedExchange.open(ExchangeConfig.calm(4).withPreset(null), START);
    private final SimulatedRest rest = new SimulatedRest(exchange);
    private final SettingsApi api = new SettingsApi(rest);
    private final Account account = exchange.keys().get(0).account();

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(1, TimeUnit.SECONDS);
    }

    private void pass(Duration time) {
        exchange.timeline().advanceTo(exchange.timeline().now() + time.toMillis());
    }

    private String lastBody() {
        return rest.asked.get(rest.asked.size() - 1).body();
    }

    /** A position comes about, or goes. */
    private long trade(Side ours, long ticks) throws Refusal {
        Market market = Objects.requireNonNull(
                exchange.exchange().market(io.jaybit.simulator.exchange.Category.LINEAR, "BTCUSDT"));
        Side theirs = ours == Side.BUY ? Side.SELL : Side.BUY;
        Order offer = exchange.exchange()
                .create(
                        exchange.keys().get(1).account(),
                        OrderRequest.limit(market, theirs, 10, ticks).build());
        pass(Duration.ofMillis(100));
        exchange.exchange()
                .create(
                        account,
                        OrderRequest.limit(market, ours, 10, offer.price()).build());
        pass(Duration.ofMillis(100));
        return offer.price();
    }

    @Test
    void theWindowOfDisconnectProtectionIsSet() throws Exception {
        get(api.setDisconnectProtection("DERIVATIVES", 40));
        pass(Duration.ofSeconds(11));
        assertThat(get(api.disconnectProtection()))
                .anyMatch(one -> one.product().equals("DERIVATIVES") && one.on() && one.windowSeconds() == 40);
    }

    @Test
    void exitsOfAPositionAreSetAndClosingItBringsWhatItBrings() throws Exception {
        long price = trade(Side.BUY, 600_000);
        get(api.setTradingStop(TradingStop.of(BTC, 0, Decimal.parse("200000"), Decimal.parse("100"))));
        get(api.setTradingStop(TradingStop.of(BTC, 0, Decimal.parse("200000"), Decimal.parse("100"))));
        assertThat(account.openOrders()).hasSize(2);
        get(api.setTradingStop(TradingStop.of(BTC, 0, Decimal.ZERO, Decimal.ZERO)));
        assertThat(account.openOrders()).isEmpty();

        trade(Side.SELL, price);
        List<ClosedPnl> closed = get(api.closedPnl(
                Category.LINEAR,
                "",
                START - Duration.ofDays(30).toMillis(),
                exchange.timeline().now()));
        assertThat(closed).singleElement().satisfies(row -> {
            assertThat(row.symbol()).isEqualTo(BTC);
            assertThat(row.side()).isEqualTo(OrderSide.SELL);
            assertThat(row.closedSize()).isEqualByComparingTo(new BigDecimal("0.01"));
            assertThat(row.pnl()).isNegative();
        });
    }

    @Test
    void exitsOfAPartAreWrittenWithTheirSizeAndLimit() {
        api.setTradingStop(new TradingStop(
                BTC,
                1,
                Decimal.parse("70000"),
                Decimal.parse("50000"),
                Decimal.parse("10"),
                Decimal.parse("65000"),
                Decimal.parse("0.01"),
                Decimal.parse("70001"),
                null,
                TriggerBy.MARK_PRICE,
                TriggerBy.LAST_PRICE));
        assertThat(lastBody())
                .isEqualTo("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"tpslMode\":\"Partial\",\"positionIdx\":1,"
                        + "\"takeProfit\":\"70000\",\"stopLoss\":\"50000\",\"trailingStop\":\"10\",\"activePrice\":\"65000\","
                        + "\"tpTriggerBy\":\"MarkPrice\",\"slTriggerBy\":\"LastPrice\","
                        + "\"tpSize\":\"0.01\",\"tpOrderType\":\"Limit\",\"tpLimitPrice\":\"70001\","
                        + "\"slSize\":\"0.01\",\"slOrderType\":\"Market\"}");
    }

    @Test
    void aSettingTheVenueRefusesFailsWithItsCode() {
        assertThatThrownBy(() -> get(api.setLeverage(BTC, Decimal.parse("100000"), Decimal.parse("1"))))
                .cause()
                .isInstanceOfSatisfying(RestFailure.class, failure -> {
                    assertThat(failure.retCode()).isNotZero();
                    assertThat(failure.isSurelyNotDone()).isTrue();
                });
    }
}
