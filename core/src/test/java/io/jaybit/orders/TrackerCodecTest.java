package io.jaybit.orders;

import static io.jaybit.orders.Told.BTC;
import static io.jaybit.orders.Told.at;
import static io.jaybit.orders.Told.buy;
import static io.jaybit.orders.Told.link;
import static io.jaybit.orders.Told.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrackerCodecTest {
    private final RecordingOrders told = new RecordingOrders();
    private final OrderTracker tracker = new OrderTracker(TrackerSettings.DEFAULT, told);

    private static OrderTracker restore(byte[] bytes) {
        return OrderTracker.restore(TrackerSettings.DEFAULT, new OrderListener() {}, bytes, List.of(), at(100_000));
    }

    /** Every kind of thing a tracker can hold, nothing under way without an outcome. */
    private void fill() {
        NewOrder rich = buy("algo-1", "10", "100").toBuilder()
                .trigger(new NewOrder.Trigger(Decimal.parse("110.50"), 1, TriggerBy.MARK_PRICE, ""))
                .exits(new NewOrder.Exits(
                        Decimal.parse("120"), null, null, null, TriggerBy.LAST_PRICE, TriggerBy.NONE, true))
                .build();
        tracker.creating("c1", rich, at(900), Decimal.parse("99.5"));
        tracker.outcome("c1", new Outcome.Unknown("timeout"), at(950));
        tracker.onOrder(
                order("PartiallyFilled", 1_000).filled("4").trigger("110.50").update());
        tracker.onExecution(order("", 1_000).fill("e1", "4", "100.00", 1_000));
        tracker.amending(
                "a1", new Amendment(link("algo-1"), Decimal.parse("12"), null, null, null, Decimal.ZERO), at(1_100));
        tracker.outcome("a1", new Outcome.Unknown("timeout"), at(1_150));
        tracker.creating("c2", buy("algo-2", "1", "2"), at(1_200), null);
        tracker.outcome("c2", new Outcome.Rejected(110_007, "balance"), at(1_250));
        tracker.onFastExecution(order("", 1_300).ids("o-3", "").fast("e3", "1", "100", 1_300, true));
        Symbol inverse = new Symbol(Category.INVERSE, "BTCUSD");
        Told contract = order("Filled", 1_000)
                .ids("o-4", "inv-1")
                .symbol(inverse)
                .qty("7")
                .filled("7");
        tracker.onOrder(contract.update());
        tracker.onExecution(contract.fill("e4", "7", "30000", 1_000));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        fill();

        OrderTracker restored = restore(tracker.toBytes());

        assertThat(restored.all()).isEqualTo(tracker.all());
        assertThat(restored.unsettled()).containsExactlyInAnyOrderElementsOf(tracker.unsettled());
        assertThat(restored.atRisk()).containsExactlyInAnyOrderElementsOf(tracker.atRisk());
        assertThat(restored.groups()).containsExactlyInAnyOrderElementsOf(tracker.groups());
        for (String group : tracker.groups()) {
            assertThat(restored.group(group)).isEqualTo(tracker.group(group));
        }
        for (OrderRecord record : tracker.all()) {
            assertThat(restored.fills(record.ref())).isEqualTo(tracker.fills(record.ref()));
        }
        assertThat(restored.toBytes()).isEqualTo(tracker.toBytes());
    }

    @Test
    void fillsAreStillCountedOnceAfterARestart() {
        fill();

        OrderTracker restored = restore(tracker.toBytes());

        assertThat(restored.onExecution(order("", 9_000).fill("e1", "4", "100.00", 1_000)))
                .isEqualTo(Effect.NONE);
        assertThat(restored.onExecution(order("", 9_000).ids("o-3", "").fill("e3", "1", "100", 1_300)))
                .isEqualTo(Effect.FILL_COMPLETED);
    }

    @Test
    void whatWasUnderWayIsUnknownAfterARestart() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(900), null);
        tracker.onOrder(order("New", 1_000).ids("o-2", "algo-2").update());
        tracker.cancelling("x1", link("algo-2"), at(1_050));

        RecordingOrders after = new RecordingOrders();
        OrderTracker restored =
                OrderTracker.restore(TrackerSettings.DEFAULT, after, tracker.toBytes(), List.of(), at(100_000));

        assertThat(Objects.requireNonNull(restored.find(link("algo-1"))).state())
                .isEqualTo(OrderState.UNKNOWN);
        OrderRecord second = Objects.requireNonNull(restored.find(link("algo-2")));
        assertThat(second.state()).isEqualTo(OrderState.NEW);
        assertThat(second.cancel()).isEqualTo(CommandState.UNKNOWN);
        assertThat(after.changes)
                .extracting(change -> change.transition().teller())
                .containsExactly(Teller.RESTART, Teller.RESTART);
        assertThat(restored.atRisk())
                .singleElement()
                .satisfies(risk -> assertThat(risk.orders()).isEqualTo(2));
    }

    @Test
    void singleOrdersWrittenLaterTakeThePlaceOfTheWhole() {
        tracker.creating("c1", buy("algo-1", "10", "100"), at(900), null);
        tracker.onFastExecution(order("", 950).fast("e1", "4", "100", 950, true));
        byte[] all = tracker.toBytes();
        assertThat(tracker.all()).hasSize(2);

        tracker.onOrder(order("PartiallyFilled", 1_000).filled("4").update());
        byte[] merged = tracker.orderToBytes(link("algo-1"));
        tracker.outcome("c1", new Outcome.Accepted(new OrderRef(BTC, "o-1", "algo-1")), at(1_010));
        byte[] last = tracker.orderToBytes(link("algo-1"));
        tracker.onOrder(order("New", 1_020).ids("o-9", "algo-9").update());
        byte[] other = tracker.orderToBytes(link("algo-9"));

        OrderTracker restored = OrderTracker.restore(
                TrackerSettings.DEFAULT, new OrderListener() {}, all, List.of(merged, last, other), at(100_000));

        assertThat(restored.all()).isEqualTo(tracker.all());
        assertThat(restored.group("algo")).isEqualTo(tracker.group("algo"));
        restored.creating("c9", buy("algo-10", "1", "1"), at(100_000), null);
        assertThat(restored.all()).extracting(OrderRecord::number).doesNotHaveDuplicates();
    }

    @Test
    void whatWasLetGoIsRememberedToo() {
        TrackerSettings none = new TrackerSettings(
                0, Duration.ZERO, 100, 64, Duration.ofSeconds(10), TrackerSettings.DEFAULT.groupOf());
        OrderTracker forgetful = new OrderTracker(none, told);
        Told sold = order("Filled", 1_000).side(OrderSide.SELL).filled("10");
        forgetful.onOrder(sold.update());
        forgetful.onExecution(sold.fill("e1", "10", "100", 1_000));
        forgetful.tidy(at(5_000));

        OrderTracker restored =
                OrderTracker.restore(none, new OrderListener() {}, forgetful.toBytes(), List.of(), at(100_000));

        assertThat(restored.group("algo")).isEqualTo(forgetful.group("algo"));
        assertThat(restored.onExecution(sold.fill("e1", "10", "100", 1_000))).isEqualTo(Effect.NONE);
        assertThat(restored.onOrder(sold.update())).isEqualTo(Effect.NONE);
    }

    @Test
    void tornOrForeignBytesAreRefused() {
        fill();
        byte[] bytes = tracker.toBytes();

        for (int length = 0; length < bytes.length; length += 7) {
            byte[] torn = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> restore(torn)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] one = tracker.orderToBytes(link("algo-1"));
        assertThatThrownBy(() -> restore(one)).hasMessageContaining("cannot be restored as orders");
    }
}
