package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.internal.wire.JsonText.Style;
import io.jaybit.client.internal.wire.Samples.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a frame says does not depend on how it is written. */
class KeyOrderProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;

    @Test
    void orderOfKeysAndUnknownKeysChangeNothing() {
        assertSameEvents(true, true, false, false, false);
    }

    @Test
    void orderOfKeysAloneChangesNothing() {
        assertSameEvents(true, false, false, false, false);
    }

    @Test
    void unknownKeysAloneChangeNothing() {
        assertSameEvents(false, true, false, false, false);
    }

    @Test
    void spacesEscapesAndTheTypeOfNumbersChangeNothing() {
        assertSameEvents(true, true, true, true, false);
    }

    @Test
    void ofRepeatedKeysTheLastOneCounts() {
        assertSameEvents(false, false, false, false, true);
    }

    private static void assertSameEvents(
            boolean shuffled, boolean unknownKeys, boolean spaces, boolean swapped, boolean repeated) {
        for (Sample sample : Samples.ALL) {
            Reading reading = Reading.on(sample.channel());
            String expected = reading.outcome(sample.text().getBytes(UTF_8));
            assertThat(reading.decoder.complaint()).isEmpty();
            Object tree = JsonText.parse(sample.text().getBytes(UTF_8));
            for (int seed = 0; seed < SEEDS; seed++) {
                Style style = new Style(new Random(seed), shuffled, unknownKeys, spaces, swapped, repeated);
                String written = JsonText.write(tree, style);
                assertThat(reading.outcome(written.getBytes(UTF_8)))
                        .as("seed %d: %s", seed, written)
                        .isEqualTo(expected);
            }
        }
    }
}
