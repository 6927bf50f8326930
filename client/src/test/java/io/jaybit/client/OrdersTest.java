package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.FeeRate;
import io.jaybit.account.KeyInfo;
import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.CancelReport;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.TradingStop;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders and settings through sockets to the simulated exchange. */
class OrdersTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(Meeting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static NewOrder bid(String size) {
        return NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse(size), Decimal.parse("20000"))
                .build();
    }

    private static ExchangeConfig quiet() {
        return ExchangeConfig.calm(4).withPreset(null);
    }

    @Test
    void ordersGoByTheTradeSocket() throws Exception {
        try (Meeting meeting = Meeting.plain(quiet())) {
            OrderEntry orders = meeting.bybit.orders();
            get(orders.ready());
            tradeALittle(orders, meeting.server);
            assertThat(meeting.bybit.health().connections()).hasSize(1);
        }
    }

    @Test
    void whereThereIsNoTradeSocketTheyGoByRest() throws Exception {
        try (ExchangeServer server = ExchangeServer.start(quiet(), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            Exchange all = Exchange.at(server.webSocketAddress());
            Exchange withoutSocket =
                    new Exchange("demo", all.publicStreams(), all.accountStreams(), false, all.rest(), "");
            ApiKey key = server.keys().get(0);
            try (Bybit bybit = Bybit.builder()
                    .credentials(Credentials.of(key.key(), key.secret()))
                    .exchange(withoutSocket)
                    .budgets(new Budgets())
                    .build()) {
                OrderEntry orders = bybit.orders();
                get(orders.ready());
                tradeALittle(orders, server);
                assertThat(bybit.health().connections()).isEmpty();
            }
        }
    }

    private static void tradeALittle(OrderEntry orders, ExchangeServer server) throws Exception {
        Outcome placed = get(orders.place(bid("0.01")));
        assertThat(placed).isInstanceOf(Outcome.Accepted.class);
        OrderRef ref = ((Outcome.Accepted) placed).order();
        assertThat(ref.orderId()).isNotEmpty();
        assertThat(ref.orderLinkId()).hasSizeBetween(10, 36);
        assertThat(get(orders.amend(new Amendment(ref, Decimal.parse("0.02"), null, null, null, null))))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(get(orders.cancel(ref))).isInstanceOf(Outcome.Accepted.class);
        assertThat(get(orders.cancel(ref)))
                .isEqualTo(new Outcome.Rejected(110_001, "order not exists or too late to cancel"));
        List<Outcome> many = get(orders.placeAll(List.of(bid("0.01"), bid("0.00000001"), bid("0.02"))));
        assertThat(many.get(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(many.get(1)).isInstanceOf(Outcome.Rejected.class);
        assertThat(many.get(2)).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.<Integer>ask(exchange ->
                        exchange.keys().get(0).account().openOrders().size()))
                .isEqualTo(2);
    }

    @Test
    void settingsAreMadeAndRead() throws Exception {
        try (Meeting meeting = Meeting.plain(quiet())) {
            AccountRequests account = meeting.bybit.account();
            get(account.setLeverage(BTC, Decimal.parse("7"), Decimal.parse("7")));
            get(account.setLeverage(BTC, Decimal.parse("7"), Decimal.parse("7")));
            get(account.switchPositionMode(BTC, true));
            get(account.switchPositionMode(BTC, true));
            assertThat(meeting.<Boolean>ask(exchange -> exchange.keys()
                            .get(0)
                            .account()
                            .isHedged(exchange.exchange()
                                    .market(io.jaybit.simulator.exchange.Category.LINEAR, "BTCUSDT"))))
                    .isTrue();
            assertThat(get(account.feeRates(BTC)))
                    .singleElement()
                    .extracting(FeeRate::symbol)
                    .isEqualTo("BTCUSDT");
            assertThat(get(account.closedPnl(Category.LINEAR, Instant.now().minusSeconds(20 * 86_400), Instant.now())))
                    .isEmpty();
            KeyInfo key = get(account.keyInfo());
            assertThat(key.readOnly()).isFalse();
            assertThat(key.mayWithdraw()).isFalse();
            assertThat(key.isBoundToAddresses()).isFalse();
            assertThat(key.expires()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
            assertThat(get(account.accountInfo()).unifiedMarginStatus()).isEqualTo(5);
            assertThat(get(account.disconnectProtection()))
                    .anyMatch(one -> one.product().equals("DERIVATIVES") && one.windowSeconds() == 10 && one.on());
            assertThatThrownBy(() -> get(account.setTradingStop(TradingStop.of(BTC, 1, Decimal.parse("90000"), null))))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(RestException.class);
        }
    }

    @Test
    void everythingIsCancelledHoweverManyOrdersThereAre() throws Exception {
        try (Meeting meeting = Meeting.plain(quiet())) {
            OrderEntry orders = meeting.bybit.orders();
            get(orders.ready());
            get(orders.placeAll(
                    IntStream.range(0, 10).mapToObj(i -> bid("0.01")).toList()));
            CancelReport report = get(meeting.bybit.account().cancelAll(Category.LINEAR));
            assertThat(report.isClean()).isTrue();
            assertThat(report.accepted()).isEqualTo(10);
            assertThat(report.troubles()).isEmpty();
        }
    }

    @Test
    void aClosedClientSendsNothingAndSaysSo() throws Exception {
        Meeting meeting = Meeting.plain(quiet());
        OrderEntry orders = meeting.bybit.orders();
        get(orders.ready());
        meeting.close();
        assertThat(get(orders.place(bid("0.01")))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.code()).isZero();
            assertThat(rejected.text()).startsWith("not sent");
        });
    }

    @Test
    void withoutAKeyThereAreNoOrders() {
        try (Bybit bybit = Bybit.of(Exchange.at("ws://127.0.0.1:1"))) {
            assertThatThrownBy(bybit::orders).hasMessageContaining("BybitBuilder.credentials");
            assertThatThrownBy(bybit::account).hasMessageContaining("BybitBuilder.credentials");
        }
    }
}
