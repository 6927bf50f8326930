package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts: what they say and what they refuse. */
class FaultScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "at 10s drop orderbook.50.BTCUSDT 3, at 10000ms drop orderbook.50.BTCUSDT 3",
        "from 5s for 2s silence, from 5000ms for 2000ms silence *",
        "drop answer.pong, at 0ms drop answer.pong 1",
        "from 1m for 10s delay 200ms linear:*, from 60000ms for 10000ms delay 200ms linear:*",
        "at 1s skip-u, at 1000ms skip-u orderbook.* 1",
        "at 0s refuse-upgrade 429 * 2, at 0ms refuse-upgrade 429 * 2",
        "from 0s for 1s no-pong, from 0ms for 1000ms drop answer.pong",
        "lose-ack, at 0ms drop answer.order.* 1",
        "at 5s lose-ack 2, at 5000ms drop answer.order.* 2",
        "push-before-ack, at 0ms delay 50ms answer.order.* 1",
        "from 1s for 1s slow 100ms, from 1000ms for 1000ms delay 100ms *",
        "duplicate-execution, at 0ms duplicate execution* 1",
        "from 0s for 1h skew -5s, from 0ms for 3600000ms skew -5000ms *",
        "answer 10016 3, at 0ms answer 10016 answer.order.* 3",
        "at 2s close 1001 private:*, at 2000ms close 1001 private:* 1",
        "clear, at 0ms clear * 1"
    })
    void aLineIsReadAndWrittenInFull(String line, String full) {
        assertThat(Fault.parse(line)).hasToString(full);
        assertThat(Fault.parse(full)).isEqualTo(Fault.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explode",
                "at",
                "at 10 drop",
                "at 10s",
                "at -1s drop",
                "from 1s drop",
                "from 1s for 0s drop",
                "from 1s for drop",
                "delay orderbook.*",
                "delay -1s",
                "close now",
                "close 1006",
                "close 99",
                "refuse-upgrade 101",
                "drop nowhere:*",
                "drop * 1 2",
                "drop * many",
                "at 99999999999s drop"
            })
    void whatIsNoLineIsRefused(String line) {
        assertThatThrownBy(() -> Fault.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScriptNamesEveryLineThatIsWrong() {
        assertThat(FaultSchedule.parse("# nothing\n\n at 1s drop *  # three words\nrestart\n")
                        .faults())
                .hasSize(2);
        assertThatThrownBy(() -> FaultSchedule.parse("drop\nfall\nreset\nat x drop"))
                .hasMessage("line 2: no such action: \"fall\"; line 4: not a time: \"x\" (such as 500ms, 10s, 2m, 1h)");
    }

    @Test
    void aSeedGivesTheSameScheduleEachTimeAndEndsBeforeTheHorizon() {
        Set<FaultAction> seen = EnumSet.noneOf(FaultAction.class);
        for (long seed = 0; seed < 200; seed++) {
            FaultSchedule schedule = FaultSchedule.random(seed, 60_000);

            assertThat(schedule).as("seed " + seed).isEqualTo(FaultSchedule.random(seed, 60_000));
            assertThat(FaultSchedule.parse(schedule.toString())).isEqualTo(schedule);
            assertThat(schedule.faults())
                    .as("seed " + seed)
                    .isNotEmpty()
                    .allMatch(fault -> fault.fromMillis() + fault.forMillis() < 60_000);
            schedule.faults().forEach(fault -> seen.add(fault.action()));
        }
        assertThat(seen).hasSizeGreaterThan(10).contains(FaultAction.CONNECTION_LIMIT);
    }
}
