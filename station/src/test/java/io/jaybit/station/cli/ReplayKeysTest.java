package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keys and time, without a terminal and without waiting. */
class ReplayKeysTest {
    private static final long SECOND = 1_000_000_000L;
    /** 2026-11-27T14:03:00Z. */
    private static final long BEGIN = 1_795_788_180L * SECOND;

    private final ReplayPace pace = new ReplayPace(1);
    private final ReplayKeys keys = new ReplayKeys(pace);
    private long now = 77;

    {
        pace.begin(BEGIN, now);
    }

    private void press(String text) {
        for (char key : text.toCharArray()) {
            keys.press(key, BEGIN, now);
        }
    }

    private double position() {
        return (pace.position(now) - BEGIN) / (double) SECOND;
    }

    private void pass(double seconds) {
        now += (long) (seconds * SECOND);
    }

    @Test
    void spaceStopsTimeAndLetsItGoOn() {
        pass(2);
        press(" ");
        pass(100);
        assertThat(position()).isEqualTo(2);
        assertThat(pace.untilNanos(BEGIN + 3 * SECOND, now)).isEqualTo(Long.MAX_VALUE);
        assertThat(keys.status(BEGIN)).startsWith("2026-11-27T14:03:00Z  1x  PAUSED");
        press(" ");
        pass(1);
        assertThat(position()).isEqualTo(3);
    }

    @Test
    void plusAndMinusDoubleAndHalveTheSpeedFromNowOn() {
        pass(1);
        press("++");
        pass(1);
        assertThat(position()).isEqualTo(5);
        assertThat(pace.untilNanos(BEGIN + 9 * SECOND, now)).isEqualTo(SECOND + 1);
        press("---");
        pass(1);
        assertThat(position()).isEqualTo(5.5);
        assertThat(keys.status(BEGIN)).contains("  0.5x  ");
    }

    @Test
    void asFastAsItCanBecomesSlowerFromWhereItIs() {
        ReplayPace fast = new ReplayPace(Double.POSITIVE_INFINITY);
        fast.begin(BEGIN, now);
        assertThat(fast.position(now)).isEqualTo(Long.MAX_VALUE);
        fast.played(BEGIN + 40 * SECOND, now);
        fast.slower(now);
        assertThat(fast.times()).isEqualTo(64);
        assertThat(fast.position(now)).isEqualTo(BEGIN + 40 * SECOND);
    }

    @Test
    void aStepEndsAtTheNextSecondAlsoWhilePaused() {
        pass(0.25);
        press(" n");
        assertThat(position()).isEqualTo(1);
        press("\u001b[C");
        assertThat(position()).isEqualTo(2);
        press("\u001bOC\u001b[D");
        assertThat(position()).isEqualTo(3);
        assertThat(pace.isPaused()).isTrue();
    }

    @Test
    void aSeekGoesForwardToATimeOfTheDayOrOfAnotherDay() {
        press("s14:05");
        assertThat(keys.status(BEGIN)).isEqualTo("go to (UTC, forward): 14:05_");
        press("\r");
        assertThat(position()).isEqualTo(120);
        press("s14:05:00.5\u007f25\n");
        assertThat(position()).isEqualTo(120.25);
        assertThat(pace.soughtEpochNanos()).isEqualTo(pace.position(now));
        press("s2026-11-28T14:03\r");
        assertThat(position()).isEqualTo(86_400);
    }

    @Test
    void whatIsNoTimeOrBehindIsSaid() {
        press("s25:99\r");
        assertThat(keys.status(BEGIN)).contains("no time: \"25:99\"");
        press("s14:02\r");
        assertThat(keys.status(BEGIN)).contains("14:02 is behind: a replay goes forward only");
        press("s14:04\u001b");
        keys.quiet();
        press("x");
        assertThat(position()).isZero();
        assertThat(keys.status(BEGIN)).contains("space + - n s(eek) q(uit)");
    }

    @Test
    void heldUpIsNotMadeUpFor() {
        pass(10);
        pace.played(BEGIN + 3 * SECOND, now);
        assertThat(position()).isEqualTo(3);
        press("s14:04\r");
        pass(5);
        pace.played(BEGIN + 20 * SECOND, now);
        assertThat(position()).as("a seek is played to its end").isEqualTo(60);
    }

    @Test
    void qEnds() {
        press("q");
        assertThat(keys.isOver()).isTrue();
    }
}
