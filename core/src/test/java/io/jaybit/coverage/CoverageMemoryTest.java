package io.jaybit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageMemoryTest {
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final long HOUR = 3_600_000;

    @Test
    void weeksOfFlappingFitIntoLittleMemoryAndEveryHourStaysExact() {
        CoverageLedger small = new CoverageLedger(256, Duration.ofDays(31));
        small.onNotice(new Notice.TopicLive(TRADES, 1, 0), gap -> {});
        Random random = new Random(7);
        int hours = 24 * 14;
        long[] lost = new long[hours];
        long time = 1;
        int largest = 0;
        while (time < hours * HOUR - 60_000) {
            int length = 1 + random.nextInt(20_000);
            small.onNotice(new Notice.Dropped(TRADES, 1, time, time + length - 1, nanos(time + length)), gap -> {});
            for (long at = time; at < time + length; ) {
                int hour = (int) (at / HOUR);
                long end = Math.min(time + length, (hour + 1) * HOUR);
                lost[hour] += end - at;
                at = end;
            }
            time += length + 1 + random.nextInt(40_000);
            small.heard(TRADES, nanos(time), gap -> {});
            largest = Math.max(largest, small.stretches(TRADES));
        }
        small.heard(TRADES, nanos(hours * HOUR + 100), gap -> {}); // what is younger may be on its way

        for (int hour = 0; hour < hours; hour++) {
            assertThat(small.summary(TRADES, hour * HOUR, (hour + 1) * HOUR).seenMs())
                    .as("hour " + hour)
                    .isEqualTo(HOUR - lost[hour]);
        }
        assertThat(largest).isLessThan(6 * hours);
    }

    @Test
    void whenEvenThatIsTooMuchTheOldestIsForgottenAndSaysSo() {
        CoverageLedger small = new CoverageLedger(16, Duration.ofHours(2));
        small.onNotice(new Notice.TopicLive(TRADES, 1, 0), gap -> {});
        for (long minute = 0; minute < 60 * 48; minute++) {
            long at = minute * 60_000;
            small.onNotice(new Notice.Dropped(TRADES, 1, at + 5_000, at + 5_999, nanos(at)), gap -> {});
            small.heard(TRADES, nanos(at + 30_000), gap -> {});
        }

        assertThat(small.summary(TRADES, 0, HOUR).causes()).containsExactly(Cause.FORGOTTEN);
        assertThat(small.summary(TRADES, 46 * HOUR, 47 * HOUR).seenMs()).isEqualTo(HOUR - 60 * 1_000);
        assertThat(small.stretches(TRADES)).isLessThan(1_000);
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
