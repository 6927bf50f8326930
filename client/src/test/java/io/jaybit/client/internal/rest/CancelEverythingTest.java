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
