package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void aLateVenueGoesOnAtOnceButNeverFar() {
        ServerClock clock = new ServerClock(Speed.REAL, 10_000, 0);

        assertThat(clock.due(SECOND_NANOS)).isEqualTo(11_000);
        assertThat(clock.target(10_000, SECOND_NANOS)).isEqualTo(10_020);
        assertThat(clock.isLate(10_020, SECOND_NANOS)).isTrue();
        assertThat(clock.isLate(10_990, SECOND_NANOS)).isFalse();
        assertThat(clock.target(10_990, SECOND_NANOS)).isEqualTo(11_000);
    }

    @Test
    void atFullSpeedItIsAlwaysTimeToGoOn() {
        ServerClock clock = new ServerClock(Speed.MAX, 10_000, 0);

        assertThat(clock.target(10_000, 0)).isEqualTo(10_020);
        assertThat(clock.isLate(10_020, 0)).isTrue();
    }

    @Test
    void sixtyTimesTheWorldIsSixtyTimesTheWorld() {
        assertThat(new ServerClock(new Speed(60), 10_000, 0).due(SECOND_NANOS)).isEqualTo(70_000);
    }
}
