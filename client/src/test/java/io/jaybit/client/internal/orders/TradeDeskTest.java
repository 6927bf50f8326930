package io.jaybit.client.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.OrderSide;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders by socket to the simulated exchange, in virtual time, with what can go wrong. */
class TradeDeskTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "BTCUSDT");

    private final TradeVenue venue = TradeVenue.ready(4);

    private static Command.Place bid(Symbol symbol, String id, String size) {
        return new Command.Place(NewOrder.limit(symbol, OrderSide.BUY, Decimal.parse(size), Decimal.parse("50000"))
                .linkId(id)
                .build());
    }

    private static Command.Cancel cancel(String id) {
        return new Command.Cancel(OrderRef.byLinkId(BTC, id), "");
    }

    @Test
    void anOrderIsPlacedAmendedAndCancelled() {
        List<Outcome> placed = venue.submit(bid(BTC, "a", "0.01"));
        assertThat(placed).isEmpty();
        venue.run(Duration.ofMillis(100));
        String orderId = venue.account().orderByLinkId("a").id();
        assertThat(placed).containsExactly(new Outcome.Accepted(new OrderRef(BTC, orderId, "a")));
        assertThat(venue.trades.underWay()).isZero();

        List<Outcome> amended = venue.submit(new Command.Amend(
                new Amendment(OrderRef.byOrderId(BTC, orderId), Decimal.parse("0.02"), null, null, null, null)));
        venue.run(Duration.ofMillis(100));
        assertThat(amended).containsExactly(new Outcome.Accepted(new OrderRef(BTC, orderId, "a")));

        List<Outcome> cancelled = venue.submit(cancel("a"));
        venue.run(Duration.ofMillis(100));
        assertThat(cancelled).hasOnlyElementsOfType(Outcome.Accepted.class);
        assertThat(venue.account().openOrders()).isEmpty();
    }

    @Test
    void aRefusalTellsTheVenuesCodeAndText() {
        List<Outcome> outcomes = venue.submit(cancel("nobody"));
        venue.run(Duration.ofMillis(100));
        assertThat(outcomes).containsExactly(new Outcome.Rejected(110_001, "order not exists or too late to cancel"));
    }

    @Test
    void ofABatchEachPartHasItsOwnOutcome() {
        List<Outcome> outcomes = venue.submit(bid(BTC, "a", "0.01"), bid(BTC, "b", "0.0000001"), bid(BTC, "c", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Accepted.class);
        assertThat(venue.sent.get(venue.sent.size() - 1)).contains("\"op\":\"order.create-batch\"");
        assertThat(venue.account().openOrders()).hasSize(2);
    }

    @Test
    void aListOfSeveralKindsGoesInAsManyBatchesAsItTakesAndComesBackInItsOrder() {
        Command[] commands = IntStream.range(0, 14)
                .mapToObj(i -> bid(i % 2 == 0 ? BTC : SPOT, "x" + i, "0.01"))
                .toArray(Command[]::new);
        List<Outcome> outcomes = venue.submit(commands);
        venue.run(Duration.ofMillis(100));
        assertThat(outcomes).hasSize(14);
        for (int i = 0; i < commands.length; i++) {
            assertThat(((Outcome.Accepted) outcomes.get(i)).order().orderLinkId())
                    .isEqualTo("x" + i);
        }
        assertThat(venue.sent)
                .filteredOn(text -> text.contains("order.create-batch"))
                .hasSize(2);
    }

    @Test
    void aLostAckLeavesTheOrderUnknownThoughItStands() {
        venue.fault("lose-ack");
        Command.Place command = bid(BTC, "a", "0.01");
        List<Outcome> outcomes = venue.submit(command);
        venue.run(Duration.ofSeconds(9));
        assertThat(outcomes).isEmpty();
        venue.run(Duration.ofSeconds(2));
        assertThat(outcomes).containsExactly(new Outcome.Unknown("no answer within 10000 ms"));
        assertThat(venue.account().orderByLinkId("a")).isNotNull();
    }

    @Test
    void anAnswerAfterTheDeadlineIsToldToTheListener() {
        venue.fault("delay 12s answer.order.*");
        Command.Place command = bid(BTC, "a", "0.01");
        List<Outcome> outcomes = venue.submit(command);
        venue.run(Duration.ofSeconds(15));
        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Unknown.class).hasSize(1);
        assertThat(venue.told.outcomes.get(command)).hasSize(2);
        assertThat(venue.told.outcomes.get(command).get(1)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anInternalErrorIsUnknownWhetherTheOrderStandsOrNot() {
        venue.fault("answer-executed 10016");
        List<Outcome> executed = venue.submit(bid(BTC, "a", "0.01"));
        venue.run(Duration.ofMillis(100));
        venue.fault("answer 10016");
        List<Outcome> refused = venue.submit(bid(BTC, "b", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(executed).hasOnlyElementsOfType(Outcome.Unknown.class).hasSize(1);
        assertThat(refused).hasOnlyElementsOfType(Outcome.Unknown.class).hasSize(1);
        assertThat(venue.account().orderByLinkId("a")).isNotNull();
        assertThat(venue.account().orderByLinkId("b")).isNull();
    }

    @Test
    void aConnectionThatEndsLeavesItsCommandsUnknownAndUntilTheNextIsUpNothingIsSent() {
        List<Outcome> under = venue.submit(bid(BTC, "a", "0.01"));
        venue.fault("reset trade:*");
        venue.run(Duration.ofMillis(30));
        assertThat(under).hasSize(1);
        assertThat(under.get(0)).isInstanceOf(Outcome.Unknown.class);
        int sent = venue.sent.size();
        List<Outcome> refused = venue.submit(bid(BTC, "b", "0.01"));
        assertThat(refused).containsExactly(new Outcome.Rejected(0, "not sent: the trade connection is not up"));
        assertThat(venue.sent).hasSize(sent);
        assertThat(venue.told.sending).hasSize(1);

        venue.run(Duration.ofSeconds(5));
        List<Outcome> again = venue.submit(bid(BTC, "c", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(again).hasOnlyElementsOfType(Outcome.Accepted.class).hasSize(1);
    }

    @Test
    void aNodeThatRestartsIsLeftForAnotherConnectionWithoutLosingWhatItHasBegun() {
        venue.fault("delay 300ms answer.order.amend");
        venue.submit(bid(BTC, "a", "0.01"));
        venue.run(Duration.ofMillis(100));
        List<Outcome> begun = venue.submit(new Command.Amend(
                new Amendment(OrderRef.byLinkId(BTC, "a"), Decimal.parse("0.02"), null, null, null, null)));
        venue.fault("answer 10019 answer.order.create");
        List<Outcome> refused = venue.submit(bid(BTC, "b", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(refused).hasSize(1);
        assertThat(((Outcome.Rejected) refused.get(0)).code()).isEqualTo(10_019);

        venue.run(Duration.ofSeconds(2));
        assertThat(begun).hasOnlyElementsOfType(Outcome.Accepted.class).hasSize(1);
        assertThat(venue.notices.stream().filter(Notice.Connected.class::isInstance))
                .hasSize(2);
        List<Outcome> next = venue.submit(bid(BTC, "c", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(next).hasOnlyElementsOfType(Outcome.Accepted.class).hasSize(1);
        venue.run(Duration.ofSeconds(10));
        assertThat(venue.session.health(venue.now(), venue.epoch()).connections())
                .hasSize(1);
    }

    @Test
    void aUsedUpRateLimitIsNotRunInto() {
        for (int i = 0; i < 10; i++) {
            venue.submit(bid(BTC, "a" + i, "0.01"));
        }
        venue.run(Duration.ofMillis(100));
        int sent = venue.sent.size();
        List<Outcome> refused = venue.submit(bid(BTC, "b", "0.01"));
        assertThat(((Outcome.Rejected) refused.get(0)).text()).startsWith("not sent: the venue's rate limit");
        assertThat(venue.sent).hasSize(sent);
        assertThat(venue.submit(bid(SPOT, "s", "0.01"))).isEmpty();
        venue.run(Duration.ofMillis(1_100));
        List<Outcome> later = venue.submit(bid(BTC, "c", "0.01"));
        venue.run(Duration.ofMillis(100));
        assertThat(later).hasOnlyElementsOfType(Outcome.Accepted.class).hasSize(1);
    }

    @Test
    void whoMustKeepWhatIsSentMayRefuseIt() {
        venue.told.refusal = "the disk is full";
        int sent = venue.sent.size();
        List<Outcome> outcomes = venue.submit(bid(BTC, "a", "0.01"));
        assertThat(outcomes).containsExactly(new Outcome.Rejected(0, "the disk is full"));
        assertThat(venue.sent).hasSize(sent);
        assertThat(venue.told.outcomes).isEmpty();
    }
}
