package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.coverage.CoverageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Each moment counts once, whatever was recovered over it. */
class CoverageLineTest {
    @Test
    void whatWasRecoveredTakesThePlaceOfTheHoleAndOfNothingElse() {
        CoverageLine line = new CoverageLine();
        line.add(100, 200, CoverageState.SEEN, "");
        line.add(200, 300, CoverageState.UNSEEN, "disconnected");
        line.add(300, 400, CoverageState.SEEN, "");
        line.add(150, 260, CoverageState.RECOVERED, "");
        line.add(380, 450, CoverageState.RECOVERED, "");
        line.add(20, 20, CoverageState.UNSEEN, "");
        assertThat(line.stretches().stream().map(CoverageLineTest::text))
                .containsExactly(
                        "100-200 SEEN",
                        "200-260 RECOVERED",
                        "260-300 UNSEEN disconnected",
                        "300-400 SEEN",
                        "400-450 RECOVERED");
        assertThat(line.missing(new Span(50, 500)))
                .containsExactly(new Span(50, 100), new Span(260, 300), new Span(450, 500));
        assertThat(line.missing(new Span(110, 250))).isEmpty();
    }

    @RepeatedTest(200)
    void momentByMomentItIsTheSame(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        CoverageLine line = new CoverageLine();
        String[] moments = new String[200];
        CoverageState[] states = {CoverageState.UNSEEN, CoverageState.SUSPECT, CoverageState.SEEN, CoverageState.AUDITED
        };
        int at = random.nextInt(20);
        while (at < 190) {
            int until = Math.min(moments.length, at + 1 + random.nextInt(30));
            CoverageState state = states[random.nextInt(states.length)];
            line.add(at, until, state, "");
            for (int i = at; i < until; i++) {
                moments[i] = state.name();
            }
            at = until + random.nextInt(2) * random.nextInt(20);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(150);
            int until = from + random.nextInt(50);
            line.add(from, until, CoverageState.RECOVERED, "");
            for (int moment = from; moment < until; moment++) {
                if (moments[moment] == null
                        || !CoverageState.valueOf(moments[moment]).isSeen()) {
                    moments[moment] = "RECOVERED";
                }
            }
        }
        String[] told = new String[moments.length];
        for (CoverageLine.Stretch stretch : line.stretches()) {
            for (long i = stretch.span().from(); i < stretch.span().until(); i++) {
                assertThat(told[(int) i]).as("told twice: %s", i).isNull();
                told[(int) i] = stretch.state().name();
            }
        }
        assertThat(told).containsExactly(moments);
        List<Integer> missing = new ArrayList<>();
        line.missing(new Span(0, 200)).forEach(span -> {
            for (long i = span.from(); i < span.until(); i++) {
                missing.add((int) i);
            }
        });
        for (int i = 0; i < moments.length; i++) {
            boolean known =
                    moments[i] != null && CoverageState.valueOf(moments[i]).isSeen();
            assertThat(missing.contains(i)).isEqualTo(!known);
        }
    }

    private static String text(CoverageLine.Stretch stretch) {
        return (stretch.span().from() + "-" + stretch.span().until() + " " + stretch.state() + " " + stretch.causes())
                .strip();
    }
}
