package io.jaybit.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryWithoutCodecTest {
    private final History<Long> history = new History<>(new History.Plan(3, 2, null), time -> time);

    @Test
    void handsOnEachItemOnceInBatches() {
        List<History.Batch<Long>> batches = new ArrayList<>();

        for (long item = 1; item <= 5; item++) {
            history.onEvent(item, batches::add);
        }

        assertThat(batches)
                .containsExactly(
                        new History.Batch<>(List.of(1L, 2L), 0, 0), new History.Batch<>(List.of(3L, 4L), 0, 0));
        assertThat(history.items()).containsExactly(3L, 4L, 5L);
        assertThat(history.waiting()).isEqualTo(1);
    }

    @Test
    void hasNoSnapshotAndSaysSo() {
        assertThatIllegalStateException().isThrownBy(history::snapshot).withMessageContaining("without a codec");
        assertThatIllegalStateException()
                .isThrownBy(() -> history.restore(new byte[0]))
                .withMessageContaining("without a codec");
    }
}
