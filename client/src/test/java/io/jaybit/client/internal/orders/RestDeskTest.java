package io.jaybit.client.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.OrderSide;
import io.jaybit.client.testing.SimulatedRest;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.venue.FaultSchedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same commands by REST. */
class RestDeskTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    private final SimulatedExchange exchange =
            SimulatedExchange.open(ExchangeConfig.calm(4).withPreset(null), 1_784_900_000_000L);
    private final SimulatedRest rest = new SimulatedRest(exchange);
    private final OrderDesk desk = new OrderDesk(new RestDesk(rest, Runnable::run), CommandListener.NONE);

    private static Command bid(String id, String size) {
        return new Command.Place(NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse(size), Decimal.parse("50000"))
                .linkId(id)
                .build());
    }

    private List<Outcome> submit(Command... commands) {
        List<Outcome> outcomes = new ArrayList<>();
        desk.submit(List.of(commands), 0, () -> 0, outcomes::addAll);
        return outcomes;
    }

    private void fault(String script) {
        exchange.venue().faults().begin(FaultSchedule.parse(script));
    }

    @Test
    void anOrderIsPlacedAndCancelled() {
        assertThat(submit(bid("a", "0.01"))).hasOnlyElementsOfType(Outcome.Accepted.class);
        assertThat(submit(new Command.Cancel(OrderRef.byLinkId(BTC, "a"), "")))
                .hasOnlyElementsOfType(Outcome.Accepted.class);
        assertThat(submit(new Command.Cancel(OrderRef.byLinkId(BTC, "a"), "")))
                .containsExactly(new Outcome.Rejected(110_001, "order not exists or too late to cancel"));
    }

    @Test
    void ofABatchEachPartHasItsOwnOutcome() {
        List<Outcome> outcomes = submit(bid("a", "0.01"), bid("b", "0.0000001"));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void whatMayHaveBeenDoneIsUnknownAndIsNotSentAgain() {
        for (String fault : List.of(
                "answer-executed 10016 rest./v5/order/create",
                "drop rest./v5/order/create",
                "answer-executed 502 rest./v5/order/create")) {
            int asked = rest.asked.size();
            fault(fault);
            String id = "x" + asked;
            assertThat(submit(bid(id, "0.01")))
                    .hasOnlyElementsOfType(Outcome.Unknown.class)
                    .hasSize(1);
            assertThat(rest.asked).hasSize(asked + 1);
            assertThat(exchange.keys().get(0).account().orderByLinkId(id))
                    .as(fault)
                    .isNotNull();
        }
    }

    @Test
    void aKeyOfAnotherFamilyOfHostsIsExplained() {
        OrderDesk stranger = new OrderDesk(
                new RestDesk(new SimulatedRest(exchange, "strangersKey12345", "secret"), Runnable::run),
                CommandListener.NONE);
        List<Outcome> outcomes = new ArrayList<>();
        stranger.submit(List.of(bid("a", "0.01")), 0, () -> 0, outcomes::addAll);
        Outcome.Rejected rejected = (Outcome.Rejected) outcomes.get(0);
        assertThat(rejected.code()).isEqualTo(10_003);
        assertThat(rejected.text()).contains("another family of hosts").doesNotContain("secret");
    }
}
