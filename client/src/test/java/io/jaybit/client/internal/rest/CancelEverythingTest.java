package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.testing.SimulatedRest;
import io.jaybit.market.Category;
import io.jaybit.orders.CancelReport;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.venue.FaultSchedule;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Cancelling more than the venue takes at once, and against its will. */
class CancelEverythingTest {
    private final SimulatedExchange exchange =
            SimulatedExchange.open(ExchangeConfig.calm(4).withPreset(null), 1_784_900_000_000L);
    private final SimulatedRest rest = new SimulatedRest(exchange);
    private final CancelEverything cancelling = new CancelEverything(
            rest, new AccountApi(rest, () -> exchange.timeline().now() * 1_000_000));
    private final Account account = exchange.keys().get(0).account();

    private void place(String symbol, int count) throws Refusal {
        Market market = Objects.requireNonNull(
                exchange.exchange().market(io.jaybit.simulator.exchange.Category.LINEAR, symbol));
        for (int i = 0; i < count; i++) {
            exchange.exchange()
                    .create(
                            account,
                            OrderRequest.limit(market, Side.BUY, 100, 1_000 + i).build());
        }
    }

    @Test
    void moreOrdersThanOneRequestCancelsAreCancelledByMoreRequests() throws Exception {
        place("BTCUSDT", 400);
        place("ETHUSDT", 400);
        CancelReport report = cancelling.run(Category.LINEAR, symbol -> true).get(1, TimeUnit.SECONDS);
        assertThat(report.isClean()).isTrue();
        assertThat(report.accepted()).isEqualTo(800);
        assertThat(account.openOrders()).isEmpty();
    }

    /** A symbol can have more open orders than one request cancels: 500 active ones, and conditional ones beside them. */
    @Test
    void moreThanOneRequestCancelsOfOneSymbolToo() throws Exception {
        place("BTCUSDT", 500);
        for (int i = 0; i < 8; i++) {
            String body =
                    "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.01\","
                            + "\"price\":\"1000\",\"triggerPrice\":\"1100\",\"triggerDirection\":2}";
            rest.ask(RestRequest.post("/v5/order/create", body)).get(1, TimeUnit.SECONDS);
        }
        assertThat(account.openOrders()).hasSize(508);
        CancelReport report = cancelling
                .run(Category.LINEAR, symbol -> symbol.name().equals("BTCUSDT"))
                .get(1, TimeUnit.SECONDS);
        assertThat(report.isClean()).isTrue();
        assertThat(report.accepted()).isEqualTo(508);
        assertThat(account.openOrders()).isEmpty();
    }

    @Test
    void onSpotEveryKindOfOrderIsCancelled() throws Exception {
        for (String kind : List.of(
                "",
                ",\"orderFilter\":\"StopOrder\",\"triggerPrice\":\"1100\"",
                ",\"orderFilter\":\"tpslOrder\",\"triggerPrice\":\"1100\"")) {
            String body =
                    "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.01\","
                            + "\"price\":\"1000\"" + kind + "}";
            rest.ask(RestRequest.post("/v5/order/create", body)).get(1, TimeUnit.SECONDS);
        }
        assertThat(account.openOrders()).hasSize(3);
        CancelReport report = cancelling.run(Category.SPOT, symbol -> true).get(1, TimeUnit.SECONDS);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(account.openOrders()).isEmpty();
    }

    @Test
    void onlyWhatIsMeantIsCancelled() throws Exception {
        place("BTCUSDT", 3);
        place("ETHUSDT", 2);
        CancelReport report = cancelling
                .run(Category.LINEAR, symbol -> symbol.name().equals("BTCUSDT"))
                .get(1, TimeUnit.SECONDS);
        assertThat(report.isClean()).isTrue();
        assertThat(account.openOrders()).hasSize(2);
    }

    @Test
    void whatTheVenueDoesNotCancelIsNamed() throws Exception {
        place("BTCUSDT", 2);
        exchange.venue().faults().begin(FaultSchedule.parse("answer 10016 rest./v5/order/cancel-all 100"));
        CancelReport report = cancelling.run(Category.LINEAR, symbol -> true).get(1, TimeUnit.SECONDS);
        assertThat(report.residue()).hasSize(2);
        assertThat(report.troubles()).hasSize(3).allMatch(text -> text.contains("10016"));
    }
}
