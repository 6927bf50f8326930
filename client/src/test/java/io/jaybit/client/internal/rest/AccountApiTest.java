package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.client.testing.SimulatedRest;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.OrderRef;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is asked of the simulated exchange about an account, against what it holds. */
class AccountApiTest {
    private static final long START = 1_784_900_000_000L;
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    private final SimulatedExchange exchange =
            SimulatedExchange.open(ExchangeConfig.calm(4).withPreset(null), START);
    private final SimulatedRest rest = new SimulatedRest(exchange);
    private final AccountApi api =
            new AccountApi(rest, () -> exchange.timeline().now() * 1_000_000);
    private final Account account = exchange.keys().get(0).account();

    private List<AccountEvent> ask(AccountQuestion question) throws Exception {
        AccountAnswer answer = api.ask(question).get(1, TimeUnit.SECONDS);
        assertThat(answer.question()).isEqualTo(question);
        assertThat(answer.askedEpochNanos()).isEqualTo(exchange.timeline().now() * 1_000_000);
        assertThat(answer.rows())
                .allMatch(row -> row.origin().source() == Origin.Source.QUERY
                        && row.origin().pushedEpochMillis()
                                == exchange.timeline().now());
        return answer.rows();
    }

    private Market market() {
        return Objects.requireNonNull(
                exchange.exchange().market(io.jaybit.simulator.exchange.Category.LINEAR, "BTCUSDT"));
    }

    private Order order(Account whose, Side side, long price, String id) throws Refusal {
        Order order = exchange.exchange()
                .create(
                        whose,
                        OrderRequest.limit(market(), side, 10, price)
                                .orderLinkId(id)
                                .build());
        exchange.timeline().advanceTo(exchange.timeline().now() + 100);
        return order;
    }

    /** Somebody sells to us; at a price that the venue may move into its band. */
    private Order fill(String id) throws Refusal {
        long price = market().instrument().ticks(new BigDecimal("60000"));
        Order offer = order(exchange.keys().get(1).account(), Side.SELL, price, "");
        return order(account, Side.BUY, offer.price(), id);
    }

    @Test
    void openOrdersComeFromEveryPage() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            ids.add(order(account, Side.BUY, 100_000 + i, "link-" + i).id());
        }
        List<AccountEvent> rows = ask(new AccountQuestion.OpenOrders(Category.LINEAR, "USDT"));
        assertThat(rows)
                .hasSize(120)
                .extracting(row -> ((OrderUpdate) row).orderId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(rest.asked).hasSize(3);
        assertThat(ask(new AccountQuestion.OpenOrders(Category.LINEAR, "USDC"))).isEmpty();
        assertThat(ask(new AccountQuestion.OpenOrders(Category.SPOT, ""))).isEmpty();
        assertThat(ask(new AccountQuestion.OpenOrders(Category.INVERSE, ""))).isEmpty();
        assertThat(ask(new AccountQuestion.OpenOrders(Category.OPTION, ""))).isEmpty();
    }

    @Test
    void executionsOfOptionsAreAskedForCoinByCoin() throws Exception {
        assertThat(ask(new AccountQuestion.Executions(Category.OPTION, START - 1)))
                .isEmpty();
        assertThat(rest.asked)
                .extracting(request -> request.query().replaceFirst(".*baseCoin=([A-Z]+).*", "$1"))
                .containsExactly("BTC", "ETH", "SOL", "XRP", "MNT", "DOGE");
    }

    @Test
    void aSpanOfMonthsIsAskedInWeeks() throws Exception {
        fill("");
        exchange.timeline().advanceTo(START + Duration.ofDays(20).toMillis());
        fill("");
        List<AccountEvent> fills = ask(new AccountQuestion.Executions(Category.LINEAR, START - 1));
        assertThat(fills.stream()
                        .filter(row ->
                                row instanceof Execution e && e.type().value() == io.jaybit.account.ExecType.TRADE))
                .hasSize(2);
        assertThat(rest.asked)
                .filteredOn(request -> request.path().equals("/v5/execution/list"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(ask(new AccountQuestion.ClosedOrders(
                        Category.LINEAR, START + Duration.ofDays(19).toMillis())))
                .hasSize(1);
    }

    @Test
    void oneOrderItsFillsThePositionAndTheWallet() throws Exception {
        Order filled = fill("mine");
        OrderRef ref = OrderRef.byLinkId(BTC, "mine");
        assertThat(ask(new AccountQuestion.OrderNow(ref)))
                .singleElement()
                .satisfies(row -> assertThat(((OrderUpdate) row).orderId()).isEqualTo(filled.id()));
        assertThat(ask(new AccountQuestion.OrderBefore(ref))).hasSize(1);
        assertThat(ask(new AccountQuestion.ExecutionsOf(OrderRef.byOrderId(BTC, filled.id()))))
                .hasSize(1);
        assertThat(ask(new AccountQuestion.Positions(Category.LINEAR, "USDT")))
                .singleElement()
                .isInstanceOf(PositionUpdate.class);
        assertThat(ask(new AccountQuestion.Wallet())).singleElement().isInstanceOf(WalletUpdate.class);
        assertThat(ask(new AccountQuestion.OrderNow(OrderRef.byLinkId(BTC, "nobody"))))
                .isEmpty();
    }

    @Test
    void signaturesAreThoseOfTheVenue() {
        RequestSigner signer = new RequestSigner(
                new Signer(ApiKey.hmac("demoKey0123456789", "demoSecret9876543210")), Duration.ofSeconds(5), "");
        assertThat(signer.headers(
                        RestRequest.signedGet(
                                "/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=0&limit=50"),
                        START))
                .containsEntry("X-BAPI-SIGN", "de7282778440b6bb26b6e8ed4e267a314570f8ea960278268902b00372dcee19")
                .containsEntry("X-BAPI-TIMESTAMP", "1784900000000")
                .containsEntry("X-BAPI-RECV-WINDOW", "5000");
        String body =
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.001\","
                        + "\"price\":\"60000\",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"oms-1\"}";
        assertThat(signer.headers(RestRequest.command("/v5/order/create", "linear", body), START))
                .containsEntry("X-BAPI-SIGN", "5c38e9177ff0317af114ffb3e1ab6226478773eb8a279dd774f8e2f6661be6c7");
    }
}
