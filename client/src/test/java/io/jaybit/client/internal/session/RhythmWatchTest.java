package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RhythmWatchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void anUnknownRhythmIsJudgedGently() {
        RhythmWatch watch = watch("orderbook.50.BTCUSDT");
        watch.start(0);
        assertThat(watch.allowed()).isEqualTo(15 * SECOND);

        watch.data(SECOND);

        assertThat(watch.allowed()).isEqualTo(120 * SECOND);
    }

    @Test
    void aSlowBookIsGivenFourTimesItsLongestPause() {
        RhythmWatch watch = watch("orderbook.50.RAREUSDT");
        watch.start(0);
        for (int i = 1; i <= 100; i++) {
            watch.data(i * 20 * SECOND);
        }

        assertThat(watch.allowed()).isEqualTo(80 * SECOND);
        assertThat(watch.deadline()).isEqualTo((2_000 + 80) * SECOND);
    }

    @Test
    void aFastBookIsGivenTheFloor() {
        RhythmWatch watch = watch("orderbook.50.BTCUSDT");
        watch.start(0);
        for (int i = 1; i <= 10_000; i++) {
            watch.data(i * SECOND / 50);
        }

        assertThat(watch.allowed()).isEqualTo(10 * SECOND);
    }

    @Test
    void aPauseOfTheConnectionTeachesNothing() {
        RhythmWatch watch = watch("tickers.BTCUSDT");
        watch.start(0);
        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            now += SECOND;
            watch.data(now);
        }

        watch.stop();
        assertThat(watch.deadline()).isEqualTo(World.NEVER);
        now += 3_600 * SECOND;
        watch.start(now);
        watch.data(now + SECOND);

        assertThat(watch.allowed()).isEqualTo(10 * SECOND);
    }

    @Test
    void aMarketThatIsClosedIsGivenEverMoreTimeUntilItFlowsAgain() {
        RhythmWatch watch = watch("tickers.BTCUSDT");
        watch.start(0);
        long now = flow(watch, 0, 1_000);
        for (int i = 0; i < 3; i++) {
            watch.isSilent();
            watch.isCured();
            watch.start(now);
            watch.data(now);
        }
        assertThat(watch.allowed()).isEqualTo(40 * SECOND);

        flow(watch, now, 1_000);

        assertThat(watch.allowed()).isEqualTo(10 * SECOND);
    }

    @Test
    void aStreamThatStallsAgainAndAgainIsNotGivenMoreTime() {
        RhythmWatch watch = watch("tickers.BTCUSDT");
        watch.start(0);
        long now = 0;
        for (int i = 0; i < 10; i++) {
            now = flow(watch, now, 50);
            watch.isSilent();
            watch.isCured();
        }

        assertThat(watch.allowed()).isEqualTo(10 * SECOND);
    }

    private static long flow(RhythmWatch watch, long from, int seconds) {
        long now = from;
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            watch.data(now);
        }
        return now;
    }

    @Test
    void aRandomStreamIsHardlyEverSuspected() {
        int alarms = 0;
        for (int seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RhythmWatch watch = watch("publicTrade.RAREUSDT");
            watch.start(0);
            long now = 0;
            for (int i = 0; i < 5_000; i++) {
                now += (long) (-Math.log(1 - random.nextDouble()) * 40 * SECOND);
                alarms += now > watch.deadline() ? 1 : 0;
                watch.data(now);
            }
        }

        assertThat(alarms).isLessThan(3);
    }

    private static RhythmWatch watch(String name) {
        return new RhythmWatch(Topic.of(Channel.LINEAR, name), SessionConfig.Silence.defaults());
    }
}
