package io.jaybit.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.analytics.History.Batch;
import io.jaybit.analytics.History.Plan;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.FeedGap;
import io.jaybit.coverage.Seeds;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final List<Batch<Row>> batches = new ArrayList<>();

    @Test
    void itHandsOnABatchWhenItHasItsLengthAndKeepsTheLastOnesAtHand() {
        History<Row> history = history(new Plan(5, 3, null));

        for (int i = 1; i <= 7; i++) {
            history.onEvent(new Row(i, i), batches::add);
        }

        assertThat(batches).containsExactly(batch(0, 1, 2, 3), batch(0, 4, 5, 6));
        assertThat(history.items()).containsExactlyElementsOf(rows(3, 4, 5, 6, 7));
        assertThat(history.last(2)).containsExactlyElementsOf(rows(6, 7));
        assertThat(history.waiting()).isEqualTo(1);
    }

    @Test
    void itHandsOnABatchWhenItsOldestItemIsOldEnough() {
        History<Row> history = history(new Plan(100, 100, Duration.ofMillis(10)));
        history.onEvent(new Row(1, 1_000), batches::add);
        history.onEvent(new Row(2, 1_005), batches::add);

        assertThat(history.nextTimerEpochMillis()).isEqualTo(1_010);
        history.onTime(1_009, batches::add);
        assertThat(batches).isEmpty();
        history.onTime(1_010, batches::add);

        assertThat(batches).containsExactly(new Batch<>(List.of(new Row(1, 1_000), new Row(2, 1_005)), 0, 0));
        assertThat(history.nextTimerEpochMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatTheReceiverRefusesIsOfferedAgain() {
        History<Row> history = history(new Plan(5, 2, null));
        history.onEvent(new Row(1, 1), batches::add);

        assertThatThrownBy(() -> history.onEvent(new Row(2, 2), refusing())).hasMessage("disk full");
        history.onEvent(new Row(3, 3), batches::add);

        assertThat(batches).containsExactly(batch(0, 1, 2, 3));
    }

    @Test
    void whatFallsOutUnhandedIsCountedAndTheNextBatchSaysIt() {
        History<Row> history = history(new Plan(3, 2, null));
        history.onEvent(new Row(1, 1), batches::add);
        for (int i = 2; i <= 5; i++) {
            Row row = new Row(i, i);
            assertThatThrownBy(() -> history.onEvent(row, refusing())).hasMessage("disk full");
        }

        history.flush(batches::add);

        assertThat(batches).containsExactly(batch(2, 3, 4, 5));
        assertThat(history.evictedInAll()).isEqualTo(2);
    }

    @Test
    void aBatchSaysHowManyGapsItsFeedHad() {
        History<Row> history = history(new Plan(3, 2, null));
        FeedGap gap = new FeedGap(Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"), 1, 2, Set.of(Cause.DROPPED));

        history.onGap(gap, batches::add);
        history.onEvent(new Row(1, 1), batches::add);
        history.onEvent(new Row(2, 2), batches::add);

        assertThat(batches.get(0).gaps()).isEqualTo(1);
    }

    @Test
    void aBatchLongerThanTheHistoryIsRefusedWithTheReason() {
        assertThatThrownBy(() -> new Plan(3, 4, null))
                .hasMessage(
                        "batchLength 4 is not in 1..3 (the capacity): items would be lost before they are handed on");
    }

    @Test
    void everythingIsHandedOnOnceInOrderWithSnapshotsInBetween() {
        Seeds.each(random -> {
            int capacity = 1 + random.nextInt(20);
            Plan plan = new Plan(
                    capacity,
                    1 + random.nextInt(capacity),
                    random.nextBoolean() ? Duration.ofMillis(1 + random.nextInt(50)) : null);
            History<Row> history = history(plan);
            List<Row> fed = new ArrayList<>();
            List<Row> handed = new ArrayList<>();
            long time = 0;

            for (int i = 0; i < 200; i++) {
                time += random.nextInt(10);
                if (random.nextInt(8) == 0) {
                    byte[] snapshot = history.snapshot();
                    history = history(plan);
                    history.restore(snapshot);
                }
                if (random.nextInt(5) == 0) {
                    history.onTime(time, batch -> handed.addAll(batch.items()));
                } else {
                    Row row = new Row(i, time);
                    fed.add(row);
                    history.onEvent(row, batch -> handed.addAll(batch.items()));
                }
                assertThat(history.items()).isEqualTo(fed.subList(Math.max(0, fed.size() - capacity), fed.size()));
            }
            history.flush(batch -> handed.addAll(batch.items()));

            assertThat(handed).isEqualTo(fed);
            assertThat(history.evictedInAll()).isZero();
        });
    }

    private record Row(int number, long millis) {}

    private static History<Row> history(Plan plan) {
        return new History<>(plan, Row::millis, new StateCodec<>() {
            @Override
            public void write(Row value, StateWriter to) {
                to.writeInt(value.number()).writeLong(value.millis());
            }

            @Override
            public Row read(StateReader from) {
                return new Row(from.readInt(), from.readLong());
            }
        });
    }

    private static Consumer<Batch<Row>> refusing() {
        return batch -> {
            throw new IllegalStateException("disk full");
        };
    }

    private static List<Row> rows(int... numbers) {
        List<Row> rows = new ArrayList<>();
        for (int number : numbers) {
            rows.add(new Row(number, number));
        }
        return rows;
    }

    private static Batch<Row> batch(long evicted, int... numbers) {
        return new Batch<>(rows(numbers), evicted, 0);
    }
}
